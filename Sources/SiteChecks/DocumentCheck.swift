import Diagnostics
import GuideModel

/// Something to look for in an article by itself.
///
/// Runs as soon as the article is read: a large library does not hold all of them at once, and what was
/// found in a file holds until the file changes.
struct ArticleCheck: Sendable {
  var run: @Sendable (CheckedArticle) -> [Diagnostic]
}

struct CheckedArticle {
  let article: Article
  let file: FileID

  func span(_ source: Range<Int32>) -> SourceSpan { SourceSpan(file: file, bytes: source) }
}

/// What every check of an article alone finds.
package func checkArticle(_ article: Article, of file: FileID) -> [Diagnostic] {
  let checked = CheckedArticle(article: article, file: file)
  return AllChecks.ofArticles.flatMap { $0.run(checked) }
}

/// Something to look for in every document, knowing the library around it.
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
}

/// Something to look for in the library as a whole.
struct LibraryCheck: Sendable {
  var run: @Sendable (SiteMap, [DocumentFindings]) -> [Diagnostic]
}
