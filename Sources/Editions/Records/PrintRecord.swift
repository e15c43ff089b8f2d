import GuideModel
import Theming

/// The print edition: a whole guide on one page.
struct PrintRecord: TypedRecord {
  let page: PageContext
  let guide: Int
  let html: ArticleHTML
  let parts: [PrintPartRecord]
  /// Steps of a guide without parts.
  let steps: [StepRecord]
  let sources: PageSources

  static let name = "print edition"
  static let summary = "A whole guide on one page."

  enum Field: Int, RecordField {
    case guideTitle, titleID, guideHref, lede, intro, parts, steps, hasSources, sources

    var declaration: FieldDeclaration {
      switch self {
      case .guideTitle: .init("guide_title", .text, "The guide's title.")
      case .titleID: .init("title_id", .text, "The `id` of the page's title.")
      case .guideHref: .init("guide_href", .text, "The guide's landing page.")
      case .lede: .init("lede", .text, "Its description; may be absent.")
      case .intro: .init("intro", .markup, "Its introduction; may be absent.")
      case .parts:
        .init("parts", .list(PrintPartRecord.recordType), "Its parts; empty in a guide without parts.")
      case .steps: .init("steps", .list(StepRecord.recordType), "Its steps, in a guide without parts.")
      case .hasSources: .init("has_sources", .flag, "Whether there are footnotes.")
      case .sources: .init("sources", .list(SourceRecord.recordType), "All footnotes of the guide.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    let document = page.site.library.guides[guide].document
    let navigation = page.site.navigation[guide]
    switch field {
    case .guideTitle: return .text(navigation.title)
    case .titleID: return .text("_title")
    case .guideHref: return .text(page.link(to: navigation.address))
    case .lede: return .text(document.matter.description)
    case .intro:
      return document.outline.isEmpty ? .absent : .markup { [html] out in html.writeBody(into: &out) }
    case .parts: return .list(parts)
    case .steps: return .list(steps)
    case .hasSources: return .flag(sources.count > 0)
    case .sources: return sources.value
    }
  }
}

/// A part of a print edition.
struct PrintPartRecord: TypedRecord {
  let page: PageContext
  let document: Document
  let part: GuideNavigation.Part
  let html: ArticleHTML
  let steps: [StepRecord]

  static let name = "printed part"
  static let summary = "A part of the print edition."

  enum Field: Int, RecordField {
    case number, total, anchor, title, shortTitle, lede, intro, steps

    var declaration: FieldDeclaration {
      switch self {
      case .number: .init("number", .number, "Its place in the guide, from 1.")
      case .total: .init("total", .number, "How many parts there are.")
      case .anchor: .init("anchor", .text, "The `id` of its heading.")
      case .title: .init("title", .text, "Its title.")
      case .shortTitle: .init("short_title", .text, "Its title for narrow places.")
      case .lede: .init("lede", .text, "Its description; may be absent.")
      case .intro: .init("intro", .markup, "Its introduction; may be absent.")
      case .steps: .init("steps", .list(StepRecord.recordType), "Its steps.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .number: .number(part.number)
    case .total: .number(part.total)
    case .anchor: .text("--\(part.slug)--")
    case .title: .text(part.title)
    case .shortTitle: .text(part.shortTitle)
    case .lede: .text(document.matter.description)
    case .intro: document.outline.isEmpty ? .absent : .markup { [html] out in html.writeBody(into: &out) }
    case .steps: .list(steps)
    }
  }
}
