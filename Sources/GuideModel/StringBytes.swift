#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// What a string's bytes say, read where they lie. Paths and addresses are looked through several times each, and
// the string's own views go from byte to byte by a call: they take ten times as long.

extension StringProtocol {
  /// Calls `body` with the bytes in UTF-8. The pointer is valid only inside it.
  @inlinable
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(utf8).withUnsafeBufferPointer(body)
  }
}

extension String {
  /// The same for a string: seen as any kind of text, it would be held while it is read, by a count of references.
  @inlinable @inline(__always)
  public borrowing func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    return withCopiedBytes(body)
  }

  @inline(never) @usableFromInline
  borrowing func withCopiedBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    Array(utf8).withUnsafeBufferPointer(body)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Offset of the first such byte.
  package func first(_ byte: UInt8) -> Int? {
    guard let start = baseAddress, let found = memchr(start, Int32(byte), count) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }

  /// Offset of the last such byte.
  package func last(_ byte: UInt8) -> Int? {
    var index = count
    while index > 0 {
      index -= 1
      if self[index] == byte { return index }
    }
    return nil
  }

  package func hasPrefix(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = other.baseAddress, other.count > 0 else { return true }
    return count >= other.count && memcmp(baseAddress!, start, other.count) == 0
  }

  package func hasSuffix(_ end: StaticString) -> Bool {
    let length = end.utf8CodeUnitCount
    return count >= length && memcmp(baseAddress! + (count - length), end.utf8Start, length) == 0
  }

  package func equals(_ other: StaticString) -> Bool {
    count == other.utf8CodeUnitCount && hasSuffix(other)
  }
}

extension String {
  package func contains(byte: UInt8) -> Bool { withBytes { $0.first(byte) != nil } }

  /// `b` for `a/b` and for `b`.
  package var lastPathComponent: Substring {
    guard let slash = withBytes({ $0.last(UInt8(ascii: "/")) }) else { return self[...] }
    return self[utf8.index(startIndex, offsetBy: slash + 1)...]
  }

  /// `a` for `a/b`; empty for `b` and for `/b`.
  package var parentPath: Substring {
    guard let slash = withBytes({ $0.last(UInt8(ascii: "/")) }) else { return "" }
    return self[..<utf8.index(startIndex, offsetBy: slash)]
  }

  /// Some texts one after another, in one piece of memory.
  ///
  /// Parameters rather than a list of texts, which would be an array for each key and address of a site; and
  /// borrowed, since counting references to them would take as long as all the rest.
  package init(
    joining first: borrowing String, _ second: borrowing String, _ third: borrowing String = "",
    _ fourth: borrowing String = "", _ fifth: borrowing String = "", _ sixth: borrowing String = ""
  ) {
    let length =
      first.utf8.count + second.utf8.count + third.utf8.count + fourth.utf8.count + fifth.utf8.count
      + sixth.utf8.count
    self = String(unsafeUninitializedCapacity: length) { room in
      var end = first.copyBytes(to: room, from: 0)
      end = second.copyBytes(to: room, from: end)
      end = third.copyBytes(to: room, from: end)
      end = fourth.copyBytes(to: room, from: end)
      end = fifth.copyBytes(to: room, from: end)
      return sixth.copyBytes(to: room, from: end)
    }
  }

  /// - Returns: where the bytes end.
  @inline(__always)
  private borrowing func copyBytes(to room: UnsafeMutableBufferPointer<UInt8>, from start: Int) -> Int {
    withBytes { bytes in
      if let source = bytes.baseAddress { memcpy(room.baseAddress! + start, source, bytes.count) }
      return start + bytes.count
    }
  }
}
