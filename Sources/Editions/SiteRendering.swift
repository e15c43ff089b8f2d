import Diagnostics
import GuideModel
import SiteChecks
import Theming

/// Everything that pages are made from: the checked site, the theme, and what both say together.
///
/// Made once a build and only read after that, from any thread.
package final class SiteRendering: Sendable {
  package let checked: CheckedSite
  package let library: Library
  package let theme: Theme
  package let addresses: SiteAddresses
  /// Navigation of each guide, in the order of `library.guides`.
  let navigation: [GuideNavigation]
  private let phrases: [LanguageTag: Phrases]
  let hasSeveralLanguages: Bool
  /// `nil` without the search edition.
  let searchIndex: SearchIndex?
  let searchPath: String?
  let feed: Feed?
  /// The support page and the pages of every footer, by title and address.
  let supportPage: NamedAddress?
  let footerPages: [NamedAddress]

  struct NamedAddress: Sendable {
    let title: String
    let language: LanguageTag
    let address: WebAddress
  }

  /// - Parameters:
  ///   - files: where copied files stand in the site, by `FileID`.
  ///   - textPrint: a fingerprint that changes whenever a document's text does; by default of the text itself.
  package init(
    _ checked: CheckedSite, theme: Theme, files: [FileID: String],
    textPrint: (Document) -> Fingerprint = { Fingerprint(of: $0.article.text) },
    workers: some Workers = OneWorker()
  ) {
    self.checked = checked
    self.theme = theme
    let library = checked.library
    self.library = library
    let addresses = SiteAddresses(library, files: files, workers: workers)
    self.addresses = addresses
    let languages = Set([library.settings.language] + library.guides.map(\.language))
    hasSeveralLanguages = languages.count > 1
    var phrases: [LanguageTag: Phrases] = [:]
    for language in languages { phrases[language] = Phrases(theme, language: language) }
    self.phrases = phrases
    func named(_ link: Article.Link) -> NamedAddress? {
      guard let file = checked.map.file(named: link), let role = checked.map.role(of: file) else {
        return nil
      }
      return NamedAddress(
        title: library.document(role).matter.nameInNarrowPlaces,
        language: role.guide.map { library.guides[$0].language } ?? library.settings.language,
        address: addresses.page(file))
    }
    supportPage = library.settings.support.flatMap(named)
    footerPages = library.settings.footer.compactMap(named)
    navigation = workers.map(count: library.guides.count) { [phrases] index in
      GuideNavigation(library, guide: index, addresses, phrases: phrases[library.guides[index].language]!)
    }
    feed = Feed(library, addresses)
    let hasSearch = library.settings.editions.contains(.search)
    searchPath = hasSearch ? SearchEdition.pagePath : nil
    searchIndex =
      hasSearch
      ? SearchIndex(library, navigation, theme: theme, phrases: { phrases[$0]! }, textPrint: textPrint) : nil
  }

  var searchIndexPath: String? { searchIndex?.path }

  /// Addresses that any page may name and that no document's front matter tells.
  package var sharedAddresses: [String] {
    [searchPath, searchIndexPath, feed.map { _ in Feed.path }].compactMap { $0 }
  }

  func phrases(_ language: LanguageTag) -> Phrases { phrases[language]! }

  /// The address that names a page for the outside; `nil` without a base address.
  func canonicalURL(of path: String) -> String? {
    guard let base = library.settings.baseURL else { return nil }
    let isIndex = path == "index.html" || path.hasSuffix("/index.html")
    return base + "/" + (isIndex ? path.dropLast("index.html".count) : path[...])
  }

  /// What the browser's tab says. In a sensitive guide only the library's name and numbers, so that
  /// neither a tab nor the history gives a reader away (PRODUCT "Browser titles").
  func browserTitle(_ role: Role) -> String {
    guard let guide = role.guide, library.guides[guide].isSensitive else { return library.browserTitle(role) }
    let words = navigation[guide].phrases
    let start = "\(library.settings.title) · \(words.number(guide + 1))"
    switch role {
    case .home, .page, .guide: return start
    case .part(_, let part): return "\(start) · \(words.part(part + 1))"
    case .step(_, let part?, let step): return "\(start) · \(words.part(part + 1)) · \(words.step(step + 1))"
    case .step(_, nil, let step): return "\(start) · \(words.step(step + 1))"
    case .guidePage(_, let page): return "\(start) · \(words.page(page + 1))"
    }
  }
}
