/// The theme in the binary: the files of the top-level `theme/` folder as they were when the
/// program was built. The build-tool plugin `EmbedTheme` writes the list.
package enum DefaultTheme {
  /// In the order of their paths.
  package static var files: [EmbeddedFile] { embeddedFiles }
}

/// A file in the program's constant data: nothing is copied or decoded until `bytes` is asked for.
package struct EmbeddedFile: Sendable {
  enum Encoding: Sendable { case text, base64 }

  private let constantPath: StaticString
  private let content: StaticString
  private let encoding: Encoding

  init(_ path: StaticString, _ encoding: Encoding, _ content: StaticString) {
    constantPath = path
    self.content = content
    self.encoding = encoding
  }

  /// Relative to `theme/`: `templates/part.mustache`.
  package var path: String { constantPath.description }

  package var bytes: [UInt8] {
    let stored = content.withUTF8Buffer(Array.init)
    return encoding == .text ? stored : decodedBase64(stored)
  }
}

/// Bytes of padded base64 (RFC 4648 §4) as the generator writes it.
func decodedBase64(_ text: [UInt8]) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.count / 4 * 3)
  var bits: UInt32 = 0
  var count = 0
  for digit in text {
    let value: UInt8 =
      switch digit {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"): 62
      case UInt8(ascii: "/"): 63
      default: 0
      }
    if digit == UInt8(ascii: "=") { break }
    bits = bits << 6 | UInt32(value)
    count += 6
    if count >= 8 {
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
  }
  return bytes
}
