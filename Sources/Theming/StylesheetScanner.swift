/// Finds what a stylesheet refers to: `url(…)`, `@import "…"`, and the strings of `image-set(…)`.
///
/// Follows CSS Syntax Module Level 3 as far as comments, strings, names and parentheses go.
struct StylesheetScanner {
  struct Reference: Equatable {
    /// Bytes of the address, without quotation marks.
    var address: Range<Int>
    /// It holds escapes, or its function does, so that it is not what it looks like.
    var isUnreadable = false
  }

  private(set) var references: [Reference] = []
  private let bytes: [UInt8]
  private var index = 0
  /// For each open parenthesis, whether strings in it are addresses.
  private var functions: [Bool] = []
  private var isAfterImport = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func scan() {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "/") where byte(at: index + 1) == UInt8(ascii: "*"): skipComment()
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let string = string()
        if isAfterImport || functions.last == true { add(string) }
        isAfterImport = false
      case UInt8(ascii: "@"):
        index += 1
        let name = name()
        isAfterImport = name.text == "import" || name.isEscaped
        if name.isEscaped { add(name.range) }
      case let byte where isName(byte): word()
      case UInt8(ascii: "("):
        functions.append(false)
        index += 1
      case UInt8(ascii: ")"):
        _ = functions.popLast()
        index += 1
      case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        isAfterImport = false
        index += 1
      default: index += 1
      }
    }
  }

  private mutating func word() {
    let name = name()
    guard byte(at: index) == UInt8(ascii: "(") else { return }
    index += 1
    if name.isEscaped {
      add(name.range)
      functions.append(false)
    } else if name.text == "url" || name.text == "src" {
      address()
    } else {
      functions.append(name.text == "image-set" || name.text == "-webkit-image-set")
    }
  }

  /// What stands between `url(` and `)`.
  private mutating func address() {
    isAfterImport = false
    skipBlanks()
    if byte(at: index) == UInt8(ascii: "\"") || byte(at: index) == UInt8(ascii: "'") {
      add(string())
      functions.append(false)
      return
    }
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: ")"), !isBlank(bytes[index]) { index += 1 }
    add(start..<index)
    functions.append(false)
  }

  private mutating func add(_ range: Range<Int>) {
    references.append(Reference(address: range, isUnreadable: bytes[range].contains(UInt8(ascii: "\\"))))
  }

  /// - Returns: what stands between the quotation marks.
  private mutating func string() -> Range<Int> {
    let quote = bytes[index]
    index += 1
    let start = index
    while index < bytes.count, bytes[index] != quote, bytes[index] != UInt8(ascii: "\n") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = min(index, bytes.count)
    index = end + 1
    return start..<end
  }

  private mutating func name() -> (text: String, range: Range<Int>, isEscaped: Bool) {
    let start = index
    while index < bytes.count, isName(bytes[index]) { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
    index = min(index, bytes.count)
    let text = bytes[start..<index]
    return (
      String(decoding: text, as: UTF8.self).lowercased(), start..<index, text.contains(UInt8(ascii: "\\"))
    )
  }

  private mutating func skipComment() {
    index += 2
    while index < bytes.count, bytes[index] != UInt8(ascii: "*") || byte(at: index + 1) != UInt8(ascii: "/") {
      index += 1
    }
    index += 2
  }

  private mutating func skipBlanks() {
    while index < bytes.count, isBlank(bytes[index]) { index += 1 }
  }

  private func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  /// Letters, digits, `-`, `_`, anything beyond ASCII, and the backslash of an escape.
  private func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "\\"),
      0x80...:
      true
    default: false
    }
  }
}
