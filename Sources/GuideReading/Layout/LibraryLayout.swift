import Diagnostics
import GuideModel

/// Which file is what, by folder and name alone; nothing has been opened yet.
package struct LibraryLayout: Sendable {
  package struct GuideFolder: Sendable {
    var name: FileName
    package var folder: FileID
    package var file: FileID?
    package var parts: [PartFolder] = []
    package var steps: [NumberedFile] = []
    package var pages: [PageFile] = []
  }

  package struct PartFolder: Sendable {
    var name: FileName
    package var folder: FileID
    package var file: FileID?
    package var steps: [NumberedFile] = []
  }

  package struct NumberedFile: Sendable {
    var name: FileName
    package var file: FileID
  }

  package struct PageFile: Sendable {
    var name: FileName
    var folders: [String]
    package var file: FileID
  }

  package var settings: FileID?
  package var home: FileID?
  package var pages: [PageFile] = []
  package var guides: [GuideFolder] = []
  package let files: ContentFiles
  /// Files under static/, which are copied as they are: paths in static/.
  package var staticFiles: [(path: String, file: FileID)] = []
  package var diagnostics: [Diagnostic] = []

  /// Every Markdown file with what it is, in the order of `FileID`.
  package var documents: [(file: FileID, kind: DocumentKind)] {
    kinds.enumerated().compactMap { number, kind in kind.map { (FileID(number), $0) } }
  }

  /// What each file is, by `FileID`; `nil` for what is no Markdown file of the library.
  package var kinds: [DocumentKind?] {
    var kinds = [DocumentKind?](repeating: nil, count: files.numberCount)
    func note(_ file: FileID?, _ kind: DocumentKind) {
      if let file { kinds[Int(file.number)] = kind }
    }
    note(home, .home)
    for page in pages { note(page.file, .page) }
    for guide in guides {
      note(guide.file, .guide)
      for step in guide.steps { note(step.file, .step) }
      for page in guide.pages { note(page.file, .page) }
      for part in guide.parts {
        note(part.file, .part)
        for step in part.steps { note(step.file, .step) }
      }
    }
    return kinds
  }

  /// - Parameter files: without dot-files.
  package init(_ files: ContentFiles) {
    self.files = files
    for child in files.children(of: nil) {
      let isFolder = files.isFolder(child)
      if has(child, "site.yml"), !isFolder {
        settings = child
      } else if has(child, "index.md"), !isFolder {
        home = child
      } else if has(child, "static"), isFolder {
        addStatic(child)
      } else if isFolder {
        if !reportNamedLikeAFile(child) { addGuide(child) }
      } else if isMarkdown(child) {
        pages.append(pageFile(child, folders: []))
      }
    }
  }

  private func has(_ file: FileID, _ name: StaticString) -> Bool {
    files.withName(of: file) { $0.equals(name) }
  }

  // MARK: Guides, parts and steps

  private mutating func addGuide(_ folder: FileID) {
    var guide = GuideFolder(name: FileName(unnumbered: files.name(of: folder)), folder: folder)
    for child in files.children(of: folder) {
      if files.isFolder(child) {
        if reportNamedLikeAFile(child) { continue }
        let name = fileName(of: child)
        if name.number != nil {
          addPart(child, name: name, to: &guide)
        } else {
          if hasStrayNumber(child), containsMarkdown(child) { reportBadName(child, "a part's folder") }
          addPages(in: child, folders: [files.name(of: child)], to: &guide)
        }
      } else if has(child, "guide.md") {
        guide.file = child
      } else if isMarkdown(child) {
        let name = fileName(of: child)
        if name.number != nil {
          guide.steps.append(NumberedFile(name: name, file: child))
        } else if hasStrayNumber(child) {
          reportBadName(child, "a step")
        } else {
          guide.pages.append(pageFile(child, folders: []))
        }
      }
    }
    guard guide.file != nil else {
      let isGuide = !guide.parts.isEmpty || !guide.steps.isEmpty
      diagnostics.append(
        Diagnostic(
          .layoutMissingGuideFile,
          isGuide ? "this guide has no `guide.md`" : "this folder is not a guide: it has no `guide.md`",
          at: .whole(folder),
          help: isGuide
            ? "add one with a `title` and an introduction"
            : "put pages beside site.yml, pictures beside the file that shows them, and files to copy into static/"
        ))
      if isGuide { guides.append(guide) }
      return
    }
    guides.append(guide)
  }

  private mutating func addPart(_ folder: FileID, name: FileName, to guide: inout GuideFolder) {
    var part = PartFolder(name: name, folder: folder)
    for child in files.children(of: folder) {
      if files.isFolder(child) {
        if reportNamedLikeAFile(child) { continue }
        if fileName(of: child).number != nil, containsMarkdown(child) {
          diagnostics.append(
            Diagnostic(
              .layoutTooDeep, "a part cannot have parts of its own", at: .whole(child),
              help: "move its steps one folder up, or make it a part of the guide"))
        } else {
          addPages(in: child, folders: [files.name(of: folder), files.name(of: child)], to: &guide)
        }
      } else if has(child, "part.md") {
        part.file = child
      } else if isMarkdown(child) {
        let name = fileName(of: child)
        if name.number != nil {
          part.steps.append(NumberedFile(name: name, file: child))
        } else if hasStrayNumber(child) {
          reportBadName(child, "a step")
        } else {
          guide.pages.append(pageFile(child, folders: [files.name(of: folder)]))
        }
      }
    }
    guide.parts.append(part)
  }

  // MARK: Pages and other files

  private mutating func addPages(in folder: FileID, folders: [String], to guide: inout GuideFolder) {
    for child in files.children(of: folder) {
      if files.isFolder(child) {
        if reportNamedLikeAFile(child) { continue }
        addPages(in: child, folders: folders + [files.name(of: child)], to: &guide)
      } else if isMarkdown(child) {
        guide.pages.append(pageFile(child, folders: folders))
      }
    }
  }

  private mutating func pageFile(_ child: FileID, folders: [String]) -> PageFile {
    let name = fileName(of: child)
    if name.number != nil {
      diagnostics.append(
        Diagnostic(
          .layoutBadName, "`\(files.name(of: child))` has a number but stands where there are no steps",
          at: .whole(child),
          help: "move it into a guide or part, or call it `\(name.text).md`"))
    }
    return PageFile(name: name, folders: folders, file: child)
  }

  private mutating func addStatic(_ folder: FileID) {
    for child in files.children(of: folder) {
      if files.isFolder(child) {
        addStatic(child)
      } else {
        staticFiles.append((String(files.path(of: child).dropFirst("static/".count)), child))
      }
    }
  }

  // MARK: Names

  private func fileName(of file: FileID) -> FileName { files.withName(of: file) { FileName($0) } }

  private func hasStrayNumber(_ file: FileID) -> Bool { FileName.hasStrayNumber(files.name(of: file)) }

  private func containsMarkdown(_ folder: FileID) -> Bool {
    files.children(of: folder).contains { files.isFolder($0) ? containsMarkdown($0) : files.isMarkdown($0) }
  }

  /// Whether a file is Markdown for the site; README.md belongs to the folder on a code host.
  private mutating func isMarkdown(_ file: FileID) -> Bool {
    let (isMarkdown, length) = files.withName(of: file) { ($0.hasSuffix(".md"), $0.count) }
    if isMarkdown, length != "readme.md".utf8.count { return true }
    let lower = files.name(of: file).lowercased()
    if isMarkdown { return lower != "readme.md" }
    if lower.hasSuffix(".md") || lower.hasSuffix(".markdown") || lower.hasSuffix(".mdx") {
      reportBadName(file, "a Markdown file")
    }
    return false
  }

  /// A folder such as `3-listen.md`, most often what is left of an archive or of a mistyped command.
  private mutating func reportNamedLikeAFile(_ folder: FileID) -> Bool {
    let mayBe = files.withName(of: folder) { $0.count >= 3 && $0[$0.count - 3] == UInt8(ascii: ".") }
    guard mayBe, case let name = files.name(of: folder), name.lowercased().hasSuffix(".md") else {
      return false
    }
    diagnostics.append(
      Diagnostic(
        .layoutBadName, "`\(name)` is a folder, but has the name of a Markdown file", at: .whole(folder),
        help: "take `.md` off its name, or put a file of that name in its place"))
    return true
  }

  private mutating func reportBadName(_ file: FileID, _ what: String) {
    let name = files.name(of: file)
    diagnostics.append(
      Diagnostic(
        .layoutBadName, "`\(name)` is not a name for \(what)", at: .whole(file),
        help: FileName.suggestion(for: name).map { "call it `\($0)`" }
          ?? "use a–z, 0–9 and hyphens, such as `1-listen-first.md`"))
  }
}
