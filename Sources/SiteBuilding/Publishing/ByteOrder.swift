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
  static func compare(_ a: borrowing String, _ b: borrowing String) -> Int {
    a.withBytes { a in
      b.withBytes { b in
        guard let first = a.baseAddress, let second = b.baseAddress else { return a.count - b.count }
        let order = memcmp(first, second, min(a.count, b.count))
        return order == 0 ? a.count - b.count : Int(order)
      }
    }
  }

  /// Most comparisons are between files of two guides and end at the first bytes, which stand side by side for that.
  static func sorted(_ paths: [String]) -> [String] {
    var keys = paths.indices.map { (start: start(of: paths[$0]), index: $0) }
    keys.sort { a, b in a.start == b.start ? compare(paths[a.index], paths[b.index]) < 0 : a.start < b.start }
    return keys.map { paths[$0.index] }
  }

  /// The first eight bytes as a number; zeros behind a path that has fewer, as they come before all others.
  private static func start(of path: String) -> UInt64 {
    path.withBytes { bytes in
      (0..<8).reduce(0) { $0 << 8 | UInt64($1 < bytes.count ? bytes[$1] : 0) }
    }
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
