import GuideModel

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Paths in the order of their UTF-8 bytes, and sets of paths kept as such lists.
///
/// Not `<` and `==`: for those, two encodings of one accented letter are equal, and on a disk they are not.
enum ByteOrder {
  /// Below 0 when `a` comes first, 0 for the same bytes, above 0 when `b` comes first.
  static func compare(_ a: String, _ b: String) -> Int {
    a.withBytes { a in
      b.withBytes { b in
        guard let first = a.baseAddress, let second = b.baseAddress else { return a.count - b.count }
        let order = memcmp(first, second, min(a.count, b.count))
        return order == 0 ? a.count - b.count : Int(order)
      }
    }
  }

  /// Compares copies of the bytes that stand one behind the other: to read those of a string it has to be held, and a
  /// list is compared a dozen times over.
  static func sorted(_ paths: [String]) -> [String] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(paths.reduce(0) { $0 + $1.utf8.count })
    var keys: [(start: Int, count: Int, index: Int)] = []
    keys.reserveCapacity(paths.count)
    for (index, path) in paths.enumerated() {
      keys.append((bytes.count, path.utf8.count, index))
      path.withBytes { bytes.append(contentsOf: $0) }
    }
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      keys.sort { a, b in
        let order = memcmp(base + a.start, base + b.start, min(a.count, b.count))
        return order == 0 ? a.count < b.count : order < 0
      }
    }
    return keys.map { paths[$0.index] }
  }

  /// All paths of either of two sorted lists.
  static func union(_ a: [String], _ b: [String]) -> [String] {
    var union: [String] = []
    union.reserveCapacity(max(a.count, b.count))
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      let order = i == a.count ? 1 : j == b.count ? -1 : compare(a[i], b[j])
      union.append(order <= 0 ? a[i] : b[j])
      if order <= 0 { i += 1 }
      if order >= 0 { j += 1 }
    }
    return union
  }
}
