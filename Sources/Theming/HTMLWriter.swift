/// Builds one page as UTF-8, in a buffer that is used again for the next page.
///
/// `markup` takes only literals and `text` always escapes, so author text reaches a page unescaped
/// only through `trustedMarkup`, a name that a reader of the code will stop at.
///
/// Not copyable, like its buffer: pass it `inout`.
public struct HTMLWriter: ~Copyable {
  private var buffer: ByteBuffer

  /// - Parameter capacity: bytes to reserve; the buffer doubles when they do not suffice.
  package init(capacity: Int = 16_384) { buffer = ByteBuffer(capacity: capacity) }

  /// Bytes written since the last `reset()`.
  package var count: Int { buffer.count }

  /// Forgets what was written and keeps the memory.
  package mutating func reset() { buffer.removeAll() }

  /// The pointer is valid only inside `body`.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try buffer.withBytes(body)
  }

  /// A copy of what was written.
  package var bytes: [UInt8] { buffer.bytes }

  // MARK: Writing

  package mutating func markup(_ literal: StaticString) {
    buffer.append(literal.utf8Start, literal.utf8CodeUnitCount)
  }

  /// Bytes that are already HTML: literals of a checked template, or what another writer has escaped.
  /// Never anything that an author wrote.
  package mutating func trustedMarkup(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let source = bytes.baseAddress { buffer.append(source, bytes.count) }
  }

  package mutating func trustedMarkup(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { trustedMarkup($0) }
  }

  /// Writes text for a place between tags or in a quoted attribute.
  @inline(__always)
  package mutating func text(_ text: borrowing String) {
    // Not `withUTF8`, which would want a copy of its own to change.
    if text.utf8.withContiguousStorageIfAvailable({ self.text(bytes: $0) }) == nil { self.text(copyOf: text) }
  }

  @inline(never)
  private mutating func text(copyOf text: borrowing String) { self.text(bytes: ArraySlice(text.utf8)) }

  package mutating func text(bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { text(bytes: $0) }
  }

  package mutating func text(bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    let end = bytes.count
    var written = 0
    while true {
      let special = firstSpecialByte(in: bytes, from: written)
      buffer.append(source + written, special - written)
      if special == end { return }
      switch source[special] {
      case UInt8(ascii: "&"): markup("&amp;")
      case UInt8(ascii: "<"): markup("&lt;")
      case UInt8(ascii: ">"): markup("&gt;")
      case UInt8(ascii: "\""): markup("&quot;")
      default: markup("&#39;")
      }
      written = special + 1
    }
  }

  /// Decimal digits, without separators.
  package mutating func number(_ number: Int) {
    if number < 0 { markup("-") }
    var rest = number.magnitude
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var first = 20
      repeat {
        first -= 1
        digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      buffer.append(digits.baseAddress! + first, 20 - first)
    }
  }
}

/// The place of the next of the five bytes that text is escaped for, or the end.
///
/// They are rare, and all text of a site passes here, so it looks at sixteen bytes at once, then at eight.
private func firstSpecialByte(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  var index = start
  while bytes.count - index >= 16 {
    let words = UnsafeRawPointer(bytes.baseAddress! + index).loadUnaligned(as: SIMD2<UInt64>.self)
    let marks = specialMarks(words)
    if marks[0] | marks[1] != 0 { break }
    index += 16
  }
  while bytes.count - index >= 8 {
    let word = UnsafeRawPointer(bytes.baseAddress! + index).loadUnaligned(as: UInt64.self)
    let marks = specialMarks(SIMD2(UInt64(littleEndian: word), 0))[0]
    if marks != 0 {
      index += marks.trailingZeroBitCount / 8
      if isSpecial(bytes[index]) { return index }
      index += 1
    } else {
      index += 8
    }
  }
  while index < bytes.count, !isSpecial(bytes[index]) { index += 1 }
  return index
}

/// The lowest mark in each word is the highest bit of the first byte that is one of the five, or a neighbor.
///
/// With a bit set that tells no more than a neighbor from them (`#` for one), `"`, `&` and `'` are one byte, `<` and
/// `>` another, and a byte that is zero is found without looking at each: Mycroft's test, Hacker's Delight 6-1.
@inline(__always)
private func specialMarks(_ words: SIMD2<UInt64>) -> SIMD2<UInt64> {
  let ones = SIMD2<UInt64>(repeating: 0x0101_0101_0101_0101)
  let quotes = (words | ones &* 0x05) ^ (ones &* 0x27)
  let brackets = (words | ones &* 0x02) ^ (ones &* 0x3E)
  return ((quotes &- ones) & ~quotes | (brackets &- ones) & ~brackets) & (ones &* 0x80)
}

/// All five stand below 64, so one bit each in a word tells them from other text.
private func isSpecial(_ byte: UInt8) -> Bool { byte < 64 && specialBytes &>> UInt64(byte) & 1 != 0 }

/// The bits of `"`, `&`, `'`, `<` and `>`.
private let specialBytes: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E
