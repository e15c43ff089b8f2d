import GuideModel

/// What the name of a file or folder says: its number and its slug.
struct FileName: Equatable {
  /// `nil` for names without a number in front.
  var number: Int?
  /// The name without number and ending, as written.
  var text: String
  /// The slug it gives; `nil` when the name cannot stand in an address.
  var slug: Slug? { Slug(text) }

  /// `2-take-time.md` is number 2, `take-time`. More than nine digits are no number.
  ///
  /// - Parameter name: in UTF-8.
  init(_ name: UnsafeBufferPointer<UInt8>) {
    let end = name.hasSuffix(".md") ? name.count - 3 : name.count
    var value = 0
    var digits = 0
    while digits < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(name[digits]) {
      value = value &* 10 &+ Int(name[digits] - UInt8(ascii: "0"))
      digits += 1
    }
    let isNumbered = (1...9).contains(digits) && digits < end && name[digits] == UInt8(ascii: "-")
    number = isNumbered ? value : nil
    text = String(decoding: name[(isNumbered ? digits + 1 : 0)..<end], as: UTF8.self)
  }

  init(_ name: String) { self = name.withBytes { FileName($0) } }

  /// A name in which a number has no meaning, such as a guide's folder.
  init(unnumbered name: String) {
    number = nil
    text = name
  }

  /// A number followed by something else than a hyphen, as in `1. Listen.md` or `2_wait.md`: meant as
  /// a number, and not read as one.
  static func hasStrayNumber(_ name: some StringProtocol) -> Bool {
    let digits = name.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, let next = name[digits.endIndex...].first else { return false }
    return next == "_" || next == "." || next == " " || next == ")"
  }

  /// What a file or folder should be called: `1. Listen!.md` becomes `1-listen.md`.
  static func suggestion(for name: String) -> String? {
    var rest = name[...]
    var ending = ""
    for known in [".md", ".markdown", ".mdx"] where rest.lowercased().hasSuffix(known) {
      rest = rest.dropLast(known.count)
      ending = ".md"
      break
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard let slug = Slug.suggestion(for: rest[digits.endIndex...]) else { return nil }
    return (digits.isEmpty || slug.text == rest ? "" : "\(digits)-") + slug.text + ending
  }
}
