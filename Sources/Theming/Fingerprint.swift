/// A finished `ContentHash`: two things with one fingerprint are the same.
package struct Fingerprint: Hashable, Sendable {
  package var high: UInt64
  package var low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package init(_ hash: ContentHash) { (high, low) = hash.finish() }

  package init(of bytes: UnsafeRawBufferPointer) {
    var hash = ContentHash()
    hash.update(bytes)
    self.init(hash)
  }

  package init(of bytes: [UInt8]) { self = bytes.withUnsafeBytes { Fingerprint(of: $0) } }
}

extension ContentHash {
  package mutating func update(_ fingerprint: Fingerprint) {
    update(fingerprint.high)
    update(fingerprint.low)
  }
}
