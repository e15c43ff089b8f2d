import GuideModel
import Theming

/// The footnotes of one page, numbered through all its articles.
struct PageSources {
  private var entries: [SourceRecord] = []

  /// Adds an article's footnotes. Add articles in the order in which the page shows them.
  mutating func add(_ html: ArticleHTML) {
    for (index, note) in html.article.footnotes.enumerated() {
      entries.append(
        SourceRecord(number: entries.count + 1, index: index, references: note.references, html: html))
    }
  }

  /// Footnotes so far: what the next article numbers its own from.
  var count: Int { entries.count }

  var value: TemplateValue { .list(entries) }
}

/// One footnote at the end of a page.
struct SourceRecord: TypedRecord {
  let number: Int
  let index: Int
  let references: Int
  let html: ArticleHTML

  static let name = "source"
  static let summary = "A footnote, at the end of the page."

  enum Field: Int, RecordField {
    case number, id, article, backlinks

    var declaration: FieldDeclaration {
      switch self {
      case .number: .init("number", .number, "Its number on the page, from 1.")
      case .id: .init("id", .text, "Its anchor.")
      case .article: .init("article", .markup, "Its text.")
      case .backlinks:
        .init("backlinks", .list(BacklinkRecord.recordType), "The places in the text that refer to it.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .number: .number(number)
    case .id: .text(FootnoteID.note(number))
    case .article: .markup { [html, index] out in html.writeFootnote(index, into: &out) }
    case .backlinks:
      .list(count: max(1, references)) { [number, references] use in
        BacklinkRecord(
          number: use + 1, isOneOfSeveral: references > 1,
          href: "#" + FootnoteID.reference(number, use: use + 1))
      }
    }
  }
}

struct BacklinkRecord: TypedRecord {
  let number: Int
  let isOneOfSeveral: Bool
  let href: String

  static let name = "backlink"
  static let summary = "The way from a footnote back to the text."

  enum Field: Int, RecordField {
    case number, isOneOfSeveral, href

    var declaration: FieldDeclaration {
      switch self {
      case .number: .init("number", .number, "1 for the first place that refers to it.")
      case .isOneOfSeveral:
        .init("is_one_of_several", .flag, "Whether the text refers to the footnote more than once.")
      case .href: .init("href", .text, "The place.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .number: .number(number)
    case .isOneOfSeveral: .flag(isOneOfSeveral)
    case .href: .text(href)
    }
  }
}
