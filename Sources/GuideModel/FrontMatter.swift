import Diagnostics

/// The front matter that every Markdown file may have.
package struct FrontMatter: Equatable, Sendable {
  package var title: String
  package var titleSpan: SourceSpan
  /// One sentence for lists, search and metadata; the lede of guides and parts.
  package var description: String?
  /// `nil` for a document that has none of them.
  private var boxed: Boxed?

  package init(title: String, titleSpan: SourceSpan) {
    self.title = title
    self.titleSpan = titleSpan
  }

  /// Fields that most documents do without, reached like the others. Were they not apart, the documents of
  /// a large library would mostly be made of what they do not have.
  package struct Rare: Equatable, Sendable {
    /// For narrow places: the map, the pager, the browser's title.
    package var shortTitle: String?
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

    package init() {}

    fileprivate var isEmpty: Bool {
      shortTitle == nil && slug == nil && aliases.isEmpty && !isDraft && updated == nil && reviewed == nil
        && reviewBy == nil && reviewBySpan == nil && extra.isEmpty
    }
  }

  private final class Boxed: Equatable, Sendable {
    let fields: Rare

    init(_ fields: Rare) { self.fields = fields }

    static func == (left: Boxed, right: Boxed) -> Bool { left.fields == right.fields }
  }

  /// Set all at once; the properties below read one each.
  package var rare: Rare {
    get { boxed?.fields ?? Rare() }
    set { boxed = newValue.isEmpty ? nil : Boxed(newValue) }
  }

  package var shortTitle: String? { boxed?.fields.shortTitle }
  package var slug: Slug? { boxed?.fields.slug }
  package var aliases: [Slug] { boxed?.fields.aliases ?? [] }
  package var isDraft: Bool { boxed?.fields.isDraft ?? false }
  package var updated: CalendarDate? { boxed?.fields.updated }
  package var reviewed: CalendarDate? { boxed?.fields.reviewed }
  package var reviewBy: CalendarDate? { boxed?.fields.reviewBy }
  package var reviewBySpan: SourceSpan? { boxed?.fields.reviewBySpan }
  package var extra: [String: String] { boxed?.fields.extra ?? [:] }

  package var nameInNarrowPlaces: String { shortTitle ?? title }
}
