import Diagnostics

/// Everything an author wrote, read and put in order: the site before it is checked.
package final class Library: Sendable {
  package let settings: SiteSettings
  /// site.yml, for findings about settings.
  package let settingsFile: FileID
  /// Words of the home page; title and description stand in for it.
  package let home: Document?
  package let guides: [Guide]
  /// Plain pages at the top.
  package let pages: [Page]
  package let files: ContentFiles
  /// Files that are there and left out for being drafts.
  package let drafts: Set<FileID>
  /// Every Markdown file of the library with its place, guide by guide in reading order.
  package let documents: [(role: Role, document: Document)]

  package init(
    settings: SiteSettings, settingsFile: FileID, home: Document?, guides: [Guide], pages: [Page],
    files: ContentFiles, drafts: Set<FileID>
  ) {
    self.settings = settings
    self.settingsFile = settingsFile
    self.home = home
    self.guides = guides
    self.pages = pages
    self.files = files
    self.drafts = drafts
    documents = Self.documents(home: home, pages: pages, guides: guides)
  }

  private static func documents(
    home: Document?, pages: [Page], guides: [Guide]
  ) -> [(role: Role, document: Document)] {
    var all: [(role: Role, document: Document)] = []
    all.reserveCapacity(
      guides.reduce(1 + pages.count) { $0 + 1 + $1.parts.count + $1.stepCount + $1.pages.count })
    if let home { all.append((.home, home)) }
    for (index, page) in pages.enumerated() { all.append((.page(index), page.document)) }
    for (g, guide) in guides.enumerated() {
      all.append((.guide(g), guide.document))
      switch guide.outline {
      case .steps(let steps):
        for (s, step) in steps.enumerated() {
          all.append((.step(guide: g, part: nil, step: s), step.document))
        }
      case .parts(let parts):
        for (p, part) in parts.enumerated() {
          all.append((.part(guide: g, part: p), part.document))
          for (s, step) in part.steps.enumerated() {
            all.append((.step(guide: g, part: p, step: s), step.document))
          }
        }
      }
      for (index, page) in guide.pages.enumerated() {
        all.append((.guidePage(guide: g, page: index), page.document))
      }
    }
    return all
  }
}

/// Which place in the library a Markdown file fills.
package enum Role: Equatable, Sendable {
  case home
  case guide(Int)
  case part(guide: Int, part: Int)
  /// `part` is `nil` in a guide that has no parts.
  case step(guide: Int, part: Int?, step: Int)
  case page(Int)
  case guidePage(guide: Int, page: Int)

  /// The guide it belongs to; `nil` for the home page and plain pages at the top.
  package var guide: Int? {
    switch self {
    case .home, .page: nil
    case .guide(let guide), .part(let guide, _), .step(let guide, _, _), .guidePage(let guide, _): guide
    }
  }
}

extension Library {
  package func document(_ role: Role) -> Document {
    switch role {
    case .home: home!
    case .page(let page): pages[page].document
    case .guide(let guide): guides[guide].document
    case .part(let guide, let part): guides[guide].parts[part].document
    case .step(let guide, let part, let step): self.step(guide: guide, part: part, step: step).document
    case .guidePage(let guide, let page): guides[guide].pages[page].document
    }
  }

  package func step(guide: Int, part: Int?, step: Int) -> Step {
    switch (guides[guide].outline, part) {
    case (.parts(let parts), let part?): parts[part].steps[step]
    case (.steps(let steps), _): steps[step]
    case (.parts, nil): preconditionFailure("a step of a guide with parts is named with its part")
    }
  }
}
