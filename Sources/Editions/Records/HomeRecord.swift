import GuideModel
import Theming

struct HomeRecord: TypedRecord {
  let page: PageContext
  let html: ArticleHTML?
  let sources: PageSources

  static let name = "home page"
  static let summary = "The home page: its words and the guides."

  enum Field: Int, RecordField {
    case title, titleID, lede, intro, start, guides, hasSources, sources

    var declaration: FieldDeclaration {
      switch self {
      case .title: .init("title", .text, "Title of `content/index.md`, or the library's.")
      case .titleID: .init("title_id", .text, "The `id` of the page's title.")
      case .lede: .init("lede", .text, "Its description, or the library's; may be absent.")
      case .intro: .init("intro", .markup, "Its text; may be absent.")
      case .start:
        .init(
          "start", .record(StartRecord.recordType),
          "The step behind the one filled button; absent without `start_here`.")
      case .guides: .init("guides", .list(GuideCardRecord.recordType), "The guides of the library.")
      case .hasSources: .init("has_sources", .flag, "Whether there are footnotes.")
      case .sources: .init("sources", .list(SourceRecord.recordType), "Footnotes of the page.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    let library = page.site.library
    switch field {
    case .title: return .text(library.home?.matter.title ?? library.settings.title)
    case .titleID: return .text("_title")
    case .lede:
      return .text(library.home == nil ? library.settings.description : library.home?.matter.description)
    case .intro:
      guard let html, library.home?.outline.isEmpty == false else { return .absent }
      return .markup { out in html.writeBody(into: &out) }
    case .start:
      guard let file = library.settings.startHere.flatMap(page.site.checked.map.file(named:)),
        case .step(let guide, let part, let step) = page.site.checked.map.role(of: file)
      else { return .absent }
      let navigation = page.site.navigation[guide]
      return .record(
        StartRecord(entry: navigation.steps[navigation.index(part: part, step: step)], page: page))
    case .guides:
      return .list(library.guides.indices.map { GuideCardRecord(page: page, index: $0) })
    case .hasSources: return .flag(sources.count > 0)
    case .sources: return sources.value
    }
  }
}

/// The step behind a page's one filled button.
struct StartRecord: TypedRecord {
  let entry: GuideNavigation.Step
  let page: PageContext

  static let name = "first step"
  static let summary = "The step to begin with."

  enum Field: Int, RecordField {
    case title, href, time

    var declaration: FieldDeclaration {
      switch self {
      case .title: .init("title", .text, "Its title.")
      case .href: .init("href", .text, "Where it stands.")
      case .time: .init("time", .text, "How long it takes; may be absent.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .title: .text(entry.title)
    case .href: .text(page.link(to: entry.address))
    case .time: .text(entry.time)
    }
  }
}

/// A guide in a list of guides.
struct GuideCardRecord: TypedRecord {
  let page: PageContext
  let index: Int

  static let name = "guide card"
  static let summary = "A guide in a list of guides."

  enum Field: Int, RecordField {
    case title, href, summary, otherLanguage, otherDirection, steps, parts, oneStep, onePart, time

    var declaration: FieldDeclaration {
      switch self {
      case .title: .init("title", .text, "Its title.")
      case .href: .init("href", .text, "Its landing page.")
      case .summary: .init("summary", .text, "Its description; may be absent.")
      case .otherLanguage: .otherLanguage
      case .otherDirection: .otherDirection
      case .steps: .init("steps", .number, "How many steps it has.")
      case .parts: .init("parts", .number, "How many parts it has; 0 in a guide without parts.")
      case .oneStep: .init("one_step", .flag, "Whether it has a single step.")
      case .onePart: .init("one_part", .flag, "Whether it has a single part.")
      case .time: .init("time", .text, "How long it takes; may be absent.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    let guide = page.site.library.guides[index]
    switch field {
    case .title: return .text(guide.document.matter.title)
    case .href: return .text(page.link(to: page.site.navigation[index].address))
    case .summary: return .text(guide.document.matter.description)
    case .otherLanguage: return .language(guide.language, unlessOf: page)
    case .otherDirection: return .direction(guide.language, unlessOf: page)
    case .steps: return .number(guide.stepCount)
    case .parts: return .number(guide.parts.count)
    case .oneStep: return .flag(guide.stepCount == 1)
    case .onePart: return .flag(guide.parts.count == 1)
    case .time: return .text(guide.facts.time?.text)
    }
  }
}
