import GuideModel
import Theming

/// Interface words that the code itself writes, in one language. All other words are the templates'.
///
/// A class, like what else each page names.
final class Phrases: Sendable {
  private let theme: Theme
  private let language: String
  // Asked for on most pages.
  let checklistDone: String

  /// What every language file is asked for when the theme loads.
  static let declarations: [PhraseDeclaration] = [
    "checklist_done", "search", "not_found", "title_print", "moved", "tip", "note", "warning", "example",
    "safety",
    .init("source_n", placeholders: ["number"]), .init("title_part", placeholders: ["number"]),
    .init("title_step", placeholders: ["number"]), .init("title_page", placeholders: ["number"]),
    .init("minutes", placeholders: ["number"]),
    .init("place_in_part", placeholders: ["guide", "part", "step"]),
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

  func source(_ number: Int) -> String { phrase("source_n", ["number": self.number(number)]) }
  func part(_ number: Int) -> String { phrase("title_part", ["number": self.number(number)]) }
  func step(_ number: Int) -> String { phrase("title_step", ["number": self.number(number)]) }
  func page(_ number: Int) -> String { phrase("title_page", ["number": self.number(number)]) }
  func minutes(_ number: Int) -> String { phrase("minutes", ["number": self.number(number)]) }

  /// In the digits of the language.
  func number(_ number: Int) -> String { theme.number(number, language: language) }

  /// Where a step stands, for a list of steps of all guides: "Guide · Part 1, step 4".
  func place(of entry: GuideNavigation.Step, in navigation: GuideNavigation) -> String {
    guard case .step(_, let part, let step) = entry.role else { return "" }
    var values = ["guide": navigation.title, "step": number(step + 1)]
    if let part { values["part"] = number(part + 1) }
    return phrase(part == nil ? "place_in_guide" : "place_in_part", values)
  }

  private func phrase(_ key: String, _ values: [String: String] = [:]) -> String {
    theme.phrase(key, language: language, filling: values)
  }
}
