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

  static let name = "search entry"
  static let summary = "One step on the search page."

  enum Field: Int, RecordField {
    case title, href, place, summary

    var declaration: FieldDeclaration {
      switch self {
      case .title: .init("title", .text, "Its title.")
      case .href: .init("href", .text, "Where it stands.")
      case .place: .init("place", .text, "Its guide, part and number.")
      case .summary: .init("summary", .text, "Its description; may be absent.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .title: .text(entry.title)
    case .href: .text(page.link(to: entry.address))
    case .place: .text(page.site.place(of: entry, guide: guide))
    case .summary: .text(entry.summary)
    }
  }
}

extension SiteRendering {
  /// "Guide · Part 1, step 4", in the guide's own language.
  func place(of entry: GuideNavigation.Step, guide: Int) -> String {
    guard case .step(_, let part, let step) = entry.role else { return "" }
    return phrases(library.guides[guide].language).place(
      guide: navigation[guide].title, part: part.map { $0 + 1 }, step: step + 1)
  }
}
