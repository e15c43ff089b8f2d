import Diagnostics
import GuideModel
import SiteChecks
import Theming

/// One page while it is made: where it stands, in which language, and how links leave it.
final class PageContext {
  let site: SiteRendering
  /// Below the site's root: `rebuild-trust/print.html`.
  let path: String
  let language: LanguageTag
  let phrases: Phrases
  /// Guide that the page belongs to.
  let guide: Int?
  /// `../` for each folder between the page and the site's root.
  private(set) lazy var root = rootPrefix(of: path)
  /// In a print edition, links to what is in the same guide stay on the page.
  private let staysInGuide: Bool

  init(_ site: SiteRendering, path: String, guide: Int?, staysInGuide: Bool = false) {
    self.site = site
    self.path = path
    self.guide = guide
    self.staysInGuide = staysInGuide
    language = guide.map { site.library.guides[$0].language } ?? site.library.settings.language
    phrases = guide.map { site.navigation[$0].phrases } ?? site.phrases(language)
  }

  /// What a link in an article says in its `href`.
  func href(of target: LinkTarget, written: String) -> String {
    switch target {
    case .elsewhere: return percentEncoded(address: written)
    case .file(let file): return site.addresses.file(file).link(from: path)
    case .broken: return ""
    case .document(let file, let anchor):
      guard let role = site.checked.map.role(of: file) else { return "" }
      var address = site.addresses.page(file)
      if let anchor {
        let title = PageID.title(of: role, in: site.library)
        address.fragment = PageID.headingPrefix(of: role, titled: title) + anchor
      }
      guard staysInGuide, role.guide == guide, let printed = printedFragment(of: role) else {
        return address.link(from: path)
      }
      return "#" + (address.fragment.flatMap { anchor == nil ? nil : $0 } ?? printed)
    }
  }

  /// Where a part of the guide stands in its print edition; `nil` for worksheets, which are not in it.
  private func printedFragment(of role: Role) -> String? {
    switch role {
    case .guide, .part: PageID.title(of: role, in: site.library)
    case .step(let guide, let part, let step):
      site.library.step(guide: guide, part: part, step: step).slug.text
    case .guidePage, .home, .page: nil
    }
  }

  func link(to address: WebAddress) -> String { address.link(from: path) }

  /// Whether every page of this one's folder says the same `href` for an address: a place on a page is linked
  /// to in another way from that page itself.
  func isFixed(linkTo address: WebAddress) -> Bool { address.fragment == nil }

  /// The template in the page's language.
  func program(_ template: TemplateName) -> TemplateProgram {
    site.theme.program(template.rawValue, language: language.text)
  }
}
