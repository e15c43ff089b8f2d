/// A language as HTML names it: `en`, `pt-BR`, `zh-Hant` (BCP 47).
package struct LanguageTag: Hashable, Sendable {
  package let text: String

  /// - Returns: `nil` unless the text has the shape of a tag: a language of 2 to 3 letters and
  ///   subtags of 1 to 8 letters or digits.
  package init?(_ text: String) {
    let subtags = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    guard let first = subtags.first, (2...3).contains(first.count), first.allSatisfy(isLetter),
      subtags.dropFirst().allSatisfy({
        (1...8).contains($0.count) && $0.allSatisfy { isLetter($0) || isDigit($0) }
      })
    else { return nil }
    self.text = text
  }

  private init(known text: String) { self.text = text }

  package static let english = LanguageTag(known: "en")

  /// Languages and scripts that are written from right to left.
  package var isRightToLeft: Bool {
    let subtags = text.lowercased().split(separator: "-")
    if let script = subtags.dropFirst().first(where: { $0.count == 4 }) {
      return ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm"].contains(script)
    }
    return ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
      .contains(subtags[0])
  }

  /// As HTML names it.
  package var direction: String { isRightToLeft ? "rtl" : "ltr" }
}
