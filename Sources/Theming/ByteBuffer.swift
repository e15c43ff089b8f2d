/// Bytes that are put one behind the other, in memory that is used again for the next page or file.
///
/// Not copyable: pass it `inout`. One owner is what lets it write without asking whether there is another.
public struct ByteBuffer: ~Copyable {
  @usableFromInline var start: UnsafeMutableRawPointer
  @usableFromInline var capacity: Int
  /// Bytes written since the last `removeAll()`.
  @usableFromInline package internal(set) var count = 0

  /// - Parameter capacity: bytes to reserve; the buffer doubles when they do not suffice.
  public init(capacity: Int) {
    self.capacity = max(64, capacity)
    start = .allocate(byteCount: self.capacity, alignment: 16)
  }

  deinit { start.deallocate() }

  /// Forgets what was written and keeps the memory.
  public mutating func removeAll() { count = 0 }

  /// The pointer is valid only inside `body`.
  @inlinable
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// A copy of what was written.
  package var bytes: [UInt8] { withBytes { [UInt8]($0) } }

  @inlinable
  public mutating func append(_ source: UnsafeRawPointer, _ length: Int) {
    if capacity - count < length { grow(toHold: count + length) }
    (start + count).copyMemory(from: source, byteCount: length)
    count += length
  }

  /// As it lies in memory.
  @inlinable
  public mutating func append<Value: BitwiseCopyable>(_ value: Value) {
    overwrite(at: count, value)
  }

  /// - Parameter offset: at most `count`.
  @inlinable
  public mutating func overwrite<Value: BitwiseCopyable>(at offset: Int, _ value: Value) {
    let end = offset + MemoryLayout<Value>.size
    if capacity < end { grow(toHold: end) }
    (start + offset).storeBytes(of: value, as: Value.self)
    count = max(count, end)
  }

  @inline(never) @usableFromInline
  mutating func grow(toHold needed: Int) {
    let newCapacity = max(needed, capacity * 2)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: newCapacity, alignment: 16)
    larger.copyMemory(from: start, byteCount: count)
    start.deallocate()
    start = larger
    capacity = newCapacity
  }
}

// The memory belongs to the one owner that a noncopyable value has; nothing else points into it.
extension ByteBuffer: @unchecked Sendable {}
