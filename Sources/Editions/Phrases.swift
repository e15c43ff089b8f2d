import GuideModel
import Theming

/// Interface words that the code itself writes, in one language. All other words are the templates'.
struct Phrases: Sendable {
  private let theme: Theme
  private let language: String
  // Asked for on most pages.
  let checklistDone: String

  /// What every language file is asked for when the theme loads.
  static let declarations: [PhraseDeclaration] = [
    "checklist_done", "search", "not_found", "title_print", "moved", "tip", "note", "warning", "example", "safety",
    .init("source_n", placeholders: ["number"]), .init("title_part", placeholders: ["number"]),
    .init("title_step", placeholders: ["number"]), .init("title_page", placeholders: ["number"]),
    .init("minutes", placeholders: ["number"]), .init("place_in_part", placeholders: ["guide", "part", "step"]),
    .init("place_in_guide", placeholders: ["guide", "step"]),
  ]

  init(_ theme: Theme, language: LanguageTag) {
    self.theme = theme
    self.language = language.text
    checklistDone = theme.phrase("checklist_done", language: language.text)
  }

  var search: String { phrase("search") }
  var notFound: String { phrase("not_found") }
  var printEdition: String { phrase("title_print") }
  var moved: String { phrase("moved") }

  func callout(_ kind: CalloutKind) -> String {
    switch kind {
    case .tip: phrase("tip")
    case .note: phrase("note")
    case .warning: phrase("warning")
    case .example: phrase("example")
    case .safety: phrase("safety")
    }
  }

  func source(_ number: Int) -> String { phrase("source_n", ["number": String(number)]) }
  func part(_ number: Int) -> String { phrase("title_part", ["number": String(number)]) }
  func step(_ number: Int) -> String { phrase("title_step", ["number": String(number)]) }
  func page(_ number: Int) -> String { phrase("title_page", ["number": String(number)]) }
  func minutes(_ number: Int) -> String { phrase("minutes", ["number": String(number)]) }

  /// Where a step stands, for a list of steps of all guides.
  func place(guide: String, part: Int?, step: Int) -> String {
    if let part {
      phrase("place_in_part", ["guide": guide, "part": String(part), "step": String(step)])
    } else {
      phrase("place_in_guide", ["guide": guide, "step": String(step)])
    }
  }

  private func phrase(_ key: String, _ values: [String: String] = [:]) -> String {
    theme.phrase(key, language: language, filling: values)
  }
}
