/// A 128-bit fingerprint of bytes: the same on every machine and in every run.
///
/// For names and cache keys, where equal means "the same content". It withstands accident, not
/// attack: whoever chooses the bytes can make two that collide. The standard library's `Hasher` is
/// seeded anew in each process, and SHA-256 would cost a dependency and three times the time.
///
/// Two lanes each take one half of every 16-byte block through a 64 × 64 → 128-bit multiplication
/// whose halves are folded with xor, and add the other half; the length and three rounds that cross
/// the lanes close it. The factors are constants, never data, so no input can zero a lane.
/// Changing anything here renames every asset and rebuilds every page: `ContentHashTests` pins it.
package struct ContentHash: Sendable {
  private var left: UInt64 = 0x2436_A885_A308_D313
  private var right: UInt64 = 0x1319_8A2E_0370_7344
  private var length: UInt64 = 0
  /// A block that is not full yet: its first `length % 16` bytes, and zeros.
  private var pending: (UInt64, UInt64) = (0, 0)

  package init() {}

  /// Splitting the same bytes over more calls gives the same hash.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let begun = Int(length % 16)
    length += UInt64(bytes.count)
    var index = 0
    if begun > 0 {
      index = min(16 - begun, bytes.count)
      keep(UnsafeRawBufferPointer(rebasing: bytes[..<index]), at: begun)
      if begun + index < 16 { return }
      block(pending)
      pending = (0, 0)
    }
    while bytes.count - index >= 16 {
      block(bytes.loadUnaligned(fromByteOffset: index, as: (UInt64, UInt64).self))
      index += 16
    }
    keep(UnsafeRawBufferPointer(rebasing: bytes[index...]), at: 0)
  }

  private mutating func keep(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    withUnsafeMutableBytes(of: &pending) {
      UnsafeMutableRawBufferPointer(rebasing: $0[offset...]).copyMemory(from: bytes)
    }
  }

  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The text with its length before it, so that "ab", "c" and "a", "bc" differ.
  package mutating func update(_ text: borrowing String) {
    update(UInt64(text.utf8.count))
    if text.utf8.withContiguousStorageIfAvailable({ update(UnsafeRawBufferPointer($0)) }) == nil {
      update(copyOf: text)
    }
  }

  @inline(never) private mutating func update(copyOf text: borrowing String) { update(Array(text.utf8)) }

  package mutating func update(_ number: UInt64) {
    // Numbers often come one behind the other, and two of them are a block.
    switch length % 16 {
    case 0:
      pending.0 = number.littleEndian
      length += 8
    case 8:
      block((pending.0, number.littleEndian))
      pending = (0, 0)
      length += 8
    default: withUnsafeBytes(of: number.littleEndian) { update($0) }
    }
  }

  package func finish() -> (UInt64, UInt64) {
    var copy = self
    if length % 16 != 0 { copy.block(pending) }
    copy.block((length.littleEndian, (~length).littleEndian))
    for _ in 0..<3 {
      let (a, b) = (copy.left, copy.right)
      copy.left = Self.fold(a ^ (b &<< 32 | b &>> 32), Self.leftFactor) &+ b
      copy.right = Self.fold(b ^ (a &<< 32 | a &>> 32), Self.rightFactor) &+ a
    }
    return (copy.left, copy.right)
  }

  /// The first `digits` (1 to 32) of the hash in lower-case hexadecimal.
  package func hex(_ digits: Int) -> String {
    let (first, second) = finish()
    return String(
      decoding: (0..<digits).map { index in
        let word = index < 16 ? first : second
        let nibble = UInt8(truncatingIfNeeded: word >> UInt64(60 - index % 16 * 4) & 0xF)
        return nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
      }, as: UTF8.self)
  }

  /// - Parameter words: as they lie in memory.
  private mutating func block(_ words: (UInt64, UInt64)) {
    let (first, second) = (UInt64(littleEndian: words.0), UInt64(littleEndian: words.1))
    left = Self.fold(left ^ first, Self.leftFactor) &+ second
    right = Self.fold(right ^ second, Self.rightFactor) &+ first
  }

  private static func fold(_ value: UInt64, _ factor: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }

  // Odd, with about half of their bits set: the golden ratio and the square root of two.
  private static let leftFactor: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let rightFactor: UInt64 = 0xB504_F333_F9DE_6485
}
