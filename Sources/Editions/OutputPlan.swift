import Diagnostics
import GuideModel
import Theming

/// One file of the built site: where it goes and how its bytes come about.
package struct OutputJob: Sendable {
  package enum Content: Sendable {
    /// Pure: the same bytes whenever and wherever it runs.
    case render(@Sendable (SiteRendering, inout PageWriter) -> Void)
    case bytes([UInt8])
    /// A file of the content folder, as it is.
    case copy(FileID)
  }

  /// Below the site's root, with `/` between folders.
  package var path: String
  package var content: Content
  /// What the bytes depend on. As long as none of it changes, the file need not be made again.
  package var ingredients: Ingredients

  package init(path: String, content: Content, from ingredients: Ingredients = .everything) {
    self.path = path
    self.content = content
    self.ingredients = ingredients
  }
}

/// What a page is made from, beside the theme, the settings and the program, which all pages share.
///
/// Naming too much only costs time; naming too little would leave an old page standing.
package struct Ingredients: Sendable {
  /// How far a page looks around: whose titles, names, order and other front matter it may show.
  package enum Scope: Sendable {
    /// The home page, plain pages and `guide.md` of every guide, with the numbers of their steps.
    case site
    /// Those, and every file of one guide.
    case guide(Int)
    case library
  }

  /// The documents whose text it shows.
  package enum Texts: Sendable {
    case of([FileID])
    /// As most pages do; the others need a list.
    case ofOne(FileID)
    case ofAll
  }

  package var texts: Texts
  package var scope: Scope

  /// - Parameter texts: `nil` for all documents.
  package init(_ scope: Scope, texts: [FileID]? = []) {
    self.scope = scope
    self.texts = texts.map { $0.count == 1 ? .ofOne($0[0]) : .of($0) } ?? .ofAll
  }

  package init(_ scope: Scope, text: FileID) {
    self.scope = scope
    texts = .ofOne(text)
  }

  package static let everything = Ingredients(.library, texts: nil)
}

/// A form in which the library is given out.
///
/// A new one is a folder beside `Web`, a type that conforms, and a line in `allEditions`.
protocol Edition: Sendable {
  /// Adds every file of the edition, in a fixed order.
  func addJobs(for site: SiteRendering, to jobs: inout [OutputJob])
}

/// Every file of the site that is made from the library and the theme.
package func outputPlan(for site: SiteRendering) -> [OutputJob] {
  var jobs: [OutputJob] = []
  jobs.reserveCapacity(site.library.documents.count + 64)
  for edition in allEditions(of: site) { edition.addJobs(for: site, to: &jobs) }
  return jobs
}

private func allEditions(of site: SiteRendering) -> [any Edition] {
  let chosen = site.library.settings.editions
  var editions: [any Edition] = [WebEdition()]
  if chosen.contains(.print) { editions.append(PrintEdition()) }
  if chosen.contains(.search) { editions.append(SearchEdition()) }
  return editions
}
