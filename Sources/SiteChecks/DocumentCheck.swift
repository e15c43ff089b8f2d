import Diagnostics
import GuideModel

/// Something to look for in every document.
struct DocumentCheck: Sendable {
  var run: @Sendable (CheckedDocument) -> [Diagnostic]
}

/// What a check of one document may look at.
struct CheckedDocument {
  let map: SiteMap
  let role: Role
  let document: Document
  /// The day of the build, for reviews that are due.
  let today: CalendarDate

  var article: Article { document.article }

  func span(_ source: Range<Int32>) -> SourceSpan { SourceSpan(file: document.file, bytes: source) }
}

/// Something to look for in the library as a whole.
struct LibraryCheck: Sendable {
  var run: @Sendable (SiteMap, [DocumentFindings]) -> [Diagnostic]
}
