import Diagnostics
import GuideModel

/// A library that has passed every check that can fail a build. Only `check` makes one, so an edition
/// that takes it has no error paths.
package final class CheckedSite: Sendable {
  package let map: SiteMap
  private let links: TargetLists<LinkTarget>
  private let images: TargetLists<ImageTarget>
  private let sizes: [FileID: ImageSize]

  fileprivate init(map: SiteMap, findings: [DocumentFindings], sizes: [FileID: ImageSize]) {
    self.map = map
    links = TargetLists(findings.lazy.map(\.links))
    images = TargetLists(findings.lazy.map(\.images))
    self.sizes = sizes
  }

  /// A document that is looked at by itself: there is no library that its links could be checked against,
  /// so they are taken as written; all but those that would run a script (`scriptLinks`).
  package static func single(_ document: Document, language: LanguageTag) -> CheckedSite {
    let settings = SiteSettings(id: Slug("document")!, title: document.matter.title, language: language)
    let page = Page(slug: Slug("document")!, folders: [], document: document)
    let library = Library(
      settings: settings, settingsFile: document.file, home: nil, guides: [], pages: [page],
      files: ContentFiles([ContentEntry(path: "", isFolder: true)]), drafts: [])
    var findings = DocumentFindings()
    findings.links = document.outline.links.map { mayRun($0.destination) ? .broken : .elsewhere }
    findings.images = document.outline.images.map { mayRun($0.destination) ? .broken : .asWritten }
    var all = [DocumentFindings](repeating: DocumentFindings(), count: library.files.numberCount)
    all[Int(document.file.number)] = findings
    return CheckedSite(map: SiteMap(library), findings: all, sizes: [:])
  }

  /// What is unsafe in a document that is looked at by itself.
  package static func scriptLinks(in document: Document) -> [Diagnostic] {
    let links = document.outline.links.map { ($0.destination, $0.source) }
    let images = document.outline.images.map { ($0.destination, $0.source) }
    return (links + images).filter { mayRun($0.0) }.map { destination, source in
      Diagnostic(
        .linkUnsafe, "`\(destination.prefix(60))` could run a script",
        at: SourceSpan(file: document.file, bytes: source),
        help: "use https:, mailto:, tel: or a link to a file")
    }
  }

  private static func mayRun(_ destination: String) -> Bool {
    guard case .unsafe(let scheme) = Destination(destination) else { return false }
    return ["javascript:", "vbscript:", "data:", "file:"].contains(scheme)
  }

  package var library: Library { map.library }

  /// In the order of `Article.links`.
  package func links(of file: FileID) -> ArraySlice<LinkTarget> { links[file] }

  /// In the order of `Article.images`.
  package func images(of file: FileID) -> ArraySlice<ImageTarget> { images[file] }

  package func size(of image: FileID) -> ImageSize { sizes[image] ?? ImageSize(width: 0, height: 0) }

  /// Files that pages show or link to and that are copied: in order, each once.
  package var copiedFiles: [FileID] {
    var files = Set<FileID>()
    for case .file(let file) in links.all { files.insert(file) }
    for case .file(let file) in images.all { files.insert(file) }
    return files.sorted()
  }
}

/// What the links of each file lead to, in one array for the library.
private struct TargetLists<Target: Sendable>: Sendable {
  private(set) var all: [Target] = []
  /// Where the targets of each file end, by `FileID`.
  private var ends: [Int32] = []

  init(_ lists: some Collection<[Target]>) {
    all.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    ends.reserveCapacity(lists.count)
    for list in lists {
      all += list
      ends.append(Int32(all.count))
    }
  }

  subscript(_ file: FileID) -> ArraySlice<Target> {
    let number = Int(file.number)
    return all[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
  }
}

extension SiteMap {
  /// Resolves the links of one document and runs every check that looks at a document alone.
  package func check(_ document: Document, as role: Role, today: CalendarDate) -> DocumentFindings {
    var resolution = LinkResolution(map: self, document: document)
    var findings = DocumentFindings()
    findings.links = document.outline.links.map { resolution.target(of: $0) }
    findings.images = document.outline.images.map { resolution.target(of: $0) }
    findings.diagnostics = resolution.diagnostics
    let checked = CheckedDocument(map: self, role: role, document: document, today: today)
    for check in AllChecks.ofDocuments { findings.diagnostics += check.run(checked) }
    return findings
  }

  /// Joins what was found in the documents with what only shows in the whole.
  ///
  /// - Parameters:
  ///   - findings: by `FileID`, one for each file of the library.
  ///   - images: the header of every image file that a document shows.
  ///   - earlier: findings of the stages before, which can fail the build too.
  /// - Returns: the checked site, or `nil` when there is an error; every finding in any case.
  package func checkWhole(
    findings: [DocumentFindings], images: [FileID: Result<ImageSize, ImageProblem>], earlier: [Diagnostic]
  ) -> (site: CheckedSite?, diagnostics: [Diagnostic]) {
    var diagnostics = earlier
    for finding in findings { diagnostics += finding.diagnostics }
    for check in AllChecks.ofTheLibrary { diagnostics += check.run(self, findings) }
    diagnostics += imageProblems(images)
    diagnostics = diagnostics.compactMap(withChosenSeverity)
    guard !diagnostics.hasErrors else { return (nil, diagnostics) }
    let sizes = images.compactMapValues { try? $0.get() }
    return (CheckedSite(map: self, findings: findings, sizes: sizes), diagnostics)
  }

  private func imageProblems(_ images: [FileID: Result<ImageSize, ImageProblem>]) -> [Diagnostic] {
    images.sorted { $0.key < $1.key }.compactMap { file, header in
      guard case .failure(let problem) = header else { return nil }
      switch problem {
      case .unreadable:
        return Diagnostic(
          .imageUnreadable, "this file is not an image that browsers show", at: .whole(file),
          help: "save it as PNG, JPEG, WebP, GIF or SVG")
      case .withoutSize:
        return Diagnostic(
          .imageUnreadable, "this drawing does not say how large it is", at: .whole(file),
          help: "give its <svg> a `width` and a `height`, or a `viewBox`")
      case .unsafe(let words):
        return Diagnostic(
          .imageUnsafe, "this drawing could run a script or call another site: `\(words)`", at: .whole(file),
          help: "save it without scripts and outside references (“plain SVG”)")
      }
    }
  }

  private func withChosenSeverity(_ diagnostic: Diagnostic) -> Diagnostic? {
    guard let choice = library.settings.severities[diagnostic.code] else { return diagnostic }
    var chosen = diagnostic
    switch choice {
    case .off: return nil
    case .warning: chosen.severity = .warning
    case .error: chosen.severity = .error
    }
    return chosen
  }
}
