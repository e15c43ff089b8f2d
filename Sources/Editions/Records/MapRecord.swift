import GuideModel
import Theming

/// The map of a guide: where a reader is, and the way to everywhere else in it.
struct MapRecord: TypedRecord {
  let navigation: GuideNavigation
  let page: PageContext
  /// Part and step of the page; no step on a page that holds all steps of its part.
  let part: Int?
  let step: Int?

  static let name = "map"
  static let summary = "The parts and steps of the guide, with the place of this page."

  enum Field: Int, RecordField {
    case guideTitle, guideHref, parts, steps

    var declaration: FieldDeclaration {
      switch self {
      case .guideTitle: .init("guide_title", .text, "The guide's title.")
      case .guideHref: .init("guide_href", .text, "The guide's landing page.")
      case .parts:
        .init("parts", .list(MapPartRecord.recordType), "Its parts; empty in a guide without parts.")
      case .steps: .init("steps", .list(StepLinkRecord.recordType), "Its steps, in a guide without parts.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .guideTitle: return .text(navigation.title)
    case .guideHref: return .text(page.link(to: navigation.address))
    case .parts:
      return .list(count: navigation.parts.count) { [self] index in
        MapPartRecord(
          part: navigation.parts[index], steps: navigation.steps, page: page, isHere: index == part,
          step: step)
      }
    case .steps:
      guard navigation.parts.isEmpty else { return .absent }
      return .list(count: navigation.steps.count) { [self] index in
        StepLinkRecord(
          entry: navigation.steps[index], page: page, numberInSet: step.map { _ in Int32(index) },
          isHere: index == step, isNarrow: true)
      }
    }
  }

  func isFixed(_ field: Field) -> Bool {
    switch field {
    case .guideTitle, .parts, .steps: true
    case .guideHref: page.isFixed(linkTo: navigation.address)
    }
  }
}

/// A part on the map.
struct MapPartRecord: TypedRecord {
  let part: GuideNavigation.Part
  let steps: [GuideNavigation.Step]
  let page: PageContext
  let isHere: Bool
  let step: Int?

  static let name = "part of the map"
  static let summary = "A part on the map."

  enum Field: Int, RecordField {
    case number, title, href, isHere, steps

    var declaration: FieldDeclaration {
      switch self {
      case .number: .init("number", .number, "Its place in the guide, from 1.")
      case .title: .init("title", .text, "Its short title.")
      case .href: .init("href", .text, "Its page.")
      case .isHere: .init("is_here", .flag, "Whether the page belongs to it.")
      case .steps: .init("steps", .list(StepLinkRecord.recordType), "Its steps.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .number: .number(part.number)
    case .title: .text(part.shortTitle)
    case .href: .text(page.link(to: part.address))
    case .isHere: .flag(isHere)
    case .steps:
      .list(count: part.steps.count) { [self] index in
        StepLinkRecord(
          entry: steps[part.steps.lowerBound + index], page: page,
          numberInSet: isHere && step != nil ? Int32(index) : nil, isHere: isHere && index == step,
          isNarrow: true)
      }
    }
  }

  func isFixed(_ field: Field) -> Bool {
    switch field {
    case .number, .title, .steps: true
    case .href: page.isFixed(linkTo: part.address)
    // The steps of a folder are of one part.
    case .isHere: step != nil
    }
  }

  /// Where the parts are the pages of the folder, each is on its own page.
  func onlyPage(_ field: Field) -> Int? { field == .isHere && step == nil ? part.number - 1 : nil }
}
