import Diagnostics
import Theming

/// The input is one file after another, each below a line `@@ path`; what stands before the first such
/// line is `templates/main.mustache`.
func faultsOfTemplates(_ bytes: [UInt8]) -> [String] {
  var files = inputFiles(bytes, first: "templates/main.mustache")
  for (path, text) in [("theme.yml", "name: T\n"), ("strings/en.yml", "hello: Hello\n")]
  where !files.contains(where: { $0.path == path }) {
    files.append((path, Array(text.utf8)))
  }
  let themeFiles = files.enumerated().map {
    ThemeFile(path: $1.path, bytes: $1.bytes, file: FileID($0), origin: .project)
  }
  let records = [PageSample.recordType, ItemSample.recordType]
  let (theme, diagnostics) = Theme.load(
    files: themeFiles,
    templates: [TemplateDeclaration(name: "main", summary: "The page.", records: records)],
    languages: ["en", "de"], requiredPhrases: ["hello", PhraseDeclaration("of", placeholders: ["number"])])
  var found = faults(of: diagnostics, in: files.map(\.bytes))
  if (theme == nil) != diagnostics.hasErrors { found.append("a theme is refused without an error") }
  guard let theme else { return found }
  var writer = HTMLWriter()
  let program = theme.program("main", language: "en")
  program.run(records: [PageSample(), ItemSample(depth: 2)], into: &writer)
  for fixed in [0, 0b01_1111_0110, 0b10_1010_1010] {
    var specializedWriter = HTMLWriter()
    program.specialized(for: [PageSample(fixed: fixed), ItemSample(depth: 2)])
      .run(records: [PageSample(), ItemSample(depth: 2)], into: &specializedWriter)
    if specializedWriter.bytes != writer.bytes { found.append("the page differs from a specialized one") }
  }
  // The text of the record must come out escaped, wherever the template puts it.
  if !contains(bytes, hostileText), contains(writer.bytes, hostileText) {
    found.append("text stands in the page unescaped")
  }
  let words = theme.phrase("of", language: "de", filling: ["number": "7"])
  if words.utf8.count > bytes.count + 1_000 { found.append("a phrase grows to \(words.utf8.count) bytes") }
  return found
}

private let hostileText = Array("\"><script>&'".utf8)

private func contains(_ bytes: [UInt8], _ words: [UInt8]) -> Bool {
  guard bytes.count >= words.count else { return false }
  return (0...bytes.count - words.count).contains { bytes[$0...].starts(with: words) }
}

/// A record with a field of every kind.
private struct PageSample: TypedRecord {
  enum Field: Int, RecordField {
    case root, title, count, isShown, isHidden, body, item, items, noItems, names

    var declaration: FieldDeclaration {
      switch self {
      case .root: .init("root", .text, "")
      case .title: .init("title", .text, "")
      case .count: .init("count", .number, "")
      case .isShown: .init("is_shown", .flag, "")
      case .isHidden: .init("is_hidden", .flag, "")
      case .body: .init("body", .markup, "")
      case .item: .init("item", .record(ItemSample.recordType), "")
      case .items: .init("items", .list(ItemSample.recordType), "")
      case .noItems: .init("no_items", .list(ItemSample.recordType), "")
      case .names: .init("names", .texts, "")
      }
    }
  }

  static let name = "page"
  static let summary = "A page."

  /// A bit for each field that is fixed.
  var fixed = 0

  func isFixed(_ field: Field) -> Bool { fixed >> field.rawValue & 1 == 1 }

  /// The page is number 0 of its set.
  func onlyPage(_ field: Field) -> Int? {
    switch field {
    case .isShown: 0
    case .isHidden: 1
    default: nil
    }
  }

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .root: .text("")
    case .title: .text(String(decoding: hostileText, as: UTF8.self))
    case .count: .number(3)
    case .isShown: .flag(true)
    case .isHidden: .flag(false)
    case .body: .markup { $0.markup("<p>Body</p>") }
    case .item: .record(ItemSample(depth: 1))
    case .items: .list(count: 2) { _ in ItemSample(depth: 1) }
    case .noItems: .list(count: 0) { _ in ItemSample(depth: 0) }
    case .names: .texts(["one", String(decoding: hostileText, as: UTF8.self)])
    }
  }
}

private struct ItemSample: TypedRecord {
  enum Field: Int, RecordField {
    case label, parts, isLast

    var declaration: FieldDeclaration {
      switch self {
      case .label: .init("label", .text, "")
      case .parts: .init("parts", .texts, "")
      case .isLast: .init("is_last", .flag, "")
      }
    }
  }

  static let name = "item"
  static let summary = "An item."
  let depth: Int

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .label: depth == 0 ? .absent : .text(String(decoding: hostileText, as: UTF8.self))
    case .parts: .texts((0..<depth).map { "part \($0)" })
    case .isLast: .flag(depth == 1)
    }
  }

  func isFixed(_ field: Field) -> Bool { field == .label }
}
