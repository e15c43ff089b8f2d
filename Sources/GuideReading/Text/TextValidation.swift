import Diagnostics

/// The first thing in a file that is not plain UTF-8 text.
///
/// Behind this check every stage may take bytes for well-formed UTF-8 without NUL, which C libraries
/// would take for the end of the text. A byte order mark at the start is let pass (editors on Windows
/// write it); tabs and line ends are text.
func firstTextProblem(in bytes: UnsafeBufferPointer<UInt8>, file: FileID) -> Diagnostic? {
  var index = 0
  let count = bytes.count
  guard let base = bytes.baseAddress else { return nil }
  while index < count {
    // Sixteen bytes at a time while all of them are printable ASCII or line feeds.
    while index + 16 <= count {
      let words = UnsafeRawPointer(base + index).loadUnaligned(as: SIMD2<UInt64>.self)
      let ones = SIMD2<UInt64>(repeating: 0x0101_0101_0101_0101)
      // The highest bit of each byte says something of that byte; no sum below reaches the next one.
      let low = words & (ones &* 0x7F)
      let isFromSpace = low &+ ones &* 0x60
      let isNoLineFeed = (low ^ (ones &* 0x0A)) &+ ones &* 0x7F
      let isDelete = low &+ ones
      let isOther = (words | isDelete | ~isFromSpace & isNoLineFeed) & (ones &* 0x80)
      if isOther[0] | isOther[1] != 0 { break }
      index += 16
    }
    guard index < count else { return nil }
    let byte = bytes[index]
    if byte < 0x80 {
      if Unicode.Scalar(byte).isForbiddenInPages {
        return controlCharacter(Unicode.Scalar(byte), at: index..<index + 1, file: file)
      }
      index += 1
      continue
    }
    let length = utf8Length(at: index, in: bytes)
    if length == 0 {
      return Diagnostic(
        .textInvalidUTF8, "this file is not UTF-8 text", at: SourceSpan(file: file, bytes: index..<index + 1),
        help: "save it with the encoding “UTF-8” in your editor")
    }
    // Controls begin with C2, code points that are no characters with EF or, in the planes above, with F0 to F4.
    if byte == 0xC2 || byte >= 0xEF,
      let scalar = String(decoding: bytes[index..<index + length], as: UTF8.self).unicodeScalars.first,
      scalar.isForbiddenInPages
    {
      return controlCharacter(scalar, at: index..<index + length, file: file)
    }
    index += length
  }
  return nil
}

private func controlCharacter(_ scalar: Unicode.Scalar, at range: Range<Int>, file: FileID) -> Diagnostic {
  Diagnostic(
    .textControlCharacter, "there is an invisible control character (\(scalar.name)) here",
    at: SourceSpan(file: file, bytes: range), help: "delete it and type the text again at this place")
}

/// Bytes of the well-formed sequence at `index` (Unicode 15, table 3-7); 0 when there is none.
private func utf8Length(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
  func trail(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
    index + offset < bytes.count && range.contains(bytes[index + offset])
  }
  switch bytes[index] {
  case 0xC2...0xDF: return trail(1) ? 2 : 0
  case 0xE0: return trail(1, 0xA0...0xBF) && trail(2) ? 3 : 0
  case 0xED: return trail(1, 0x80...0x9F) && trail(2) ? 3 : 0
  case 0xE1...0xEF: return trail(1) && trail(2) ? 3 : 0
  case 0xF0: return trail(1, 0x90...0xBF) && trail(2) && trail(3) ? 4 : 0
  case 0xF1...0xF3: return trail(1) && trail(2) && trail(3) ? 4 : 0
  case 0xF4: return trail(1, 0x80...0x8F) && trail(2) && trail(3) ? 4 : 0
  default: return 0
  }
}
