import Diagnostics
import Testing

@testable import YAMLReading

@Suite("Plain YAML") struct PlainYAMLTests {
  @Test(
    "is read only where it means the same to libyaml",
    arguments: [
      "title: Name exactly what you did\n", "title: Listen\ntime: 15 minutes\nreviewed: 2026-11-21\n",
      "a: b#c\n", "a: 1:2\n", "a: x, [y] {z} & * ! | > ' \" % @ `\n", "draft: true\n", "a: ~b\n",
      "a: b\n\nc: d\n", "a: b",
    ])
  func agrees(_ text: String) throws {
    var bytes = Array(text.utf8)
    try bytes.withUnsafeMutableBufferPointer { buffer in
      let text = UnsafeBufferPointer(buffer)
      guard let plain = readPlainYAML(text, range: 0..<text.count, file: FileID(0)) else { return }
      let full = try #require(readFullYAML(text, range: 0..<text.count, file: FileID(0)).mapping)
      #expect(plain.entries == full.entries)
    }
  }

  @Test("never disagrees with libyaml, whatever the lines are made of")
  func randomLines() {
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "a", "b1", ":", " ", "#", "-", "\n", "key: ", "key2: ", "word", "'", "\"", "[", "]", "?", "|", "é",
      "\t",
    ]
    var read = 0
    for _ in 0..<20_000 {
      let text =
        "k: "
        + (0..<Int.random(in: 1...8, using: &random)).map { _ in pieces.randomElement(using: &random)! }
        .joined()
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { bytes in
        guard let plain = readPlainYAML(bytes, range: 0..<bytes.count, file: FileID(0)) else { return }
        read += 1
        let full = readFullYAML(bytes, range: 0..<bytes.count, file: FileID(0))
        #expect(full.mapping?.entries == plain.entries, "\(text.debugDescription)")
      }
    }
    #expect(read > 500)
  }

  @Test(
    "leaves everything else to libyaml",
    arguments: [
      "a: \"b\"\n", "a: [b]\n", "a:\n  - b\n", "# note\na: b\n", "a: b # note\n", "a: b: c\n", "a: b\na: c\n",
      "A: b\n", "a: é\n",
    ])
  func leaves(_ text: String) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { #expect(readPlainYAML($0, range: 0..<$0.count, file: FileID(0)) == nil) }
  }
}
