/// The kinds of callout: GitHub's alerts and two of our own.
package enum CalloutKind: UInt8, CaseIterable, Sendable {
  case tip, note, warning, example, safety

  /// The word in `> [!TIP]`, in any case. GitHub's IMPORTANT and CAUTION are taken as NOTE and WARNING.
  package init?(marker: String) {
    switch marker.uppercased() {
    case "TIP": self = .tip
    case "NOTE", "IMPORTANT": self = .note
    case "WARNING", "CAUTION": self = .warning
    case "EXAMPLE": self = .example
    case "SAFETY": self = .safety
    default: return nil
    }
  }

  /// Markers as an author writes them, for suggestions.
  package static let markers = ["TIP", "NOTE", "WARNING", "EXAMPLE", "SAFETY", "IMPORTANT", "CAUTION"]
}
