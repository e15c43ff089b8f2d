import Diagnostics

/// A file of the theme that browsers load, under a name that changes with its content, so that hosts
/// may let them keep it for ever.
package struct ThemeAsset: Equatable, Sendable {
  /// Relative to `theme/assets/`: `waymark.css`.
  package let name: String
  /// Relative to the site's root: `assets/waymark-0123456789.css`.
  package let path: String
  package let bytes: [UInt8]
  /// Names of the assets that it refers to itself.
  let references: [String]
}

/// Gives every asset its name, and stylesheets the names of what they refer to.
struct ThemeAssets {
  private(set) var assets: [ThemeAsset] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let files: [String: ThemeFile]
  private var finished: [String: ThemeAsset] = [:]
  /// Stylesheets around the one being read: importing one of them is a circle.
  private var open: [String] = []
  /// Names of the assets that each stylesheet refers to.
  private var references: [String: Set<String>] = [:]

  init(_ themeFiles: [ThemeFile]) {
    files = Dictionary(themeFiles.compactMap { file in file.assetName.map { ($0, file) } }) { $1 }
    for name in files.keys.sorted() {
      if name.utf8.allSatisfy(isSafe) {
        assets.append(asset(name))
      } else {
        diagnostics.append(
          Diagnostic(
            .themeUnsafeAsset, "the name of an asset cannot hold these characters: \(name)",
            at: .whole(files[name]!.file), help: "use letters, digits, `-`, `_` and `.`"))
      }
    }
  }

  /// Bytes that are the same in a file name, an address and an attribute.
  private func isSafe(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "/"):
      true
    default: false
    }
  }

  private mutating func asset(_ name: String) -> ThemeAsset {
    if let known = finished[name] { return known }
    let file = files[name]!
    open.append(name)
    let bytes = name.hasSuffix(".css") ? rewritten(file, name: name) : file.bytes
    open.removeLast()
    var hash = ContentHash()
    hash.update(bytes)
    let asset = ThemeAsset(
      name: name, path: "assets/" + hashed(name, hash.hex(10)), bytes: bytes,
      references: references[name, default: []].sorted())
    finished[name] = asset
    return asset
  }

  /// `fonts/serif.woff2` → `fonts/serif-0123456789.woff2`.
  private func hashed(_ name: String, _ hash: String) -> String {
    let base = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    guard let dot = name[base...].lastIndex(of: "."), dot > base else { return "\(name)-\(hash)" }
    return "\(name[..<dot])-\(hash)\(name[dot...])"
  }

  // MARK: Stylesheets

  private mutating func rewritten(_ file: ThemeFile, name: String) -> [UInt8] {
    var scanner = StylesheetScanner(file.bytes)
    scanner.scan()
    var out: [UInt8] = []
    var copied = 0
    for reference in scanner.references {
      let address = String(decoding: file.bytes[reference.address], as: UTF8.self)
      if reference.isUnreadable {
        report(
          "this reference is written with escapes", file, reference.address, help: "write it without `\\`")
        continue
      }
      // A part of the page or picture itself.
      if address.isEmpty || address.hasPrefix("#") { continue }
      guard let target = target(of: address, from: name, in: file, reference.address) else { continue }
      out += file.bytes[copied..<reference.address.lowerBound]
      out += target.utf8
      copied = reference.address.upperBound
    }
    return out + file.bytes[copied...]
  }

  /// The address to write instead, relative to the stylesheet.
  private mutating func target(
    of address: String, from stylesheet: String, in file: ThemeFile, _ range: Range<Int>
  ) -> String? {
    let path = address.prefix { $0 != "#" && $0 != "?" }
    if path.contains(":") || path.hasPrefix("//") || path.contains("\\") {
      report(
        "a theme refers only to its own files, so that no reader's browser asks anyone else", file, range,
        help: "put the file into `assets/` and name it here")
      return nil
    }
    guard !path.hasPrefix("/"), let name = resolved(path, from: stylesheet) else {
      report(
        "this address leaves the folder of the assets", file, range,
        help: "name a file of `assets/`, relative to this one")
      return nil
    }
    guard files[name] != nil else {
      let meant = closestMatch(to: name, in: files.keys.sorted())
      report(
        "the theme has no asset `\(name)`", file, range,
        help: meant.map { "did you mean `\($0)`?" } ?? "put the file into `assets/`")
      return nil
    }
    if open.contains(name) {
      report("`\(name)` refers to itself", file, range, help: "import each stylesheet from one other at most")
      return nil
    }
    references[stylesheet, default: []].insert(name)
    let found = asset(name).path.dropFirst("assets/".count)
    let up = String(repeating: "../", count: stylesheet.split(separator: "/").count - 1)
    return up + found + address.dropFirst(path.count)
  }

  /// - Returns: the name in `assets/`, or `nil` when `..` leads out of it.
  private func resolved(_ path: Substring, from stylesheet: String) -> String? {
    var parts = stylesheet.split(separator: "/").dropLast()
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        if parts.isEmpty { return nil }
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  private mutating func report(_ message: String, _ file: ThemeFile, _ range: Range<Int>, help: String) {
    diagnostics.append(
      Diagnostic(.themeUnsafeAsset, message, at: SourceSpan(file: file.file, bytes: range), help: help))
  }
}
