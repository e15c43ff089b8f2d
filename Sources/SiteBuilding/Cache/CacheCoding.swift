import Theming

/// Writes values one behind the other; `CacheReader` reads them back in the same order.
///
/// Numbers are little-endian, texts and lists have their length before them.
struct CacheWriter {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func number(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func text(_ value: String) {
    var value = value
    value.withUTF8 { utf8 in
      number(UInt32(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func raw(_ value: UnsafeRawBufferPointer) { bytes.append(contentsOf: value) }

  /// What `write` writes, with its length before it.
  mutating func block(_ write: (inout Self) -> Void) {
    let start = bytes.count
    number(UInt32(0))
    write(&self)
    let length = UInt32(bytes.count - start - MemoryLayout<UInt32>.size)
    withUnsafeBytes(of: length.littleEndian) {
      bytes.replaceSubrange(start..<start + $0.count, with: $0)
    }
  }

  mutating func range(_ value: Range<Int32>) {
    number(value.lowerBound)
    number(value.upperBound)
  }

  mutating func optional<Value>(_ value: Value?, _ write: (inout Self, Value) -> Void) {
    flag(value != nil)
    if let value { write(&self, value) }
  }

  mutating func list<Value>(_ values: [Value], _ write: (inout Self, Value) -> Void) {
    number(UInt32(values.count))
    for value in values { write(&self, value) }
  }

  mutating func fingerprint(_ value: Fingerprint) {
    withUnsafeBytes(of: (value.high.littleEndian, value.low.littleEndian)) { raw($0) }
  }

  mutating func stamp(_ value: FileStamp) {
    let words = (
      value.size.littleEndian, value.modified.littleEndian, value.changed.littleEndian, value.inode.littleEndian
    )
    withUnsafeBytes(of: words) { raw($0) }
  }
}

/// What was written is not what can be read: another version wrote it, or something damaged it.
struct DamagedCache: Error {}

struct CacheReader {
  private let bytes: UnsafeRawBufferPointer
  private(set) var position: Int

  /// - Parameter bytes: outlive the reader.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    position = 0
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func number<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws(DamagedCache) -> Number
  {
    let taken = try take(MemoryLayout<Number>.size)
    return Number(littleEndian: taken.loadUnaligned(as: Number.self))
  }

  mutating func flag() throws(DamagedCache) -> Bool { try number(UInt8.self) != 0 }

  mutating func text() throws(DamagedCache) -> String {
    String(decoding: try block(), as: UTF8.self)
  }

  mutating func block() throws(DamagedCache) -> UnsafeRawBufferPointer {
    try take(Int(try number(UInt32.self)))
  }

  mutating func range() throws(DamagedCache) -> Range<Int32> {
    let (start, end) = (try number(Int32.self), try number(Int32.self))
    guard start <= end else { throw DamagedCache() }
    return start..<end
  }

  mutating func optional<Value>(
    _ read: (inout Self) throws(DamagedCache) -> Value
  ) throws(DamagedCache) -> Value? {
    try flag() ? try read(&self) : nil
  }

  mutating func list<Value>(
    _ read: (inout Self) throws(DamagedCache) -> Value
  ) throws(DamagedCache) -> [Value] {
    let count = Int(try number(UInt32.self))
    // Each value has a byte at least, so a wrong number cannot make room for millions.
    guard count <= bytes.count - position else { throw DamagedCache() }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try read(&self)) }
    return values
  }

  mutating func fingerprint() throws(DamagedCache) -> Fingerprint {
    Fingerprint(high: try number(), low: try number())
  }

  mutating func stamp() throws(DamagedCache) -> FileStamp {
    FileStamp(size: try number(), modified: try number(), changed: try number(), inode: try number())
  }

  private mutating func take(_ count: Int) throws(DamagedCache) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= bytes.count - position else { throw DamagedCache() }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }
}
