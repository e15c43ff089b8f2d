import GuideModel
import Theming

/// A guide's landing page, and the single page of a guide without parts.
struct GuideRecord: TypedRecord {
  let page: PageContext
  let index: Int
  let html: ArticleHTML
  /// With their texts, on the single page of a short guide; empty on a landing page.
  let steps: [StepRecord]
  let sources: PageSources

  static let name = "guide page"
  static let summary = "A guide's landing page, or all of a short guide."

  enum Field: Int, RecordField {
    case title, titleID, lede, intro, audience, hasNeeds, needs, time, limits, hasFacts, firstStep, parts,
      steps, stepLinks
    case stepTotal, partTotal, printHref, hasWorksheets, worksheets, hasRelated, related, hasSources, sources,
      map

    var declaration: FieldDeclaration {
      switch self {
      case .title: .init("title", .text, "The guide's title.")
      case .titleID: .init("title_id", .text, "The `id` of the page's title.")
      case .lede: .init("lede", .text, "Its description; may be absent.")
      case .intro: .init("intro", .markup, "Its introduction; may be absent.")
      case .audience: .init("audience", .text, "Who it is for; may be absent.")
      case .hasNeeds: .init("has_needs", .flag, "Whether the next is not empty.")
      case .needs: .init("needs", .texts, "What the reader needs; may be empty.")
      case .time: .init("time", .text, "How long it takes; may be absent.")
      case .limits: .init("limits", .text, "What it can't do; may be absent.")
      case .hasFacts: .init("has_facts", .flag, "Whether any of the four above is there.")
      case .firstStep: .init("first_step", .record(StartRecord.recordType), "The step to begin with.")
      case .parts:
        .init("parts", .list(PartCardRecord.recordType), "Its parts; empty in a guide without parts.")
      case .steps:
        .init("steps", .list(StepRecord.recordType), "Its steps with their texts, in `short-guide` only.")
      case .stepLinks:
        .init("step_links", .list(StepLinkRecord.recordType), "Its steps by name, in a guide without parts.")
      case .stepTotal: .init("step_total", .number, "How many steps it has.")
      case .partTotal: .init("part_total", .number, "How many parts it has.")
      case .printHref: .init("print_href", .text, "Its print edition; absent without that edition.")
      case .hasWorksheets: .init("has_worksheets", .flag, "Whether the next is not empty.")
      case .worksheets: .init("worksheets", .list(LinkRecord.recordType), "Its plain pages.")
      case .hasRelated: .init("has_related", .flag, "Whether the next is not empty.")
      case .related: .init("related", .list(LinkRecord.recordType), "Guides that it names as related.")
      case .hasSources: .init("has_sources", .flag, "Whether there are footnotes.")
      case .sources: .init("sources", .list(SourceRecord.recordType), "Footnotes of the page.")
      case .map: .init("map", .record(MapRecord.recordType), "Its steps, for the side of the page.")
      }
    }
  }

  private var guide: Guide { page.site.library.guides[index] }
  private var facts: Guide.Facts { guide.facts }
  private var navigation: GuideNavigation { page.site.navigation[index] }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .title: return .text(navigation.title)
    case .titleID: return .text("_title")
    case .lede: return .text(guide.document.matter.description)
    case .intro:
      return guide.document.outline.isEmpty ? .absent : .markup { [html] out in html.writeBody(into: &out) }
    case .audience: return .text(facts.audience)
    case .hasNeeds: return .flag(!facts.needs.isEmpty)
    case .needs: return .texts(facts.needs)
    case .time: return .text(facts.time?.text)
    case .limits: return .text(facts.limits)
    case .hasFacts:
      let facts = facts
      return .flag(facts.audience != nil || !facts.needs.isEmpty || facts.time != nil || facts.limits != nil)
    case .firstStep:
      return navigation.steps.first.map { .record(StartRecord(entry: $0, page: page)) } ?? .absent
    case .parts:
      return .list(count: navigation.parts.count) { [navigation, page] in
        PartCardRecord(part: navigation.parts[$0], steps: navigation.steps, page: page)
      }
    case .steps: return .list(steps)
    case .stepLinks:
      return navigation.parts.isEmpty
        ? .list(count: navigation.steps.count) { [navigation, page] in
          StepLinkRecord(entry: navigation.steps[$0], page: page)
        } : .absent
    case .stepTotal: return .number(navigation.steps.count)
    case .partTotal: return .number(navigation.parts.count)
    case .printHref: return .text(navigation.printAddress.map(page.link(to:)))
    case .hasWorksheets: return .flag(!guide.pages.isEmpty)
    case .worksheets:
      let guide = guide
      return .list(
        guide.pages.map { sheet in
          LinkRecord(
            title: sheet.document.matter.title, language: guide.language, page: page,
            href: page.link(to: page.site.addresses.page(sheet.document.file)),
            summary: sheet.document.matter.description)
        })
    case .hasRelated: return .flag(!guide.related.isEmpty)
    case .related:
      let guide = guide
      return .list(
        guide.related.compactMap { page.site.checked.map.relatedGuide($0, of: guide) }.map { other in
          LinkRecord(
            title: page.site.navigation[other].title,
            language: page.site.library.guides[other].language, page: page,
            href: page.link(to: page.site.navigation[other].address),
            summary: page.site.library.guides[other].document.matter.description)
        })
    case .hasSources: return .flag(sources.count > 0)
    case .sources: return sources.value
    case .map: return .record(MapRecord(navigation: navigation, page: page, part: nil, step: nil))
    }
  }
}

/// A part on its guide's landing page.
struct PartCardRecord: TypedRecord {
  let part: GuideNavigation.Part
  let steps: [GuideNavigation.Step]
  let page: PageContext

  static let name = "part card"
  static let summary = "A part on its guide's landing page."

  enum Field: Int, RecordField {
    case number, title, shortTitle, href, stepsCount, oneStep, time, steps

    var declaration: FieldDeclaration {
      switch self {
      case .number: .init("number", .number, "Its place in the guide, from 1.")
      case .title: .init("title", .text, "Its title.")
      case .shortTitle: .init("short_title", .text, "Its title for narrow places.")
      case .href: .init("href", .text, "Its page.")
      case .stepsCount: .init("steps_count", .number, "How many steps it has.")
      case .oneStep: .init("one_step", .flag, "Whether it has a single step.")
      case .time: .init("time", .text, "How long it takes; may be absent.")
      case .steps: .init("steps", .list(StepLinkRecord.recordType), "Its steps by name.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .number: .number(part.number)
    case .title: .text(part.title)
    case .shortTitle: .text(part.shortTitle)
    case .href: .text(page.link(to: part.address))
    case .stepsCount: .number(part.steps.count)
    case .oneStep: .flag(part.steps.count == 1)
    case .time: .text(part.time)
    case .steps:
      .list(count: part.steps.count) { [self] in
        StepLinkRecord(entry: steps[part.steps.lowerBound + $0], page: page)
      }
    }
  }
}
