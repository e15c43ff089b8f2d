/// The lines of one text, for turning byte offsets into what a person counts.
package struct LineIndex: Sendable {
  package let text: [UInt8]
  /// Offset of the first byte of each line. LF, CRLF and a lone CR end a line, as in Markdown.
  private let starts: [Int]

  package init(_ text: [UInt8]) {
    self.text = text
    var starts = [0]
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      if byte == UInt8(ascii: "\n") {
        starts.append(index)
      } else if byte == UInt8(ascii: "\r") {
        if index < text.count, text[index] == UInt8(ascii: "\n") { index += 1 }
        starts.append(index)
      }
    }
    self.starts = starts
  }

  package var lineCount: Int { starts.count }

  /// The 1-based line that holds the byte at `offset`; an offset behind the end is on the last line.
  package func line(at offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Byte range of a 1-based line without its line ending.
  package func bytes(ofLine line: Int) -> Range<Int> {
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : text.count
    while end > start, text[end - 1] == UInt8(ascii: "\n") || text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The 1-based column of the byte at `offset`, in characters as a reader sees them (a letter with
  /// its accents, or an emoji, is one).
  package func column(at offset: Int) -> Int {
    let bytes = bytes(ofLine: line(at: offset))
    let end = min(max(offset, bytes.lowerBound), bytes.upperBound)
    return String(decoding: text[bytes.lowerBound..<end], as: UTF8.self).count + 1
  }
}
