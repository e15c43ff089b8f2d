/// A path in the content folder that a link or setting names.
enum ContentPath: Equatable {
  case inside(String)
  /// Leads out of the content folder.
  case outside

  /// - Parameters:
  ///   - path: as written, relative; percent-encoded bytes are decoded.
  ///   - folder: the folder that it is relative to, empty or with a slash at its end.
  init(_ path: some StringProtocol, from folder: Substring) {
    let decoded = path.utf8.contains(UInt8(ascii: "%")) ? percentDecoded(path) : String(path)
    if !decoded.utf8.contains(UInt8(ascii: "/")), decoded != ".", decoded != ".." {
      self = .inside(folder + decoded)
      return
    }
    if let way = Self.shortWay(decoded, from: folder) {
      self = .inside(way)
      return
    }
    var parts = folder.split(separator: "/")
    for part in decoded.split(separator: "/", omittingEmptySubsequences: true) {
      switch part {
      case ".": continue
      case "..":
        if parts.isEmpty {
          self = .outside
          return
        }
        parts.removeLast()
      default: parts.append(part)
      }
    }
    self = .inside(parts.joined(separator: "/"))
  }
}

extension ContentPath {
  /// Links look like `../guide.md` or `worksheets/plan.md`: some steps up, then a plain way down.
  ///
  /// - Returns: `nil` for any other path.
  private static func shortWay(_ path: String, from folder: Substring) -> String? {
    var rest = path.utf8[...]
    var base = folder.utf8
    while rest.starts(with: "../".utf8) {
      rest = rest.dropFirst(3)
      guard !base.isEmpty else { return nil }
      base = base.dropLast()
      base = base.lastIndex(of: UInt8(ascii: "/")).map { base[...$0] } ?? base.prefix(0)
    }
    var previous = UInt8(ascii: "/")
    for byte in rest {
      // A name that is empty or begins with a dot is somebody else's to think about.
      if previous == UInt8(ascii: "/"), byte == previous || byte == UInt8(ascii: ".") { return nil }
      previous = byte
    }
    guard previous != UInt8(ascii: "/") else { return nil }
    var way = ""
    way.reserveCapacity(base.count + rest.count)
    way += Substring(base)
    way += Substring(rest)
    return way
  }
}

/// `%20` and the like as the bytes they stand for; anything that is no such code stays.
func percentDecoded(_ text: some StringProtocol) -> String {
  func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
  let bytes = Array(text.utf8)
  var out: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = digit(bytes[index + 1]),
      let low = digit(bytes[index + 2])
    {
      out.append(high << 4 | low)
      index += 3
    } else {
      out.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: out, as: UTF8.self)
}

/// The way from a folder to a path, as an author would write it in a link.
func relativePath(to path: String, from folder: Substring) -> String {
  var from = folder.split(separator: "/")[...]
  var to = path.split(separator: "/")[...]
  while let first = from.first, to.count > 1, first == to.first {
    from.removeFirst()
    to.removeFirst()
  }
  return (from.map { _ in ".." } + to).joined(separator: "/")
}
