/// A path in the content folder that a link or setting names.
enum ContentPath: Equatable {
  case inside(String)
  /// Leads out of the content folder.
  case outside

  /// - Parameters:
  ///   - path: as written, relative; percent-encoded bytes are decoded.
  ///   - folder: the folder that it is relative to, empty or with a slash at its end.
  init(_ path: some StringProtocol, from folder: Substring) {
    let decoded = path.withBytes { $0.first(UInt8(ascii: "%")) } == nil ? String(path) : percentDecoded(path)
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
    path.withBytes { path in
      folder.withBytes { folder in
        let slash = UInt8(ascii: "/")
        var (rest, base) = (path[...], folder[...])
        while rest.starts(with: "../".utf8) {
          rest = rest.dropFirst(3)
          guard !base.isEmpty else { return nil }
          base = base.dropLast()
          base = base.prefix(base.lastIndex(of: slash).map { $0 + 1 } ?? 0)
        }
        var previous = slash
        for byte in rest {
          // A name that is empty or begins with a dot is somebody else's to think about.
          if previous == slash, byte == previous || byte == UInt8(ascii: ".") { return nil }
          previous = byte
        }
        guard previous != slash else { return nil }
        return String(unsafeUninitializedCapacity: base.count + rest.count) { room in
          _ = room.update(fromContentsOf: base)
          _ = room[base.count...].update(fromContentsOf: rest)
          return base.count + rest.count
        }
      }
    }
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
