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
  package init(joining parts: String...) {
    let length = parts.reduce(0) { $0 + $1.utf8.count }
    self = String(unsafeUninitializedCapacity: length) { room in
      var end = 0
      for part in parts {
        part.withBytes { bytes in
          _ = UnsafeMutableBufferPointer(rebasing: room[end...]).initialize(fromContentsOf: bytes)
          end += bytes.count
        }
      }
      return end
    }
  }
}
