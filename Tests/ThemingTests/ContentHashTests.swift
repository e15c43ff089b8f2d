import Testing

@testable import Theming

@Suite("A content hash") struct ContentHashTests {
  private func hex(_ text: String) -> String {
    var hash = ContentHash()
    hash.update(Array(text.utf8))
    return hash.hex(32)
  }

  @Test(
    "never changes for the same bytes",
    arguments: [
      ("", "78b13bbd0634d9984b06b7bf2569d194"), ("a", "3c2aeef39b8c4787c65be2ee91489e4b"),
      ("waymark", "781ead21423b38b97798a32a8eebf6a1"),
      ("0123456789abcdef", "4d7b7ae7330a29751caca340e4142c5d"),
      ("0123456789abcdef0", "b5e7833a321010b2df2daeb8a276d01a"),
    ])
  func vectors(_ text: String, _ expected: String) { #expect(hex(text) == expected) }

  @Test("does not depend on how the bytes are split") func splitting() {
    let bytes = (0..<100).map { UInt8($0) }
    var whole = ContentHash()
    whole.update(bytes)
    for cut in 0...100 {
      var parts = ContentHash()
      parts.update(Array(bytes[..<cut]))
      parts.update(Array(bytes[cut...]))
      #expect(parts.finish() == whole.finish())
    }
  }

  @Test("does not depend on how small the pieces are", arguments: 1...33) func pieces(size: Int) {
    let bytes = (0..<100).map { UInt8($0) }
    var whole = ContentHash()
    whole.update(bytes)
    var parts = ContentHash()
    for start in stride(from: 0, to: bytes.count, by: size) {
      parts.update(Array(bytes[start..<min(start + size, bytes.count)]))
      parts.update([UInt8]())
    }
    #expect(parts.finish() == whole.finish())
  }

  @Test("takes a number for its eight bytes, the lowest first") func numbers() {
    var number = ContentHash()
    var bytes = ContentHash()
    for start in UInt8(0)..<5 {
      number.update(0x0706_0504_0302_0100 + UInt64(start))
      bytes.update([start, 1, 2, 3, 4, 5, 6, 7])
    }
    #expect(number.finish() == bytes.finish())
  }

  @Test("tells texts apart by where one ends") func framing() {
    var first = ContentHash()
    first.update("ab")
    first.update("c")
    var second = ContentHash()
    second.update("a")
    second.update("bc")
    #expect(first.finish() != second.finish())
  }

  @Test("differs for zeros of different length, and for every changed bit") func sensitivity() {
    var seen: Set<String> = []
    for length in 0..<200 {
      var hash = ContentHash()
      hash.update([UInt8](repeating: 0, count: length))
      seen.insert(hash.hex(10))
    }
    var bytes = [UInt8](repeating: 0x55, count: 48)
    for bit in 0..<bytes.count * 8 {
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      var hash = ContentHash()
      hash.update(bytes)
      seen.insert(hash.hex(10))
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    }
    #expect(seen.count == 200 + 48 * 8)
  }

  @Test("flips half of its bits when one bit of the input changes") func avalanche() {
    var bytes = (0..<40).map { UInt8(truncatingIfNeeded: $0 * 37) }
    func hash() -> (UInt64, UInt64) {
      var hash = ContentHash()
      hash.update(bytes)
      return hash.finish()
    }
    let base = hash()
    for bit in 0..<bytes.count * 8 {
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      let other = hash()
      let flipped = (base.0 ^ other.0).nonzeroBitCount + (base.1 ^ other.1).nonzeroBitCount
      // Six standard deviations of 128 fair coins around 64.
      #expect((30...98).contains(flipped), "bit \(bit)")
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    }
  }

  @Test("gives as many digits as are asked for") func digits() {
    var hash = ContentHash()
    hash.update("waymark")
    #expect(hash.hex(10).utf8.count == 10)
    #expect(hash.hex(32).hasPrefix(hash.hex(10)))
  }
}
