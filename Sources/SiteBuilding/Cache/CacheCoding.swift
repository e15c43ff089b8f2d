import GuideModel
import Theming

/// Writes values one behind the other; `CacheReader` reads them back in the same order.
///
/// Numbers are little-endian, texts and lists have their length before them.
struct CacheWriter: ~Copyable {
  private(set) var buffer = ByteBuffer(capacity: 4_096)

  mutating func removeAll() { buffer.removeAll() }

  mutating func number(_ value: some FixedWidthInteger & BitwiseCopyable) {
    buffer.append(value.littleEndian)
  }

  mutating func flag(_ value: Bool) { number(value ? 1 as UInt8 : 0) }

  mutating func text(_ value: String) {
    value.withBytes { bytes in
      number(UInt32(bytes.count))
      raw(UnsafeRawBufferPointer(bytes))
    }
  }

  mutating func raw(_ value: UnsafeRawBufferPointer) {
    if let start = value.baseAddress { buffer.append(start, value.count) }
  }

  /// What `write` writes, with its length before it.
  mutating func block(_ write: (inout Self) -> Void) {
    let start = buffer.count
    number(UInt32(0))
    write(&self)
    buffer.overwrite(at: start, UInt32(buffer.count - start - MemoryLayout<UInt32>.size).littleEndian)
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
    number(value.high)
    number(value.low)
  }

  mutating func stamp(_ value: FileStamp) {
    number(value.size)
    number(value.modified)
    number(value.changed)
    number(value.inode)
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
