import Diagnostics

/// One Markdown file: what its front matter says and the article below it.
///
/// A class, like all parts of the library: it never changes once it is read, and every page names dozens
/// of them. Handing one on is a single count, where a struct of thirty texts would be thirty.
package final class Document: Sendable {
  package let file: FileID
  /// Whether the article was left empty because its text passes a bound: nobody knows what it shows.
  package let isUnread: Bool
  package let matter: FrontMatter
  /// What others need to know of the article, always at hand.
  package let outline: Article.Outline
  private let body: Body

  private enum Body {
    case held(Article)
    case kept(any ArticleKeeper)
  }

  /// A document that holds its article.
  package init(file: FileID, matter: FrontMatter, article: Article, isUnread: Bool = false) {
    self.file = file
    self.matter = matter
    self.isUnread = isUnread
    outline = article.outline
    body = .held(article)
  }

  /// A document whose article is asked for when it is needed.
  package init(file: FileID, matter: FrontMatter, outline: Article.Outline, keeper: any ArticleKeeper) {
    self.file = file
    self.matter = matter
    self.outline = outline
    isUnread = false
    body = .kept(keeper)
  }

  // Asked here, a document's front matter need not be held while one of its fields is read.
  package var nameInNarrowPlaces: String { matter.nameInNarrowPlaces }
  package var ownSlug: Slug? { matter.slug }
  package var aliases: [Slug] { matter.aliases }
  package var isDraft: Bool { matter.isDraft }

  /// The whole text. Ask once and hold it: it may come from a disk.
  package var article: Article {
    switch body {
    case .held(let article): article
    case .kept(let keeper): keeper.article(of: self)
    }
  }
}

/// Keeps the articles of a library that is too large to hold all of them in memory.
package protocol ArticleKeeper: AnyObject, Sendable {
  /// From any thread.
  func article(of document: Document) -> Article
}
