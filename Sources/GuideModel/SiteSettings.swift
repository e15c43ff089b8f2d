import Diagnostics

/// What site.yml says about the library as a whole.
package struct SiteSettings: Equatable, Sendable {
  /// Names readers' saved ticks on their devices, so it outlives a change of title.
  package var id: Slug
  package var title: String
  package var description: String?
  package var language: LanguageTag
  /// Where the site will live, without a slash at its end: `https://example.org/guides`.
  package var baseURL: String?
  /// Path of the step that the home page's one filled button leads to.
  package var startHere: Article.Link?
  /// Path of the page with help for readers in danger.
  package var support: Article.Link?
  /// Paths of further pages named in every footer.
  package var footer: [Article.Link]
  /// Where the quick exit leads; without it there is no such button.
  package var leave: String?
  package var license: String?
  package var editions: Set<EditionName>
  package var limits: Limits
  /// Severities that the author chose for single codes.
  package var severities: [DiagnosticCode: SeverityChoice]

  package enum EditionName: String, CaseIterable, Sendable { case web, print, search }

  package enum SeverityChoice: String, CaseIterable, Sendable { case off, warning, error }

  package init(id: Slug, title: String, language: LanguageTag) {
    self.id = id
    self.title = title
    self.language = language
    footer = []
    editions = Set(EditionName.allCases)
    limits = Limits()
    severities = [:]
  }
}

/// Bounds on one Markdown file, checked before the parser sees it.
///
/// Within them libcmark-gfm 0.29.0.gfm.6 needs at most about a second for the worst input known to
/// us; far beyond them it takes quadratic time or hundreds of megabytes.
package struct Limits: Equatable, Sendable {
  /// Bytes of a file.
  package var fileBytes = 64 * 1024
  /// Columns of one table.
  package var tableColumns = 64
  /// Cells of all tables of a file, counting those that the parser fills in.
  package var tableCells = 5_000
  /// Lines of one paragraph that look like the line under a table's head.
  package var delimiterLines = 64
  /// Quotes and lists inside one another.
  package var nesting = 32
  /// Bytes that link definitions come to when each use is written out.
  package var referenceBytes = 1_000_000
  /// Starts of footnote definitions, raw HTML or images that the parser may have to look at again
  /// for every one of them.
  package var markup = 2_000

  package init() {}
}
