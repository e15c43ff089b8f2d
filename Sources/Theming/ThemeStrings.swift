import Diagnostics
import YAMLReading

/// The phrases of the interface, in every language that the theme has.
struct ThemeStrings {
  private struct StringsFile {
    let language: String
    let file: ThemeFile
    let phrases: [(key: String, keySpan: SourceSpan, phrase: ParsedTemplate)]
  }

  /// The language that every theme has, which the others fall back on.
  static let reference = "en"

  private var files: [StringsFile] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter languages: those that pages are written in. The default theme's other languages are left
  ///   alone: reading them takes longer than all pages of a small library. A project's own files are always
  ///   read, since they may have mistakes in them.
  init(_ themeFiles: [ThemeFile], languages: [String]) {
    let wanted = Set(languages.flatMap(Self.chain) + [Self.reference])
    for file in themeFiles {
      guard let language = file.language else { continue }
      if file.origin == .builtIn, !wanted.contains(language.lowercased()) { continue }
      files.append(StringsFile(language: language, file: file, phrases: read(file)))
    }
  }

  private mutating func read(_ file: ThemeFile) -> [(
    key: String, keySpan: SourceSpan, phrase: ParsedTemplate
  )] {
    if let invalid = invalidUTF8(file) {
      diagnostics.append(invalid)
      return []
    }
    let (mapping, findings) = readYAML(file.bytes, file: file.file)
    diagnostics += findings
    var phrases: [(key: String, keySpan: SourceSpan, phrase: ParsedTemplate)] = []
    for entry in mapping?.entries ?? [] {
      guard case .scalar(let text, _) = entry.value.content else {
        diagnostics.append(
          Diagnostic(
            .fieldWrongType, "`\(entry.key)` must be text", at: entry.value.span,
            help: "put text that begins with `{` or `[` in quotes"))
        continue
      }
      let source = phraseSource(entry.key, text, entry.value.span, in: file)
      let (phrase, findings) = TemplateParser.parse(source)
      diagnostics += findings
      phrases.append((entry.key, entry.keySpan, phrase))
    }
    return phrases
  }

  private func phraseSource(_ key: String, _ text: String, _ span: SourceSpan, in file: ThemeFile)
    -> TemplateSource
  {
    var text = text[...]
    while text.last?.isNewline == true { text.removeLast() }
    let bytes = Array(text.utf8)
    // Behind an opening quotation mark, unless the text is written another way than it reads.
    for start in [Int(span.bytes.lowerBound), Int(span.bytes.lowerBound) + 1]
    where file.bytes.dropFirst(start).starts(with: bytes) {
      let place = SourceSpan(file: file.file, bytes: start..<start + bytes.count)
      return TemplateSource(phrase: key, bytes, place: place, isExact: true)
    }
    return TemplateSource(phrase: key, bytes, place: span, isExact: false)
  }

  // MARK: Languages

  /// The phrases of a language, with what it lacks taken from the wider language and then English.
  func phrases(for language: String) -> [String: ParsedTemplate] {
    var all: [String: ParsedTemplate] = [:]
    for tag in Self.chain(language) {
      // A project's own files come after the default theme's, and count first.
      for file in files.reversed() where file.language.lowercased() == tag {
        for entry in file.phrases where all[entry.key] == nil { all[entry.key] = entry.phrase }
      }
    }
    return all
  }

  /// `pt-BR` → `pt-br`, `pt`, `en`.
  private static func chain(_ language: String) -> [String] {
    var subtags = language.lowercased().split(separator: "-")
    var tags: [String] = []
    while !subtags.isEmpty {
      tags.append(subtags.joined(separator: "-"))
      subtags.removeLast()
    }
    return tags.contains(reference) ? tags : tags + [reference]
  }

  /// Warns of phrases that readers of a language would see in English.
  func missing(in language: String) -> Diagnostic? {
    let tags = Self.chain(language)
    // English lacks nothing that it could show instead.
    guard tags.first?.split(separator: "-").first.map(String.init) != Self.reference,
      let english = files.first(where: { $0.language == Self.reference })
    else { return nil }
    let own = files.filter {
      $0.language.lowercased() != Self.reference && tags.contains($0.language.lowercased())
    }
    let known = Set(own.flatMap { $0.phrases.map(\.key) })
    let missing = english.phrases.map(\.key).filter { !known.contains($0) }
    guard let file = own.last else {
      return Diagnostic(
        .themeMissingString, "the theme has no phrases in `\(language)`, so its pages say them in English",
        at: .whole(english.file.file), help: "translate this file as `theme/strings/\(language).yml`")
    }
    if missing.isEmpty { return nil }
    let more = missing.count > 5 ? " and \(missing.count - 5) more" : ""
    return Diagnostic(
      .themeMissingString,
      "\(missing.count == 1 ? "a phrase is" : "\(missing.count) phrases are") missing in `\(language)`"
        + " and shown in English: \(missing.prefix(5).joined(separator: ", "))\(more)",
      at: .whole(file.file.file),
      help:
        "write the translation beside each of their names; `strings/en.yml` of the default theme has them all"
    )
  }

  // MARK: Keys

  /// Reports keys that nothing can use.
  ///
  /// Known are the keys of the default theme's English, and what templates or the code ask for.
  func unknownKeys(besides used: Set<String>) -> [Diagnostic] {
    var known = used
    for file in files where file.language == Self.reference && file.file.origin == .builtIn {
      known.formUnion(file.phrases.map(\.key))
    }
    for file in files { for entry in file.phrases { known.formUnion(entry.phrase.phraseKeys) } }
    let candidates = known.sorted()
    return files.flatMap { file in
      file.phrases.filter { !known.contains($0.key) }.map { entry in
        let meant = closestMatch(to: entry.key, in: candidates)
        return Diagnostic(
          .fieldUnknown, "no template uses a phrase `\(entry.key)`", at: entry.keySpan,
          help: meant.map { "did you mean `\($0)`?" }
            ?? "remove it, or write `{{strings.\(entry.key)}}` in a template")
      }
    }
  }
}
