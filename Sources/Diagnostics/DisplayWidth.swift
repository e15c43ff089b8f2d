extension Character {
  /// Cells that a terminal uses for the character: 0, 1 or 2.
  ///
  /// Wide ranges as in Unicode's EastAsianWidth.txt (classes W and F) and emoji that are shown as
  /// pictures; terminals differ on newer emoji, so a caret may be one cell off there.
  var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    let value = first.value
    if value < 0x20 || (0x7F..<0xA0).contains(value) { return 0 }
    if value < 0x300 { return 1 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if first.properties.isEmojiPresentation { return 2 }
    for range in wideRanges where range.contains(value) { return 2 }
    return 1
  }
}

private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
  0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
  0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
]

extension String {
  var displayWidth: Int { isPrintableASCII ? utf8.count : reduce(0) { $0 + $1.displayWidth } }

  /// Whether every byte is a character of one cell, as in most texts: a tenth of the time of looking at each.
  var isPrintableASCII: Bool { utf8.allSatisfy { (0x20..<0x7F).contains($0) } }

  func prefixFitting(_ cells: Int) -> String {
    if isPrintableASCII { return String(decoding: utf8.prefix(cells), as: UTF8.self) }
    var used = 0
    return String(
      prefix { character in
        used += character.displayWidth
        return used <= cells
      })
  }

  func suffixFitting(_ cells: Int) -> String {
    if isPrintableASCII { return String(decoding: utf8.suffix(cells), as: UTF8.self) }
    return String(String(reversed()).prefixFitting(cells).reversed())
  }
}
