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
    if path == page { return fragment.map { "#" + $0 } ?? lastComponent(of: path) }
    let way = relativeWay(from: page, to: path)
    return fragment.map { way + "#" + $0 } ?? way
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
func relativeWay(from page: String, to path: String) -> String {
  let from = page.utf8
  let to = path.utf8
  var shared = to.startIndex
  var inFrom = from.startIndex
  var inTo = to.startIndex
  while inFrom < from.endIndex, inTo < to.endIndex, from[inFrom] == to[inTo] {
    let isSlash = to[inTo] == UInt8(ascii: "/")
    inFrom = from.index(after: inFrom)
    inTo = to.index(after: inTo)
    if isSlash { shared = inTo }
  }
  let distance = to.distance(from: to.startIndex, to: shared)
  let ups = from.dropFirst(distance).reduce(0) { $0 + ($1 == UInt8(ascii: "/") ? 1 : 0) }
  let rest = path[shared...]
  return ups == 0 ? String(rest) : String(repeating: "../", count: ups) + rest
}

private func lastComponent(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
  return String(path[path.utf8.index(after: slash)...])
}
