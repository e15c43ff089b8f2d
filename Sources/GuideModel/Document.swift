import Diagnostics

/// One Markdown file: what its front matter says and the article below it.
///
/// A class, like all parts of the library: it never changes once it is read, and every page names dozens
/// of them. Handing one on is a single count, where a struct of thirty texts would be thirty.
package final class Document: Sendable {
  package let file: FileID
  package let matter: FrontMatter
  package let article: Article
  /// Whether the article was left empty because its text passes a bound: nobody knows what it shows.
  package let isUnread: Bool

  package init(file: FileID, matter: FrontMatter, article: Article, isUnread: Bool = false) {
    self.file = file
    self.matter = matter
    self.article = article
    self.isUnread = isUnread
  }
}

/// The front matter that every Markdown file may have.
package struct FrontMatter: Equatable, Sendable {
  package var title: String
  package var titleSpan: SourceSpan
  /// For narrow places: the map, the pager, the browser's title.
  package var shortTitle: String?
  /// One sentence for lists, search and metadata; the lede of guides and parts.
  package var description: String?
  /// Replaces the name that the file's own name gives.
  package var slug: Slug?
  /// Old slugs, which keep working.
  package var aliases: [Slug] = []
  package var isDraft = false
  package var updated: CalendarDate?
  package var reviewed: CalendarDate?
  package var reviewBy: CalendarDate?
  package var reviewBySpan: SourceSpan?
  /// The author's own fields, under `extra:`.
  package var extra: [String: String] = [:]

  package init(title: String, titleSpan: SourceSpan) {
    self.title = title
    self.titleSpan = titleSpan
  }

  package var nameInNarrowPlaces: String { shortTitle ?? title }
}
