import Diagnostics

/// One Markdown file: what its front matter says and the article below it.
package struct Document: Equatable, Sendable {
  package var file: FileID
  package var matter: FrontMatter
  package var article: Article

  package init(file: FileID, matter: FrontMatter, article: Article) {
    self.file = file
    self.matter = matter
    self.article = article
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
