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
    let root = Folder(files)
    for child in root.children {
      switch child.name {
      case "site.yml" where !child.isFolder: settings = child.file
      case "index.md" where !child.isFolder: home = child.file
      case "static" where child.isFolder: addStatic(child)
      default:
        if child.isFolder {
          if !reportNamedLikeAFile(child) { addGuide(child) }
        } else if isMarkdown(child) {
          pages.append(pageFile(child, folders: []))
        }
      }
    }
  }

  // MARK: Guides, parts and steps

  private mutating func addGuide(_ folder: Folder) {
    var guide = GuideFolder(name: FileName(unnumbered: folder.name), folder: folder.file)
    for child in folder.children {
      let name = FileName(child.name)
      if child.isFolder {
        if reportNamedLikeAFile(child) { continue }
        if name.number != nil {
          addPart(child, name: name, to: &guide)
        } else {
          if FileName.hasStrayNumber(child.name), child.containsMarkdown {
            reportBadName(child, "a part's folder")
          }
          addPages(in: child, folders: [child.name], to: &guide)
        }
      } else if child.name == "guide.md" {
        guide.file = child.file
      } else if isMarkdown(child) {
        if name.number != nil {
          guide.steps.append(NumberedFile(name: name, file: child.file))
        } else if FileName.hasStrayNumber(child.name) {
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
          at: .whole(folder.file),
          help: isGuide
            ? "add one with a `title` and an introduction"
            : "put pages beside site.yml, pictures beside the file that shows them, and files to copy into static/"
        ))
      if isGuide { guides.append(guide) }
      return
    }
    guides.append(guide)
  }

  private mutating func addPart(_ folder: Folder, name: FileName, to guide: inout GuideFolder) {
    var part = PartFolder(name: name, folder: folder.file)
    for child in folder.children {
      let name = FileName(child.name)
      if child.isFolder {
        if reportNamedLikeAFile(child) { continue }
        if name.number != nil, child.containsMarkdown {
          diagnostics.append(
            Diagnostic(
              .layoutTooDeep, "a part cannot have parts of its own", at: .whole(child.file),
              help: "move its steps one folder up, or make it a part of the guide"))
        } else {
          addPages(in: child, folders: [folder.name, child.name], to: &guide)
        }
      } else if child.name == "part.md" {
        part.file = child.file
      } else if isMarkdown(child) {
        if name.number != nil {
          part.steps.append(NumberedFile(name: name, file: child.file))
        } else if FileName.hasStrayNumber(child.name) {
          reportBadName(child, "a step")
        } else {
          guide.pages.append(pageFile(child, folders: [folder.name]))
        }
      }
    }
    guide.parts.append(part)
  }

  // MARK: Pages and other files

  private mutating func addPages(in folder: Folder, folders: [String], to guide: inout GuideFolder) {
    for child in folder.children {
      if child.isFolder {
        if reportNamedLikeAFile(child) { continue }
        addPages(in: child, folders: folders + [child.name], to: &guide)
      } else if isMarkdown(child) {
        guide.pages.append(pageFile(child, folders: folders))
      }
    }
  }

  private mutating func pageFile(_ child: Folder, folders: [String]) -> PageFile {
    let name = FileName(child.name)
    if name.number != nil {
      diagnostics.append(
        Diagnostic(
          .layoutBadName, "`\(child.name)` has a number but stands where there are no steps",
          at: .whole(child.file),
          help: "move it into a guide or part, or call it `\(name.text).md`"))
    }
    return PageFile(name: name, folders: folders, file: child.file)
  }

  private mutating func addStatic(_ folder: Folder) {
    for child in folder.children {
      if child.isFolder {
        addStatic(child)
      } else {
        staticFiles.append((String(files.path(of: child.file).dropFirst("static/".count)), child.file))
      }
    }
  }

  /// Whether a file is Markdown for the site; README.md belongs to the folder on a code host.
  private mutating func isMarkdown(_ child: Folder) -> Bool {
    if child.name.hasSuffix(".md") {
      return child.name.utf8.count != "readme.md".utf8.count || child.name.lowercased() != "readme.md"
    }
    let lower = child.name.lowercased()
    if lower.hasSuffix(".md") || lower.hasSuffix(".markdown") || lower.hasSuffix(".mdx") {
      reportBadName(child, "a Markdown file")
    }
    return false
  }

  /// A folder such as `3-listen.md`, most often what is left of an archive or of a mistyped command.
  private mutating func reportNamedLikeAFile(_ folder: Folder) -> Bool {
    guard folder.name.lowercased().hasSuffix(".md") else { return false }
    diagnostics.append(
      Diagnostic(
        .layoutBadName, "`\(folder.name)` is a folder, but has the name of a Markdown file",
        at: .whole(folder.file),
        help: "take `.md` off its name, or put a file of that name in its place"))
    return true
  }

  private mutating func reportBadName(_ child: Folder, _ what: String) {
    diagnostics.append(
      Diagnostic(
        .layoutBadName, "`\(child.name)` is not a name for \(what)", at: .whole(child.file),
        help: FileName.suggestion(for: child.name).map { "call it `\($0)`" }
          ?? "use a–z, 0–9 and hyphens, such as `1-listen-first.md`"))
  }
}

/// The content folder as a tree.
private final class Folder {
  let name: String
  /// Of a folder or a file; of nothing for the content folder itself.
  let file: FileID
  let isFolder: Bool
  let children: [Folder]

  var containsMarkdown: Bool {
    children.contains { $0.isFolder ? $0.containsMarkdown : $0.name.hasSuffix(".md") }
  }

  convenience init(_ files: ContentFiles) {
    var next = FileID(0)
    self.init(name: "", file: next, isFolder: true, children: Folder.take(&next, of: files, in: nil))
  }

  private init(name: String, file: FileID, isFolder: Bool, children: [Folder]) {
    self.name = name
    self.file = file
    self.isFolder = isFolder
    self.children = children
  }

  /// Takes everything in a folder: it stands in a row behind it.
  private static func take(_ next: inout FileID, of files: ContentFiles, in folder: FileID?) -> [Folder] {
    var children: [Folder] = []
    while next.number < files.numberCount, files.folder(of: next) == folder {
      let file = next
      let isFolder = files.isFolder(file)
      next = FileID(Int(next.number) + 1)
      children.append(
        Folder(
          name: files.name(of: file), file: file, isFolder: isFolder,
          children: isFolder ? take(&next, of: files, in: file) : []))
    }
    return children
  }
}
