import Diagnostics
import GuideModel

/// What a link in an article leads to, once found.
package enum LinkTarget: Equatable, Sendable {
  /// Another site, an e-mail address or a telephone number: used as it is written.
  case elsewhere
  /// A page of this library, or a heading on it.
  case document(FileID, anchor: String?)
  /// Another file of the content folder, which is copied.
  case file(FileID)
  /// Nothing; an error says so.
  case broken
}

/// What an image in an article shows, once found.
package enum ImageTarget: Equatable, Sendable {
  case file(FileID)
  /// An image on another site. No page of ours asks for it; readers get a link.
  case elsewhere
  /// Nothing; an error says so.
  case broken
}

/// One document's links and images in the order of `Article.links` and `Article.images`, and what was
/// found wrong with the document.
package struct DocumentFindings: Sendable {
  package var links: [LinkTarget] = []
  package var images: [ImageTarget] = []
  package var diagnostics: [Diagnostic] = []

  package init() {}
}
