import Diagnostics

/// The text of one template or phrase, and how places in it map to places in its file.
struct TemplateSource: Sendable {
  /// What includes it by: `part`, or `strings.step_of` for a phrase.
  let name: String
  let bytes: [UInt8]
  /// The bytes in the file; a phrase is a stretch of a strings file.
  let place: SourceSpan
  /// Whether byte n of the text is byte n of `place`. Not so in YAML text with escapes or folded
  /// lines: there every finding points at the whole phrase.
  let isExact: Bool
  /// Phrases are words: their text is escaped, and they stand inside a line.
  let isPhrase: Bool

  init(template name: String, _ bytes: [UInt8], file: FileID) {
    self.name = name
    self.bytes = bytes
    place = SourceSpan(file: file, bytes: 0..<bytes.count)
    isExact = true
    isPhrase = false
  }

  init(phrase key: String, _ bytes: [UInt8], place: SourceSpan, isExact: Bool) {
    name = "strings.\(key)"
    self.bytes = bytes
    self.place = place
    self.isExact = isExact
    isPhrase = true
  }

  func span(_ range: Range<Int>) -> SourceSpan {
    guard isExact else { return place }
    let start = Int(place.bytes.lowerBound)
    return SourceSpan(file: place.file, bytes: start + range.lowerBound..<start + range.upperBound)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
