import Diagnostics
import GuideModel

extension LibraryCheck {
  /// Texts in the form of another program, which are no pages.
  static let unusedTexts = LibraryCheck { map, findings in
    let texts = map.library.files.thatAreNotMarkdown.filter { path, _ in
      !path.hasPrefix("static/") && isText(path)
    }
    if texts.isEmpty { return [] }
    var used = Set<FileID>()
    for finding in findings { for case .file(let file) in finding.links { used.insert(file) } }
    return texts.filter { !used.contains($0.file) }.map { path, file in
      let name = String(path.lastPathComponent)
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

private let endings: Set<Substring> = [
  ".txt", ".text", ".doc", ".docx", ".odt", ".rtf", ".pages", ".html", ".htm", ".rst", ".adoc", ".org",
  ".mdown",
  ".mkd", ".mdtext",
]

private func isText(_ path: String) -> Bool {
  let name = path.lastPathComponent.lowercased()
  guard let dot = name.lastIndex(of: "."), endings.contains(name[dot...]) else { return false }
  return !name.hasPrefix("readme.")
}
