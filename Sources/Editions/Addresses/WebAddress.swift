import GuideModel

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
  package func link(from page: borrowing String) -> String {
    if let fragment {
      return path == page ? "#" + fragment : relativeWay(from: page, to: path) + "#" + fragment
    }
    return relativeWay(from: page, to: path)
  }
}

/// `../` for each folder between a page and the site's root.
package func rootPrefix(of page: String) -> String {
  let depth = page.withBytes { bytes in bytes.count { $0 == UInt8(ascii: "/") } }
  switch depth {
  case 0: return ""
  case 1: return "../"
  case 2: return "../../"
  default: return String(repeating: "../", count: depth)
  }
}

/// The way from one file of the site to another.
///
/// Asked for each link of a page, so it looks at bytes and makes one string.
func relativeWay(from page: borrowing String, to path: borrowing String) -> String {
  page.withBytes { from in
    path.withBytes { to in
      // Most links stay in the page's folder.
      let folder = (from.last(UInt8(ascii: "/")) ?? -1) + 1
      if to.hasPrefix(UnsafeBufferPointer(rebasing: from[..<folder])) {
        return String(decoding: to[folder...], as: UTF8.self)
      }
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

/// A file's path as it stands in a link: `50%25%20more.pdf` for `50% more.pdf`.
///
/// A colon is encoded too, or the first word of `note: one.pdf` would be read as a scheme.
func percentEncoded(path: String) -> String {
  percentEncoded(path) { byte in
    isASCIILetterOrDigit(byte) || "-._~/".utf8.contains(byte)
  }
}

/// An address as an author wrote it, with nothing in it that HTML does not take: spaces, quotes, angle
/// brackets. What is encoded already, and letters of any script, stay as they are.
func percentEncoded(address: String) -> String {
  percentEncoded(address) { byte in
    byte > 0x20 && byte != 0x7F && !"\"<>\\^`{|}".utf8.contains(byte)
  }
}

private func percentEncoded(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
  if text.utf8.allSatisfy(isKept) { return text }
  let digits = Array("0123456789ABCDEF".utf8)
  var out: [UInt8] = []
  for byte in text.utf8 {
    if isKept(byte) {
      out.append(byte)
    } else {
      out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: out, as: UTF8.self)
}

private func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}
