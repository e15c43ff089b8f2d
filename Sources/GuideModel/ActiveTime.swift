/// How long something takes to do, in the author's words: "15 minutes", "a few days".
package struct ActiveTime: Equatable, Sendable {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// Whole minutes, for adding up; `nil` for words that are not a plain number of minutes or hours.
  package var minutes: Int? {
    let words = text.lowercased().split(separator: " ")
    guard words.count == 2, let amount = Int(words[0]), (1...10_000).contains(amount) else { return nil }
    switch words[1] {
    case "minute", "minutes", "min": return amount
    case "hour", "hours", "h": return amount * 60
    default: return nil
    }
  }

  /// - Returns: `nil` unless every one of the times can be added up.
  package static func totalMinutes(_ times: some Sequence<ActiveTime?>) -> Int? {
    var total = 0
    for time in times {
      guard let minutes = time?.minutes else { return nil }
      total += minutes
    }
    return total == 0 ? nil : total
  }
}
