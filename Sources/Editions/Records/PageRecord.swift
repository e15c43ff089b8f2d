import GuideModel
import Theming

/// A plain page.
struct PageRecord: TypedRecord {
  let page: PageContext
  let document: Document
  let html: ArticleHTML
  let sources: PageSources

  static let name = "plain page"
  static let summary = "A page outside the order of steps: support, about, a worksheet."

  enum Field: Int, RecordField {
    case title, titleID, lede, article, guide, isWorksheet, hasSources, sources

    var declaration: FieldDeclaration {
      switch self {
      case .title: .init("title", .text, "Its title.")
      case .titleID: .init("title_id", .text, "The `id` of the page's title.")
      case .lede: .init("lede", .text, "Its description; may be absent.")
      case .article: .init("article", .markup, "Its text.")
      case .guide:
        .init("guide", .record(LinkRecord.recordType), "The guide that it belongs to; may be absent.")
      case .isWorksheet: .init("is_worksheet", .flag, "Whether it belongs to a guide and is meant for paper.")
      case .hasSources: .init("has_sources", .flag, "Whether there are footnotes.")
      case .sources: .init("sources", .list(SourceRecord.recordType), "Footnotes of the page.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .title: .text(document.matter.title)
    case .titleID: .text("_title")
    case .lede: .text(document.matter.description)
    case .article: .markup { [html] out in html.writeBody(into: &out) }
    case .guide:
      page.guide.map {
        let navigation = page.site.navigation[$0]
        return .record(
          LinkRecord(
            title: navigation.title, language: page.language, page: page,
            href: page.link(to: navigation.address)))
      } ?? .absent
    case .isWorksheet: .flag(page.guide != nil)
    case .hasSources: .flag(sources.count > 0)
    case .sources: sources.value
    }
  }
}

/// The page for addresses where there is nothing.
struct NotFoundRecord: TypedRecord {
  let isStyled: Bool

  static let name = "404 page"
  static let summary = "The page that hosts show for an address where there is nothing."

  enum Field: Int, RecordField {
    case styled

    var declaration: FieldDeclaration {
      switch self {
      case .styled:
        .init(
          "styled", .flag,
          "Whether `base_url` is set. Without it the page may refer to nothing: it is served at any depth.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .styled: .flag(isStyled)
    }
  }
}

/// An old address.
struct RedirectRecord: TypedRecord {
  let title: String
  let href: String

  static let name = "redirect"
  static let summary = "An old address that leads to the new one."

  enum Field: Int, RecordField {
    case title, href

    var declaration: FieldDeclaration {
      switch self {
      case .title: .init("title", .text, "Title of the page at the new address.")
      case .href: .init("href", .text, "The new address.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .title: .text(title)
    case .href: .text(href)
    }
  }
}
