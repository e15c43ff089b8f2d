import GuideModel
import Theming

/// Interface words that the code itself writes, in one language. All other words are the templates'.
struct Phrases: Sendable {
  let checklistDone: String
  let search: String
  let notFound: String
  let printEdition: String
  let moved: String
  private let callouts: [String]
  private let sourcePhrase: String
  private let partPhrase: String
  private let stepPhrase: String
  private let pagePhrase: String
  private let minutesPhrase: String
  private let placeInPart: String
  private let placeInGuide: String

  /// Keys that every language file is asked for when the theme loads.
  static let keys = [
    "checklist_done", "search", "not_found", "title_print", "moved", "tip", "note", "warning", "example", "safety",
    "source_n", "title_part", "title_step", "title_page", "minutes", "place_in_part", "place_in_guide",
  ]

  init(_ theme: Theme, language: LanguageTag) {
    func phrase(_ key: String) -> String { theme.phrase(key, language: language.text) }
    checklistDone = phrase("checklist_done")
    search = phrase("search")
    notFound = phrase("not_found")
    printEdition = phrase("title_print")
    moved = phrase("moved")
    callouts = ["tip", "note", "warning", "example", "safety"].map(phrase)
    sourcePhrase = phrase("source_n")
    partPhrase = phrase("title_part")
    stepPhrase = phrase("title_step")
    pagePhrase = phrase("title_page")
    minutesPhrase = phrase("minutes")
    placeInPart = phrase("place_in_part")
    placeInGuide = phrase("place_in_guide")
  }

  func callout(_ kind: CalloutKind) -> String { callouts[Int(kind.rawValue)] }
  func source(_ number: Int) -> String { fillPhrase(sourcePhrase, ["number": String(number)]) }
  func part(_ number: Int) -> String { fillPhrase(partPhrase, ["number": String(number)]) }
  func step(_ number: Int) -> String { fillPhrase(stepPhrase, ["number": String(number)]) }
  func page(_ number: Int) -> String { fillPhrase(pagePhrase, ["number": String(number)]) }
  func minutes(_ number: Int) -> String { fillPhrase(minutesPhrase, ["number": String(number)]) }

  /// Where a step stands, for a list of steps of all guides.
  func place(guide: String, part: Int?, step: Int) -> String {
    if let part {
      fillPhrase(placeInPart, ["guide": guide, "part": String(part), "step": String(step)])
    } else {
      fillPhrase(placeInGuide, ["guide": guide, "step": String(step)])
    }
  }
}
