import GuideModel

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Plain searches in source bytes; no `String` is made on the way.
struct ByteSearch {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Offset of the first such byte inside `range`.
  func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
    guard let base = bytes.baseAddress,
      let found = memchr(base + range.lowerBound, Int32(byte), range.count)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// How often a byte occurs inside `range`. For bytes that are rare.
  func count(_ byte: UInt8, in range: Range<Int>) -> Int {
    var count = 0
    var index = range.lowerBound
    while let found = first(byte, in: index..<range.upperBound) {
      count += 1
      index = found + 1
    }
    return count
  }

  /// Offset of the first occurrence of `needle` inside `range`.
  func first(_ needle: [UInt8], in range: Range<Int>) -> Int? {
    needle.withUnsafeBufferPointer { first($0, in: range) }
  }

  func first(_ needle: StaticString, in range: Range<Int>) -> Int? {
    first(UnsafeBufferPointer(start: needle.utf8Start, count: needle.utf8CodeUnitCount), in: range)
  }

  func has(_ needle: UnsafeBufferPointer<UInt8>, at offset: Int, before end: Int) -> Bool {
    offset + needle.count <= end && UnsafeBufferPointer(rebasing: bytes[offset..<end]).hasPrefix(needle)
  }

  /// Every page is searched for half a dozen words, and most have none of them: it leaps to the first byte.
  func first(_ needle: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> Int? {
    guard let base = bytes.baseAddress, let wanted = needle.baseAddress, !needle.isEmpty,
      needle.count <= range.count
    else {
      return nil
    }
    let end = min(range.upperBound, bytes.count) - needle.count + 1
    var index = range.lowerBound
    while index < end, let next = first(wanted[0], in: index..<end) {
      if memcmp(base + next, wanted, needle.count) == 0 { return next }
      index = next + 1
    }
    return nil
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
    let search = ByteSearch(bytes)
    // Most files have none, so their lines are found by leaps.
    var carriageReturn = search.first(UInt8(ascii: "\r"), in: start..<bytes.count)
    var index = start
    while index < bytes.count {
      let lineFeed = search.first(UInt8(ascii: "\n"), in: index..<bytes.count)
      let lineEnd = lineFeed ?? bytes.count
      while let lone = carriageReturn, lone < lineEnd {
        if lone + 1 != lineFeed { offsets.append(Int32(lone + 1)) }
        carriageReturn = search.first(UInt8(ascii: "\r"), in: lone + 1..<bytes.count)
      }
      guard let lineFeed else { return }
      index = lineFeed + 1
      offsets.append(Int32(index))
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
