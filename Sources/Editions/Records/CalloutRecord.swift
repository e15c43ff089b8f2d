import GuideModel
import Theming

/// A callout inside an article.
struct CalloutRecord: TypedRecord {
  let kind: CalloutKind
  let title: String?
  let phrases: Phrases
  let root: String
  let body: (inout HTMLWriter) -> Void

  static let name = "callout"
  static let summary = "A callout inside an article."

  enum Field: Int, RecordField {
    case isTip, isNote, isWarning, isExample, isSafety, title, hasOwnTitle, body, root

    var declaration: FieldDeclaration {
      switch self {
      case .isTip: .init("is_tip", .flag, "Something that makes the action easier.")
      case .isNote: .init("is_note", .flag, "Something to know.")
      case .isWarning: .init("is_warning", .flag, "How this can go wrong.")
      case .isExample: .init("is_example", .flag, "Words to borrow.")
      case .isSafety: .init("is_safety", .flag, "Danger, control, crisis.")
      case .title: .init("title", .text, "The author's title, or the kind's word.")
      case .hasOwnTitle: .init("has_own_title", .flag, "Whether the title is the author's.")
      case .body: .init("body", .markup, "Its text.")
      case .root: .init("root", .text, "The way from the page to the site's root.")
      }
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .isTip: .flag(kind == .tip)
    case .isNote: .flag(kind == .note)
    case .isWarning: .flag(kind == .warning)
    case .isExample: .flag(kind == .example)
    case .isSafety: .flag(kind == .safety)
    case .title: .text(title ?? phrases.callout(kind))
    case .hasOwnTitle: .flag(title != nil)
    case .body: .markup(body)
    case .root: .text(root)
    }
  }
}
