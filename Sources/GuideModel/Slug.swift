/// The part of an address that names a guide, part, step or page: `listen-first`.
///
/// 1 to 64 bytes of `a`–`z`, `0`–`9` and single inner hyphens. All of them are "unreserved" (RFC 3986
/// §2.3), so a slug is the same bytes in a file name, a URL and an `id`, and never needs escaping.
package struct Slug: Hashable, Sendable {
  package let text: String

  /// - Returns: `nil` unless `text` is already a slug; nothing is repaired silently.
  package init?(_ text: String) {
    guard text.withBytes(Self.isSlug) else { return nil }
    self.text = text
  }

  private static func isSlug(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (1...64).contains(bytes.count) else { return false }
    var previous = UInt8(ascii: "-")
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "-") where previous != UInt8(ascii: "-"): break
      default: return false
      }
      previous = byte
    }
    return previous != UInt8(ascii: "-")
  }

  /// What `text` would be called as a slug, for suggestions: `Say It!` becomes `say-it`.
  ///
  /// - Returns: `nil` when nothing of the text can stand in a slug, as in a title in Arabic.
  package static func suggestion(for text: some StringProtocol) -> Slug? {
    var bytes: [UInt8] = []
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": bytes.append(UInt8(scalar.value))
      // Apostrophes, and accents that stand behind their letter.
      case "'", "’", "\u{300}"..."\u{36F}": break
      default:
        if let plain = plainLetters[scalar] {
          bytes.append(contentsOf: plain.utf8)
        } else if let last = bytes.last, last != UInt8(ascii: "-") {
          bytes.append(UInt8(ascii: "-"))
        }
      }
    }
    while bytes.last == UInt8(ascii: "-") || bytes.count > 64 { bytes.removeLast() }
    return Slug(String(decoding: bytes, as: UTF8.self))
  }

  /// Names that pages of the site itself use, at the top and inside a guide.
  package var isReserved: Bool {
    switch text {
    case "index", "print", "search", "assets", "static", "404": true
    default: false
    }
  }
}

/// Letters of western European languages without their accents, as people write them where there are none.
private let plainLetters: [Unicode.Scalar: String] = {
  var letters: [Unicode.Scalar: String] = ["ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"]
  let accented = [
    "a": "àáâãäåāăą", "c": "çćč", "d": "ď", "e": "èéêëēėęě", "g": "ğ", "i": "ìíîïīįı", "l": "ĺľ", "n": "ñńň",
    "o": "òóôõöōő", "r": "ŕř", "s": "śşš", "t": "ťţ", "u": "ùúûüūůű", "y": "ýÿ", "z": "źżž",
  ]
  for (plain, group) in accented {
    for scalar in group.unicodeScalars { letters[scalar] = plain }
  }
  return letters
}()
