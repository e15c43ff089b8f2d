import Diagnostics

/// One journey that a reader starts and finishes, such as "Rebuild trust after you broke it".
package struct Guide: Equatable, Sendable {
  package var slug: Slug
  /// The folder, for findings about the guide as a whole.
  package var folder: FileID
  /// Introduction and the fields every page has.
  package var document: Document
  package var language: LanguageTag
  package var facts: Facts
  package var pagination: Pagination
  /// Shown with a quick exit and a browser title that gives nothing away.
  package var isSensitive: Bool
  package var outline: Outline
  /// Plain pages that belong to the guide, such as its worksheets.
  package var pages: [Page]
  /// Paths of related guides as written, checked like links.
  package var related: [Article.Link]

  package init(
    slug: Slug, folder: FileID, document: Document, language: LanguageTag, facts: Facts, pagination: Pagination,
    isSensitive: Bool, outline: Outline, pages: [Page], related: [Article.Link]
  ) {
    self.slug = slug
    self.folder = folder
    self.document = document
    self.language = language
    self.facts = facts
    self.pagination = pagination
    self.isSensitive = isSensitive
    self.outline = outline
    self.pages = pages
    self.related = related
  }

  /// What a reader wants to know before starting.
  package struct Facts: Equatable, Sendable {
    package var audience: String?
    package var needs: [String] = []
    package var time: ActiveTime?
    /// What the guide can't do.
    package var limits: String?

    package init() {}
  }

  package enum Pagination: Sendable { case pagePerPart, pagePerStep }

  /// Short guides list their steps; longer ones group them. No guide does both.
  package enum Outline: Equatable, Sendable {
    case steps([Step])
    case parts([Part])
  }

  package var parts: [Part] {
    if case .parts(let parts) = outline { parts } else { [] }
  }

  /// All steps in reading order.
  package var steps: [Step] {
    switch outline {
    case .steps(let steps): steps
    case .parts(let parts): parts.flatMap(\.steps)
    }
  }

  package var stepCount: Int {
    switch outline {
    case .steps(let steps): steps.count
    case .parts(let parts): parts.reduce(0) { $0 + $1.steps.count }
    }
  }
}

/// A stretch of a guide with steps of its own.
package struct Part: Equatable, Sendable {
  /// Place in the guide, from 1.
  package var number: Int
  package var slug: Slug
  package var folder: FileID
  package var document: Document
  package var time: ActiveTime?
  package var steps: [Step]

  package init(number: Int, slug: Slug, folder: FileID, document: Document, time: ActiveTime?, steps: [Step]) {
    self.number = number
    self.slug = slug
    self.folder = folder
    self.document = document
    self.time = time
    self.steps = steps
  }
}

/// One thing to do, in one file.
package struct Step: Equatable, Sendable {
  /// Place among the published steps of its part (or guide), from 1.
  package var number: Int
  package var slug: Slug
  package var document: Document
  package var time: ActiveTime?

  package init(number: Int, slug: Slug, document: Document, time: ActiveTime?) {
    self.number = number
    self.slug = slug
    self.document = document
    self.time = time
  }
}

/// A page outside the order of steps: support, about, a worksheet.
package struct Page: Equatable, Sendable {
  package var slug: Slug
  /// Folders between the guide (or the library) and the page: `worksheets`.
  package var folders: [Slug]
  package var document: Document

  package init(slug: Slug, folders: [Slug], document: Document) {
    self.slug = slug
    self.folders = folders
    self.document = document
  }
}
