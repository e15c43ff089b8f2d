import Diagnostics
import GuideModel

extension LibraryCheck {
  /// Pictures that nothing shows: forgotten, or named wrongly where they should be.
  static let unusedImages = LibraryCheck { map, findings in
    var used = Set<FileID>()
    for finding in findings {
      for case .file(let file) in finding.images { used.insert(file) }
      for case .file(let file) in finding.links { used.insert(file) }
    }
    // What a draft shows, or a page that could not be read, counts as used: nobody knows what it shows.
    if map.hasUnread { return [] }
    let unread = map.library.files.contains { path, file in
      map.role(of: file) == nil && path.hasSuffix(".md") && !path.hasPrefix("static/") && !isReadme(path)
    }
    if unread { return [] }
    return map.library.files.filter { path, file in
      isImageName(path) && !used.contains(file) && !path.hasPrefix("static/")
    }.map { path, file in
      Diagnostic(
        .imageUnused, "no page shows `\(path)`", at: .whole(file),
        help: "show it with `![what it shows](…)`, or delete it")
    }
  }
}

/// README.md belongs to the folder on a code host.
func isReadme(_ path: String) -> Bool {
  path.split(separator: "/").last?.lowercased() == "readme.md"
}

private func isImageName(_ path: String) -> Bool {
  if path.utf8.last == UInt8(ascii: "d"), path.hasSuffix(".md") { return false }
  let lower = path.lowercased()
  return [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"].contains { lower.hasSuffix($0) }
}
