import Diagnostics
import GuideModel

extension LibraryCheck {
  /// Texts in the form of another program, which are no pages.
  static let unusedTexts = LibraryCheck { map, findings in
    let texts = map.library.files.filter { path, _ in !path.hasPrefix("static/") && isText(path) }
    if texts.isEmpty { return [] }
    var used = Set<FileID>()
    for finding in findings { for case .file(let file) in finding.links { used.insert(file) } }
    return texts.filter { !used.contains($0.file) }.map { path, file in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let stem = name.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(name[..<$0]) } ?? name
      return Diagnostic(
        .layoutUnusedFile, "`\(name)` is not Markdown and no page links to it, so readers will not see it",
        at: .whole(file),
        help:
          "save its words as Markdown in `\(stem).md`, link to it as a file to take home, or move it out of content/"
      )
    }
  }
}

private let endings = [
  ".txt", ".text", ".doc", ".docx", ".odt", ".rtf", ".pages", ".html", ".htm", ".rst", ".adoc", ".org",
  ".mdown",
  ".mkd", ".mdtext",
]

private func isText(_ path: String) -> Bool {
  // Nearly all files are pages or pictures.
  if path.hasSuffix(".md") || path.hasSuffix(".png") { return false }
  let lower = path.lowercased()
  if lower.split(separator: "/").last?.hasPrefix("readme.") == true { return false }
  return endings.contains { lower.hasSuffix($0) }
}
