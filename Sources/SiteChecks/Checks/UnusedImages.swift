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
    // With drafts left out, what only they show counts as used.
    guard map.library.drafts.isEmpty else { return [] }
    return map.library.files.filter { path, file in
      !used.contains(file) && !path.hasPrefix("static/") && isImageName(path)
    }.map { path, file in
      Diagnostic(
        .imageUnused, "no page shows `\(path)`", at: .whole(file), help: "show it with `![what it shows](…)`, or delete it")
    }
  }
}

private func isImageName(_ path: String) -> Bool {
  let lower = path.lowercased()
  return [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"].contains { lower.hasSuffix($0) }
}
