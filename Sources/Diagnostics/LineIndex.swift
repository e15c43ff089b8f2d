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

/// Counts columns on from where it last counted: a line may be as long as a file, and hold thousands of
/// findings.
struct ColumnCounter {
  private var file: FileID?
  private var lineStart = 0
  private var offset = 0
  private var column = 1

  /// The same as `LineIndex.column(at:)`.
  mutating func column(at wanted: Int, in index: LineIndex, of file: FileID) -> Int {
    let line = index.bytes(ofLine: index.line(at: wanted))
    let end = min(max(wanted, line.lowerBound), line.upperBound)
    guard file == self.file, line.lowerBound == lineStart, offset <= end, isBreak(at: offset, in: index.text)
    else {
      (self.file, lineStart, offset, column) = (file, line.lowerBound, end, index.column(at: wanted))
      return column
    }
    let found = column + String(decoding: index.text[offset..<end], as: UTF8.self).count
    // Only a place where a character begins is one to count on from.
    if isBreak(at: end, in: index.text) { (offset, column) = (end, found) }
    return found
  }

  /// Whether a character surely begins here: ASCII joins nothing, except behind a few signs that we do
  /// not look up (Unicode's "Prepend"), so behind anything but ASCII and the commonest scripts we count anew.
  private func isBreak(at offset: Int, in text: [UInt8]) -> Bool {
    guard offset < text.count, text[offset] < 0x80, offset > 0 else { return false }
    var start = offset - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    switch text[start] {
    // Below U+0600, and U+2000 to U+9FFF with Chinese and Japanese.
    case 0..<0xD8, 0xE2...0xE9: return true
    default: return false
    }
  }
}
