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
    let unread = map.library.files.all.contains { file in
      guard map.role(of: file) == nil, map.library.files.isMarkdown(file) else { return false }
      let path = map.path(of: file)
      return !path.hasPrefix("static/") && !isReadme(path)
    }
    if unread { return [] }
    return map.library.files.thatAreNotMarkdown.filter { path, file in
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
  path.lastPathComponent.lowercased() == "readme.md"
}

private func isImageName(_ path: String) -> Bool {
  let name = path.lastPathComponent.lowercased()
  return name.lastIndex(of: ".").map { imageEndings.contains(name[$0...]) } ?? false
}

private let imageEndings: Set<Substring> = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"]
