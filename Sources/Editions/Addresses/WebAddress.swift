/// Where something stands in the built site: a file, and perhaps a place on that page.
package struct WebAddress: Equatable, Sendable {
  /// Relative to the site's root: `rebuild-trust/index.html`.
  package var path: String
  package var fragment: String?

  package init(path: String, fragment: String? = nil) {
    self.path = path
    self.fragment = fragment
  }

  /// The link to this address on the page at `page`. It names a real file, so it works on every host,
  /// in any folder and from a disk.
  package func link(from page: String) -> String {
    if let fragment {
      return path == page ? "#" + fragment : relativeWay(from: page, to: path) + "#" + fragment
    }
    return relativeWay(from: page, to: path)
  }
}

/// `../` for each folder between a page and the site's root.
package func rootPrefix(of page: String) -> String {
  let depth = page.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "/") ? 1 : 0) }
  switch depth {
  case 0: return ""
  case 1: return "../"
  case 2: return "../../"
  default: return String(repeating: "../", count: depth)
  }
}

/// The way from one file of the site to another.
///
/// Asked some forty times for each page, so it goes over the bytes once and makes one string.
func relativeWay(from page: String, to path: String) -> String {
  var (page, path) = (page, path)
  return page.withUTF8 { from in
    path.withUTF8 { to in
      // Behind the last slash that both share, the ways part.
      var shared = 0
      var index = 0
      while index < from.count, index < to.count, from[index] == to[index] {
        index += 1
        if to[index - 1] == UInt8(ascii: "/") { shared = index }
      }
      var ups = 0
      for byte in from[shared...] where byte == UInt8(ascii: "/") { ups += 1 }
      let rest = UnsafeBufferPointer(rebasing: to[shared...])
      if ups == 0 { return String(decoding: rest, as: UTF8.self) }
      return String(unsafeUninitializedCapacity: ups * 3 + rest.count) { room in
        for up in 0..<ups {
          room[up * 3] = UInt8(ascii: ".")
          room[up * 3 + 1] = UInt8(ascii: ".")
          room[up * 3 + 2] = UInt8(ascii: "/")
        }
        _ = UnsafeMutableBufferPointer(rebasing: room[(ups * 3)...]).initialize(from: rest)
        return ups * 3 + rest.count
      }
    }
  }
}
