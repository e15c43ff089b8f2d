import GuideModel
import Theming

/// What every page says around its own content.
struct FrameRecord: TypedRecord {
  let page: PageContext
  let browserTitle: String
  let description: String?
  /// The page in the site, for links back to itself; `nil` for the 404 page, which has no address.
  var role: Role?
  /// A print edition's or the search page's address is worth naming too.
  var hasCanonicalURL = true
  /// The 404 page is served at any depth, so its links begin with the base address.
  var absoluteRoot: String?

  static let name = "page frame"
  static let summary = "What every page can name, whatever its kind."

  enum Field: Int, RecordField {
    case language, direction, siteID, siteTitle, browserTitle, description, canonical, root, homeHref,
      searchHref
    case guideSlug, searchIndexHref, leaveHref, helpHref, support, footerLinks, license, isHome, sensitive,
      siteLanguage, siteDirection, feedHref

    var declaration: FieldDeclaration {
      switch self {
      case .language: .init("language", .text, "Language tag of the page, such as `en`.")
      case .direction: .init("direction", .text, "`ltr` or `rtl`.")
      case .siteID: .init("site_id", .text, "`id` of site.yml; readers' ticks are kept under it.")
      case .siteTitle: .init("site_title", .text, "The library's name.")
      case .browserTitle:
        .init("browser_title", .text, "For `<title>`; gives nothing away in a sensitive guide.")
      case .description:
        .init("description", .text, "One sentence on the page; absent when the author wrote none.")
      case .canonical: .init("canonical", .text, "The page's full address; absent without `base_url`.")
      case .root:
        .init("root", .text, "The way from the page to the site's root: empty, or ending in a slash.")
      case .homeHref: .init("home_href", .text, "The home page.")
      case .searchHref: .init("search_href", .text, "The search page; absent without the search edition.")
      case .searchIndexHref:
        .init("search_index_href", .text, "The script with the search index; absent like the search page.")
      case .guideSlug:
        .init("guide_slug", .text, "Slug of the guide that the page belongs to; absent on other pages.")
      case .leaveHref:
        .init("leave_href", .text, "Where the quick exit leads; absent when site.yml has no `leave`.")
      case .helpHref: .init("help_href", .text, "The support page, on every page of a sensitive guide.")
      case .support:
        .init("support", .record(LinkRecord.recordType), "The support page; absent when site.yml names none.")
      case .footerLinks:
        .init("footer_links", .list(LinkRecord.recordType), "Pages that site.yml names under `footer`.")
      case .license: .init("license", .text, "`license` of site.yml.")
      case .isHome: .init("is_home", .flag, "Whether this is the home page.")
      case .sensitive: .init("sensitive", .flag, "Whether the page belongs to a sensitive guide.")
      case .siteLanguage:
        .init("site_language", .text, "Language tag of the library's name, when it is not the page's own.")
      case .siteDirection:
        .init("site_direction", .text, "`ltr` or `rtl`, when the name's direction is not the page's own.")
      case .feedHref:
        .init("feed_href", .text, "The feed; absent without `base_url`, and where no document gives a date.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    let site = page.site
    switch field {
    case .language: return .text(page.language.text)
    case .direction: return .text(page.language.direction)
    case .siteID: return .text(site.library.settings.id.text)
    case .siteTitle: return .text(site.library.settings.title)
    case .browserTitle: return .text(browserTitle)
    case .description: return .text(description)
    case .canonical:
      return hasCanonicalURL ? site.canonicalURL(of: page.path).map(TemplateValue.text) ?? .absent : .absent
    case .root: return .text(absoluteRoot ?? page.root)
    case .homeHref: return .text(href("index.html"))
    case .searchHref: return site.searchPath.map { .text(href($0)) } ?? .absent
    case .searchIndexHref: return site.searchIndexPath.map { .text(href($0)) } ?? .absent
    case .guideSlug: return .text(page.guide.map { site.library.guides[$0].slug.text })
    case .leaveHref: return site.library.settings.leave.map(TemplateValue.text) ?? .absent
    case .helpHref:
      return isSensitive ? .text(site.supportPage.map { href($0.address.path) }) : .absent
    case .support: return site.supportPage.map { .record(link($0)) } ?? .absent
    case .footerLinks: return .list(count: site.footerPages.count) { link(site.footerPages[$0]) }
    case .license: return site.library.settings.license.map(TemplateValue.text) ?? .absent
    case .isHome: return .flag(role == .home || page.path == "index.html")
    case .sensitive: return .flag(isSensitive)
    case .feedHref: return site.feed == nil ? .absent : .text(href(Feed.path))
    case .siteLanguage: return .language(site.library.settings.language, unlessOf: page)
    case .siteDirection: return .direction(site.library.settings.language, unlessOf: page)
    }
  }

  func isFixed(_ field: Field) -> Bool {
    switch field {
    case .language, .direction, .siteID, .siteTitle, .siteLanguage, .siteDirection, .root, .homeHref,
      .guideSlug,
      .searchHref, .searchIndexHref, .leaveHref, .license, .sensitive, .feedHref:
      true
    case .helpHref, .support: page.site.supportPage.map { page.isFixed(linkTo: $0.address) } ?? true
    case .footerLinks: page.site.footerPages.allSatisfy { page.isFixed(linkTo: $0.address) }
    case .isHome: page.guide != nil
    case .canonical: page.site.library.settings.baseURL == nil
    case .browserTitle, .description: false
    }
  }

  private var isSensitive: Bool { page.guide.map { page.site.library.guides[$0].isSensitive } ?? false }

  private func link(_ named: SiteRendering.NamedAddress) -> LinkRecord {
    LinkRecord(title: named.title, language: named.language, page: page, href: href(named.address.path))
  }

  private func href(_ path: String) -> String {
    absoluteRoot.map { $0 + path } ?? WebAddress(path: path).link(from: page.path)
  }
}

/// A link of a list.
struct LinkRecord: TypedRecord {
  var title: String
  var language: LanguageTag
  /// The page that it stands on.
  var page: PageContext
  var href: String
  var summary: String?

  static let name = "link"
  static let summary = "A link to a page."

  enum Field: Int, RecordField {
    case title, href, summary, otherLanguage, otherDirection

    var declaration: FieldDeclaration {
      switch self {
      case .title: .init("title", .text, "What the link says.")
      case .href: .init("href", .text, "Where it leads.")
      case .summary: .init("summary", .text, "The page's description; may be absent.")
      case .otherLanguage: .otherLanguage
      case .otherDirection: .otherDirection
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .title: .text(title)
    case .href: .text(href)
    case .summary: summary.map(TemplateValue.text) ?? .absent
    case .otherLanguage: .language(language, unlessOf: page)
    case .otherDirection: .direction(language, unlessOf: page)
    }
  }

  func isFixed(_ field: Field) -> Bool { true }
}

extension TemplateValue {
  /// A text that may be missing.
  static func text(_ text: String?) -> TemplateValue { text.map { .text($0) } ?? .absent }

  static func list<Record: TemplateRecord>(_ records: [Record]) -> TemplateValue {
    .list(count: records.count) { records[$0] }
  }
}
