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
    let shared = min(a.utf8.count, b.utf8.count)
    let order = a.withCString { a in b.withCString { b in memcmp(a, b, shared) } }
    return order == 0 ? a.utf8.count - b.utf8.count : Int(order)
  }

  static func sorted(_ paths: [String]) -> [String] { paths.sorted { compare($0, $1) < 0 } }

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
