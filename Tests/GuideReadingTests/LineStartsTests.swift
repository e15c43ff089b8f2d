import Testing

@testable import GuideReading

@Suite("The lines of a text") struct LineStartsTests {
  @Test(
    "end at LF, CRLF or a lone CR",
    arguments: [
      ("", [0]), ("a", [0]), ("\n", [0, 1]), ("a\nb", [0, 2]), ("a\r\nb\r\n", [0, 3, 6]),
      ("a\rb\r", [0, 2, 4]),
      ("\r\r\n\n", [0, 1, 3, 4]), ("\n\r\n\r", [0, 1, 3, 4]), ("a\n\n\rb\nc", [0, 2, 3, 4, 6]),
      ("\r", [0, 1]),
      ("é\r\né", [0, 4]),
    ])
  func starts(_ text: String, _ expected: [Int32]) {
    var lines = LineStarts()
    Array(text.utf8).withUnsafeBufferPointer { lines.scan($0, from: 0) }
    #expect(lines.offsets == expected)
  }

  @Test("are those behind the front matter") func behind() {
    var lines = LineStarts()
    Array("a\r\nb\nc\rd".utf8).withUnsafeBufferPointer { lines.scan($0, from: 3) }
    #expect(lines.offsets == [3, 5, 7])
  }
}
