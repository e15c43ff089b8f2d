import Testing

@testable import Theming

@Suite("An HTML writer") struct HTMLWriterTests {
  @Test(
    "escapes text for content and quoted attributes",
    arguments: [
      ("", ""), ("plain", "plain"), ("a & b", "a &amp; b"), ("<b>", "&lt;b&gt;"),
      ("\"it's\"", "&quot;it&#39;s&quot;"),
      ("&amp;", "&amp;amp;"), ("naïve 🙂 <", "naïve 🙂 &lt;"),
    ])
  func escapes(_ text: String, _ expected: String) {
    var writer = HTMLWriter(capacity: 1)
    writer.text(text)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    writer.reset()
    writer.text(bytes: Array(text.utf8)[...])
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test("writes whole numbers", arguments: [0, 7, -1, 1234567890, Int.max, Int.min])
  func numbers(_ number: Int) {
    var writer = HTMLWriter()
    writer.number(number)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "\(number)")
  }

  @Test("keeps order and grows past its first capacity") func grows() {
    var writer = HTMLWriter(capacity: 64)
    for number in 0..<1000 {
      writer.markup("<i>")
      writer.number(number)
      writer.trustedMarkup(Array("</i>".utf8))
    }
    let expected = (0..<1000).map { "<i>\($0)</i>" }.joined()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    #expect(writer.count == expected.utf8.count)
    writer.reset()
    #expect(writer.bytes.isEmpty)
  }

  @Test("lets no mark of HTML through, whatever the text") func neverBare() {
    var random = Xorshift(state: 0x9E37_79B9_7F4A_7C15)
    let alphabet = Array("<>&\"' aé🙂;#x".unicodeScalars)
    for _ in 0..<2000 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<random.next() % 40 {
        scalars.append(alphabet[Int(random.next() % UInt64(alphabet.count))])
      }
      let text = String(scalars)
      var writer = HTMLWriter(capacity: 1)
      writer.text(text)
      let written = String(decoding: writer.bytes, as: UTF8.self)
      #expect(!written.contains { "<>\"'".contains($0) })
      #expect(unescaped(written) == text)
    }
  }

  private func unescaped(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}

/// The same numbers in every run (Marsaglia's xorshift64).
struct Xorshift: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
