/// Follows the HTML that a template writes, as far as it takes to know whether escaping makes a
/// field safe where it stands.
///
/// Coarser than a browser's tokenizer and stricter where they differ: escaped text is safe between
/// tags and in quoted attributes, and nowhere else.
struct MarkupContext {
  enum Place: Equatable {
    case content
    /// In a tag, outside an attribute's value; also in a doctype or processing instruction.
    case tag
    /// Behind the `=` of an attribute, or in a value without quotation marks.
    case unquotedValue
    case quotedValue(quote: UInt8)
    case comment
    /// In `<script>` or `<style>`, where character references mean nothing.
    case code
  }

  private var place = Place.content
  /// The last eight bytes, the newest lowest, ASCII letters in lower case.
  private var recent: UInt64 = 0
  private var isInTagName = false
  private var isValueBegun = false
  /// The end tag that closes the code that this tag opens or that is open; `nil` for other elements.
  private var codeEnd: UInt64?

  /// Where a field would be written now. Behind a bare `<` it would be the name of a tag.
  var fieldPlace: Place { place == .content && previous == UInt8(ascii: "<") ? .tag : place }

  /// Whether markup that began at `other` has returned to the same place.
  func isBalanced(with other: MarkupContext) -> Bool { place == other.place && codeEnd == other.codeEnd }

  mutating func advance(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes { advance(byte) }
  }

  /// A field has been written: something that is neither a letter nor a mark of HTML.
  mutating func passField() {
    recent = recent << 8
    isValueBegun = true
  }

  private var previous: UInt8 { UInt8(truncatingIfNeeded: recent) }

  private mutating func advance(_ byte: UInt8) {
    let before = previous
    recent = recent << 8 | UInt64(isLetter(byte) ? byte | 0x20 : byte)
    switch place {
    case .content:
      guard before == UInt8(ascii: "<") else { return }
      isInTagName = isLetter(byte)
      if isInTagName || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!") {
        place = .tag
      }
    case .tag:
      if isInTagName, !isLetter(byte) {
        isInTagName = false
        codeEnd = ends(with: "<script", skipping: 1) ? packed("</script") : nil
        if ends(with: "<style", skipping: 1) { codeEnd = packed("</style") }
      }
      switch byte {
      case UInt8(ascii: ">"): place = codeEnd == nil ? .content : .code
      case UInt8(ascii: "="): (place, isValueBegun) = (.unquotedValue, false)
      default: if ends(with: "<!--") { place = .comment }
      }
    case .unquotedValue:
      if byte == UInt8(ascii: ">") {
        place = codeEnd == nil ? .content : .code
      } else if isBlank(byte) {
        // Blanks may stand between `=` and the value.
        if isValueBegun { place = .tag }
      } else if !isValueBegun, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        place = .quotedValue(quote: byte)
      } else {
        isValueBegun = true
      }
    case .quotedValue(let quote):
      if byte == quote { place = .tag }
    case .comment:
      if ends(with: "-->") { place = .content }
    case .code:
      if let end = codeEnd, recent & mask(of: end) == end { (place, codeEnd) = (.tag, nil) }
    }
  }

  private func ends(with word: StaticString, skipping skipped: Int = 0) -> Bool {
    let word = packed(word)
    return recent >> (skipped * 8) & mask(of: word) == word
  }

  private func packed(_ word: StaticString) -> UInt64 {
    word.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt64($1) } }
  }

  private func mask(of word: UInt64) -> UInt64 { .max >> UInt64(word.leadingZeroBitCount / 8 * 8) }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
