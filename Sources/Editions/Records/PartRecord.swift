import GuideModel
import Theming

/// A part's page.
struct PartRecord: TypedRecord {
  let page: PageContext
  let guide: Int
  let index: Int
  let html: ArticleHTML
  /// With their texts; empty where each step has a page of its own.
  let steps: [StepRecord]
  let sources: PageSources

  static let name = "part page"
  static let summary = "A part with its steps."

  enum Field: Int, RecordField {
    case guideTitle, guideHref, number, total, title, titleID, shortTitle, lede, intro, time, stepTotal,
      oneStep, steps
    case paged, stepLinks, hasSources, sources, previous, next, map

    var declaration: FieldDeclaration {
      switch self {
      case .guideTitle: .init("guide_title", .text, "The guide's title.")
      case .guideHref: .init("guide_href", .text, "The guide's landing page.")
      case .number: .init("number", .number, "The part's place in the guide, from 1.")
      case .total: .init("total", .number, "How many parts the guide has.")
      case .title: .init("title", .text, "The part's title.")
      case .titleID: .init("title_id", .text, "The `id` of the page's title.")
      case .shortTitle: .init("short_title", .text, "Its title for narrow places.")
      case .lede: .init("lede", .text, "Its description; may be absent.")
      case .intro: .init("intro", .markup, "Its introduction; may be absent.")
      case .time: .init("time", .text, "How long it takes; may be absent.")
      case .stepTotal: .init("step_total", .number, "How many steps it has.")
      case .oneStep: .init("one_step", .flag, "Whether it has a single step.")
      case .steps:
        .init("steps", .list(StepRecord.recordType), "Its steps with their texts; empty when `paged`.")
      case .paged: .init("paged", .flag, "Whether each step has a page of its own.")
      case .stepLinks:
        .init("step_links", .list(StepLinkRecord.recordType), "Its steps by name, when `paged`.")
      case .hasSources: .init("has_sources", .flag, "Whether there are footnotes.")
      case .sources: .init("sources", .list(SourceRecord.recordType), "Footnotes of the page.")
      case .previous:
        .init("previous", .record(PagerRecord.recordType), "What comes before; absent at the start.")
      case .next: .init("next", .record(PagerRecord.recordType), "What comes after; absent at the end.")
      case .map: .init("map", .record(MapRecord.recordType), "The guide's map.")
      }
    }
  }

  private var navigation: GuideNavigation { page.site.navigation[guide] }
  private var part: GuideNavigation.Part { navigation.parts[index] }
  private var document: Document { page.site.library.document(.part(guide: guide, part: index)) }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .guideTitle: return .text(navigation.title)
    case .guideHref: return .text(page.link(to: navigation.address))
    case .number: return .number(part.number)
    case .total: return .number(part.total)
    case .title: return .text(part.title)
    case .titleID: return .text("--\(part.slug)--")
    case .shortTitle: return .text(part.shortTitle)
    case .lede: return .text(document.matter.description)
    case .intro:
      return document.outline.isEmpty ? .absent : .markup { [html] out in html.writeBody(into: &out) }
    case .time: return .text(part.time)
    case .stepTotal: return .number(part.steps.count)
    case .oneStep: return .flag(part.steps.count == 1)
    case .steps: return .list(steps)
    case .paged: return .flag(navigation.isPaged)
    case .stepLinks:
      return navigation.isPaged
        ? .list(count: part.steps.count) { [navigation, part, page] in
          StepLinkRecord(entry: navigation.steps[part.steps.lowerBound + $0], page: page)
        } : .absent
    case .hasSources: return .flag(sources.count > 0)
    case .sources: return sources.value
    case .previous:
      if navigation.isPaged, part.steps.lowerBound > 0 { return neighbor(step: part.steps.lowerBound - 1) }
      return neighbor(part: index - 1)
    case .next:
      if navigation.isPaged, let first = part.steps.first { return neighbor(step: first) }
      return neighbor(part: index + 1)
    case .map: return .record(MapRecord(navigation: navigation, page: page, part: index, step: nil))
    }
  }

  func isFixed(_ field: Field) -> Bool {
    switch field {
    case .guideTitle, .total, .paged, .map: true
    case .guideHref: page.isFixed(linkTo: navigation.address)
    case .number, .title, .titleID, .shortTitle, .lede, .intro, .time, .stepTotal, .oneStep, .steps,
      .stepLinks,
      .hasSources, .sources, .previous, .next:
      false
    }
  }

  private func neighbor(part index: Int) -> TemplateValue {
    guard navigation.parts.indices.contains(index) else { return .absent }
    return .neighbor(.part(navigation.parts[index]), of: page)
  }

  private func neighbor(step index: Int) -> TemplateValue {
    .neighbor(.step(navigation.steps[index]), of: page)
  }
}

/// A step on a page of its own.
struct StepPageRecord: TypedRecord {
  let page: PageContext
  let guide: Int
  let part: Int?
  /// Index among all steps of the guide.
  let index: Int
  /// A `StepRecord`, boxed once for every time that the template asks for it.
  let step: any TemplateRecord
  let sources: PageSources

  static let name = "step page"
  static let summary = "A step on a page of its own."

  enum Field: Int, RecordField {
    case guideTitle, guideHref, part, step, hasSources, sources, previous, next, map

    var declaration: FieldDeclaration {
      switch self {
      case .guideTitle: .init("guide_title", .text, "The guide's title.")
      case .guideHref: .init("guide_href", .text, "The guide's landing page.")
      case .part:
        .init(
          "part", .record(PartLinkRecord.recordType),
          "The part it belongs to; absent in a guide without parts.")
      case .step: .init("step", .record(StepRecord.recordType), "The step.")
      case .hasSources: .init("has_sources", .flag, "Whether there are footnotes.")
      case .sources: .init("sources", .list(SourceRecord.recordType), "Footnotes of the page.")
      case .previous:
        .init(
          "previous", .record(PagerRecord.recordType), "What comes before, across parts; absent at the start."
        )
      case .next:
        .init("next", .record(PagerRecord.recordType), "What comes after, across parts; absent at the end.")
      case .map: .init("map", .record(MapRecord.recordType), "The guide's map.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    let navigation = page.site.navigation[guide]
    switch field {
    case .guideTitle: return .text(navigation.title)
    case .guideHref: return .text(page.link(to: navigation.address))
    case .part: return part.map { .record(PartLinkRecord(part: navigation.parts[$0], page: page)) } ?? .absent
    case .step: return .record(step)
    case .hasSources: return .flag(sources.count > 0)
    case .sources: return sources.value
    case .previous:
      // A part's own page stands before its first step.
      if let part, index == navigation.parts[part].steps.lowerBound {
        return .neighbor(.part(navigation.parts[part]), of: page)
      }
      return index > 0 ? .neighbor(.step(navigation.steps[index - 1]), of: page) : .absent
    case .next:
      if let part, index + 1 == navigation.parts[part].steps.upperBound {
        guard part + 1 < navigation.parts.count else { return .absent }
        return .neighbor(.part(navigation.parts[part + 1]), of: page)
      }
      guard index + 1 < navigation.steps.count else { return .absent }
      return .neighbor(.step(navigation.steps[index + 1]), of: page)
    case .map:
      let before = part.map { navigation.parts[$0].steps.lowerBound } ?? 0
      return .record(MapRecord(navigation: navigation, page: page, part: part, step: index - before))
    }
  }

  func isFixed(_ field: Field) -> Bool {
    switch field {
    case .guideTitle, .part, .step, .map: true
    case .guideHref: page.isFixed(linkTo: page.site.navigation[guide].address)
    case .hasSources, .sources, .previous, .next: false
    }
  }
}
