import GuideModel
import Theming

/// One step with its text.
struct StepRecord: TypedRecord {
  let page: PageContext
  let entry: GuideNavigation.Step
  let part: GuideNavigation.Part?
  let aliases: [String]
  let isLast: Bool
  let html: ArticleHTML
  /// See `GuideNavigation.Step.key`.
  let key: String

  static let name = "step"
  static let summary = "One step with its text."

  enum Field: Int, RecordField {
    case slug, titleID, key, number, total, title, time, article, part, aliases, isLast

    var declaration: FieldDeclaration {
      switch self {
      case .slug: .init("slug", .text, "The step's anchor: a promise to everyone who links to it.")
      case .titleID:
        .init("title_id", .text, "The `id` of its heading, which tables and checklists are labelled by.")
      case .key: .init("key", .text, "What the reader's tick is kept under (`data-keep`): `guide/step`.")
      case .number: .init("number", .number, "Its place in the part or guide, from 1.")
      case .total: .init("total", .number, "How many steps there are in the part or guide.")
      case .title: .init("title", .text, "Its title.")
      case .time: .init("time", .text, "How long it takes, in the author's words; may be absent.")
      case .article: .init("article", .markup, "Its text.")
      case .part:
        .init(
          "part", .record(PartLinkRecord.recordType),
          "The part it belongs to; absent in a guide without parts.")
      case .aliases: .init("aliases", .texts, "Old slugs, as further anchors.")
      case .isLast: .init("is_last", .flag, "Whether it is the last step of the guide.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .slug: .text(entry.slug)
    case .titleID: .text(entry.slug + "--")
    case .key: .text(key)
    case .number: .number(entry.number)
    case .total: .number(entry.total)
    case .title: .text(entry.title)
    case .time: .text(entry.time)
    case .article: .markup { [html] out in html.writeBody(into: &out) }
    case .part: part.map { .record(PartLinkRecord(part: $0, page: page)) } ?? .absent
    case .aliases: .texts(aliases)
    case .isLast: .flag(isLast)
    }
  }

  func isFixed(_ field: Field) -> Bool {
    switch field {
    case .total, .part: true
    case .slug, .titleID, .key, .number, .title, .time, .article, .aliases, .isLast: false
    }
  }
}

/// A part by name.
struct PartLinkRecord: TypedRecord {
  let part: GuideNavigation.Part
  let page: PageContext

  static let name = "part name"
  static let summary = "A part by its name and number."

  enum Field: Int, RecordField {
    case number, title, shortTitle, href

    var declaration: FieldDeclaration {
      switch self {
      case .number: .init("number", .number, "Its place in the guide, from 1.")
      case .title: .init("title", .text, "Its title for narrow places.")
      case .shortTitle: .init("short_title", .text, "The same.")
      case .href: .init("href", .text, "Its page.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .number: .number(part.number)
    case .title, .shortTitle: .text(part.shortTitle)
    case .href: .text(page.link(to: part.address))
    }
  }

  func isFixed(_ field: Field) -> Bool {
    switch field {
    case .number, .title, .shortTitle: true
    case .href: page.isFixed(linkTo: part.address)
    }
  }
}

/// A step by name, in a list.
///
/// Of 24 bytes: more, and each would be an allocation where a list is written.
struct StepLinkRecord: TypedRecord {
  let entry: GuideNavigation.Step
  let page: PageContext
  /// Where steps are the pages of a set (`PageWriter.write`) and it is one of them: its number there. `isHere` is
  /// false on all pages of the set where it is none.
  var numberInSet: Int32?
  var isHere = false
  /// The map has little room.
  var isNarrow = false

  static let name = "step link"
  static let summary = "A step by its name, in a list of steps."

  enum Field: Int, RecordField {
    case number, key, slug, title, href, summary, isHere

    var declaration: FieldDeclaration {
      switch self {
      case .number: .init("number", .number, "Its place in the part or guide, from 1.")
      case .key: .init("key", .text, "What the reader's tick is kept under (`data-step`).")
      case .slug: .init("slug", .text, "Its anchor.")
      case .title: .init("title", .text, "Its title; the short one in the map.")
      case .href: .init("href", .text, "Where it stands.")
      case .summary: .init("summary", .text, "Its description; may be absent.")
      case .isHere: .init("is_here", .flag, "Whether it is the page itself.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .number: .number(entry.number)
    case .key: .text(entry.key)
    case .slug: .text(entry.slug)
    case .title: .text(isNarrow ? entry.shortTitle : entry.title)
    case .href: .text(page.link(to: entry.address))
    case .summary: .text(entry.summary)
    case .isHere: .flag(isHere)
    }
  }

  func isFixed(_ field: Field) -> Bool {
    switch field {
    case .number, .key, .slug, .title, .summary: true
    case .href: page.isFixed(linkTo: entry.address)
    case .isHere: numberInSet == nil
    }
  }

  func onlyPage(_ field: Field) -> Int? { field == .isHere ? numberInSet.map { Int($0) } : nil }
}

/// The step or part before or after a page.
struct PagerRecord: TypedRecord {
  enum Neighbor {
    case part(GuideNavigation.Part)
    case step(GuideNavigation.Step)
  }

  let neighbor: Neighbor
  let page: PageContext

  static let name = "neighbor"
  static let summary = "The step or part before or after this page."

  enum Field: Int, RecordField {
    case title, href, number, total, isPart, isStep

    var declaration: FieldDeclaration {
      switch self {
      case .title: .init("title", .text, "Its title.")
      case .href: .init("href", .text, "Where it stands.")
      case .number: .init("number", .number, "Its place in the guide or part, from 1.")
      case .total: .init("total", .number, "How many there are.")
      case .isPart: .init("is_part", .flag, "Whether it is a part.")
      case .isStep: .init("is_step", .flag, "Whether it is a step.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch (field, neighbor) {
    case (.title, .part(let part)): .text(part.title)
    case (.title, .step(let step)): .text(step.title)
    case (.href, .part(let part)): .text(page.link(to: part.address))
    case (.href, .step(let step)): .text(page.link(to: step.address))
    case (.number, .part(let part)): .number(part.number)
    case (.number, .step(let step)): .number(step.number)
    case (.total, .part(let part)): .number(part.total)
    case (.total, .step(let step)): .number(step.total)
    case (.isPart, .part), (.isStep, .step): .flag(true)
    case (.isPart, .step), (.isStep, .part): .flag(false)
    }
  }
}

extension TemplateValue {
  static func neighbor(_ neighbor: PagerRecord.Neighbor, of page: PageContext) -> TemplateValue {
    .record(PagerRecord(neighbor: neighbor, page: page))
  }
}
