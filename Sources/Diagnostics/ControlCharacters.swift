extension Unicode.Scalar {
  /// Characters that no page may hold (HTML, "Preprocessing the input stream"): controls other than tabs and
  /// line ends, and code points that are set aside for programs' own use.
  package var isForbiddenInPages: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0, 0xFDD0...0xFDEF: true
    default: value & 0xFFFE == 0xFFFE
    }
  }

  /// `U+0085`.
  package var name: String {
    let hex = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }
}
