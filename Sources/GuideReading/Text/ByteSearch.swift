#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Plain searches in source bytes; no `String` is made on the way.
struct ByteSearch {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Offset of the first occurrence of `needle` inside `range`.
  func first(_ needle: [UInt8], in range: Range<Int>) -> Int? {
    guard let first = needle.first, needle.count <= range.count else { return nil }
    let end = min(range.upperBound, bytes.count) - needle.count
    var index = range.lowerBound
    while index <= end {
      if bytes[index] == first, matches(needle, at: index) { return index }
      index += 1
    }
    return nil
  }

  func first(_ needle: StaticString, in range: Range<Int>) -> Int? {
    let length = needle.utf8CodeUnitCount
    let end = min(range.upperBound, bytes.count) - length
    guard let base = bytes.baseAddress else { return nil }
    var index = range.lowerBound
    // Every page is searched for half a dozen of these, and most have none: leap to the first byte.
    while index <= end, let next = memchr(base + index, Int32(needle.utf8Start[0]), end - index + 1) {
      if memcmp(next, needle.utf8Start, length) == 0 {
        return UnsafeRawPointer(next) - UnsafeRawPointer(base)
      }
      index = UnsafeRawPointer(next) - UnsafeRawPointer(base) + 1
    }
    return nil
  }

  private func matches(_ needle: [UInt8], at index: Int) -> Bool {
    for offset in needle.indices where bytes[index + offset] != needle[offset] { return false }
    return true
  }
}

/// Where the lines of a text start, for turning the parser's lines and columns into byte offsets.
struct LineStarts {
  private(set) var offsets: [Int32] = []
  private var end: Int32 = 0

  /// Lines end as CommonMark says: at LF, CRLF or a lone CR.
  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    offsets.removeAll(keepingCapacity: true)
    offsets.append(Int32(start))
    end = Int32(bytes.count)
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") {
        offsets.append(Int32(index))
      } else if byte == UInt8(ascii: "\r"), index == bytes.count || bytes[index] != UInt8(ascii: "\n") {
        offsets.append(Int32(index))
      }
    }
  }

  var count: Int { offsets.count }

  /// Bytes of a line, from 0, with its line end.
  func range(ofLine line: Int) -> Range<Int> {
    Int(offsets[line])..<Int(line + 1 < offsets.count ? offsets[line + 1] : end)
  }

  /// Byte offset of a 1-based line and column; places outside the text are moved to its edge.
  func offset(line: Int32, column: Int32) -> Int32 {
    guard line >= 1 else { return offsets[0] }
    guard line <= offsets.count else { return end }
    return min(max(offsets[Int(line) - 1] + column - 1, offsets[0]), end)
  }
}
