import Theming

/// A finished `ContentHash`: two things with one fingerprint are the same.
struct Fingerprint: Hashable, Sendable {
  var high: UInt64
  var low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  init(_ hash: ContentHash) { (high, low) = hash.finish() }

  init(of bytes: UnsafeRawBufferPointer) {
    var hash = ContentHash()
    hash.update(bytes)
    self.init(hash)
  }

  init(of bytes: [UInt8]) { self = bytes.withUnsafeBytes { Fingerprint(of: $0) } }
}

extension ContentHash {
  mutating func update(_ fingerprint: Fingerprint) {
    update(fingerprint.high)
    update(fingerprint.low)
  }

  mutating func update(_ stamp: FileStamp) {
    update(UInt64(bitPattern: stamp.size))
    update(UInt64(bitPattern: stamp.modified))
    update(UInt64(bitPattern: stamp.changed))
    update(stamp.inode)
  }
}
