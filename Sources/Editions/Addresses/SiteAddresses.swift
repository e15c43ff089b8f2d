import Diagnostics
import GuideModel
import SiteChecks

/// The web address of every page, step and copied file.
package final class SiteAddresses: Sendable {
  /// By `FileID`; `nil` for files that are no page.
  private let pages: [WebAddress?]
  /// Copied files by `FileID`: paths below the site's root.
  private let files: [FileID: String]

  package init(_ library: Library, files: [FileID: String], workers: some Workers = OneWorker()) {
    let documents = library.documents
    let addresses = workers.map(count: documents.count) { Self.address(of: documents[$0].role, in: library) }
    var pages = [WebAddress?](repeating: nil, count: library.files.numberCount)
    for (entry, address) in zip(documents, addresses) { pages[Int(entry.document.file.number)] = address }
    self.pages = pages
    self.files = files
  }

  package func page(_ file: FileID) -> WebAddress {
    pages[Int(file.number)] ?? WebAddress(path: "index.html")
  }

  /// Authors name these files, so the address has what cannot stand in one percent-encoded.
  package func file(_ file: FileID) -> WebAddress {
    WebAddress(path: percentEncoded(path: files[file] ?? ""))
  }

  /// PRODUCT "Output": a guide's landing page is its folder's index, a part is a file beside it, a step
  /// is a place on its part's page, or a file in its part's folder where each step has a page of its own.
  private static func address(of role: Role, in library: Library) -> WebAddress {
    switch role {
    case .home: return WebAddress(path: "index.html")
    case .page(let page): return WebAddress(path: library.pages[page].slug.text + ".html")
    case .guide(let guide): return landing(library.guides[guide])
    case .part(let guide, let part):
      return WebAddress(
        path: String(
          joining: library.guides[guide].slug.text, "/", library.guides[guide].parts[part].slug.text, ".html")
      )
    case .guidePage(let guide, let page):
      let page = library.guides[guide].pages[page]
      let folders = page.folders.map { $0.text + "/" }.joined()
      return WebAddress(path: "\(library.guides[guide].slug.text)/\(folders)\(page.slug.text).html")
    case .step(let g, let part, let step):
      let guide = library.guides[g]
      let slug = library.step(guide: g, part: part, step: step).slug.text
      switch (guide.pagination, part) {
      case (.pagePerPart, let part?):
        return WebAddress(
          path: String(joining: guide.slug.text, "/", guide.parts[part].slug.text, ".html"), fragment: slug)
      case (.pagePerPart, nil): return WebAddress(path: landing(guide).path, fragment: slug)
      case (.pagePerStep, let part?):
        return WebAddress(
          path: String(joining: guide.slug.text, "/", guide.parts[part].slug.text, "/", slug, ".html"))
      case (.pagePerStep, nil): return WebAddress(path: String(joining: guide.slug.text, "/", slug, ".html"))
      }
    }
  }

  private static func landing(_ guide: Guide) -> WebAddress {
    WebAddress(path: guide.slug.text + "/index.html")
  }

  static func printEdition(of guide: Guide) -> WebAddress {
    WebAddress(path: guide.slug.text + "/print.html")
  }
}

/// Ids on pages. A step's slug is its anchor, a promise to everyone who links to it. Names that the
/// theme gives begin with an underscore and names of headings hold two hyphens, neither of which a slug
/// can, so no two ever meet.
enum PageID {
  /// The element that holds the title of a document's page or section.
  static func title(of role: Role, in library: Library) -> String {
    switch role {
    case .step(let guide, let part, let step):
      library.step(guide: guide, part: part, step: step).slug.text + "--"
    case .part(let guide, let part): "--\(library.guides[guide].parts[part].slug.text)--"
    case .home, .page, .guide, .guidePage: "_title"
    }
  }

  /// What stands before a heading's own anchor.
  ///
  /// - Parameter title: the id of its document's title.
  static func headingPrefix(of role: Role, titled title: String) -> String {
    switch role {
    case .step, .part: title
    // Three hyphens: `--a--` is the title of part `a`, which stands on one page with this in print.
    case .guide: "---"
    case .home, .page, .guidePage: ""
    }
  }
}
