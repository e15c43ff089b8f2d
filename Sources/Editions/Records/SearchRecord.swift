import GuideModel
import Theming

/// The search page: without scripts, the list of every step.
struct SearchRecord: TypedRecord {
  let page: PageContext

  static let name = "search page"
  static let summary = "Every step of the library."

  enum Field: Int, RecordField {
    case steps, stepTotal

    var declaration: FieldDeclaration {
      switch self {
      case .steps: .init("steps", .list(SearchEntryRecord.recordType), "Every step, guide by guide.")
      case .stepTotal: .init("step_total", .number, "How many there are.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .steps:
      .list(
        page.site.navigation.enumerated().flatMap { guide, navigation in
          navigation.steps.map { SearchEntryRecord(page: page, guide: guide, entry: $0) }
        })
    case .stepTotal: .number(page.site.navigation.reduce(0) { $0 + $1.steps.count })
    }
  }
}

/// One step on the search page.
struct SearchEntryRecord: TypedRecord {
  let page: PageContext
  let guide: Int
  let entry: GuideNavigation.Step

  private var language: LanguageTag { page.site.library.guides[guide].language }

  static let name = "search entry"
  static let summary = "One step on the search page."

  enum Field: Int, RecordField {
    case title, href, place, summary, otherLanguage, otherDirection

    var declaration: FieldDeclaration {
      switch self {
      case .title: .init("title", .text, "Its title.")
      case .href: .init("href", .text, "Where it stands.")
      case .place: .init("place", .text, "Its guide, part and number.")
      case .summary: .init("summary", .text, "Its description; may be absent.")
      case .otherLanguage: .otherLanguage
      case .otherDirection: .otherDirection
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .title: .text(entry.title)
    case .href: .text(page.link(to: entry.address))
    case .place: .text(page.site.phrases(language).place(of: entry, in: page.site.navigation[guide]))
    case .summary: .text(entry.summary)
    case .otherLanguage: .language(language, unlessOf: page)
    case .otherDirection: .direction(language, unlessOf: page)
    }
  }
}
