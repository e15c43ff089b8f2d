import Diagnostics
import YAMLReading

/// Puts the parts of a theme together and collects what is wrong with them.
struct ThemeLoader {
  let assets: ThemeAssets
  private(set) var programs: [String: [String: TemplateProgram]] = [:]
  private(set) var phrases: [String: [String: ParsedTemplate]] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  private let files: [ThemeFile]
  private let declarations: [TemplateDeclaration]
  private let requiredPhrases: [PhraseDeclaration]
  private let strings: ThemeStrings
  private var parsed: [String: ParsedTemplate] = [:]
  /// A partial is compiled once for each template and language that includes it; its mistakes are
  /// told once.
  private var reported: Set<ReportKey> = []

  private struct ReportKey: Hashable {
    var code: DiagnosticCode
    var file: FileID
    var offset: Int32
    /// Findings about a whole file differ only in their words.
    var message: String?
  }

  init(
    files: [ThemeFile], templates: [TemplateDeclaration], languages: [String],
    requiredPhrases: [PhraseDeclaration]
  ) {
    self.files = files
    declarations = templates
    self.requiredPhrases = requiredPhrases
    assets = ThemeAssets(files)
    strings = ThemeStrings(files, languages: languages)
    report(assets.diagnostics)
    report(strings.diagnostics)
    for file in files { parse(file) }
    reportMissingTemplates()
    reportUnknownFiles()
    reportKeys()
  }

  private mutating func parse(_ file: ThemeFile) {
    guard let name = file.templateName else { return }
    if let invalid = invalidUTF8(file) { return report([invalid]) }
    let (template, findings) = TemplateParser.parse(
      TemplateSource(template: name, file.bytes, file: file.file))
    parsed[name] = template
    report(findings)
  }

  mutating func compile(for languages: [String]) {
    let assetPaths = Dictionary(uniqueKeysWithValues: assets.assets.map { ($0.name, $0.path) })
    for language in languages {
      let phrases = strings.phrases(for: language)
      self.phrases[language] = phrases
      if let missing = strings.missing(in: language) { report([missing]) }
      let library = TemplateCompiler.Library(templates: parsed, phrases: phrases, assetPaths: assetPaths)
      for declaration in declarations {
        let compiled = TemplateCompiler.compile(
          declaration.name, records: declaration.records, library: library)
        programs[language, default: [:]][declaration.name] = compiled.program
        report(compiled.diagnostics)
      }
      for required in requiredPhrases { check(required, in: phrases) }
      checkDigits(in: phrases)
    }
  }

  /// What theme.yml says.
  mutating func about() -> (name: String, description: String) {
    guard let file = files.last(where: { $0.path == "theme.yml" }) else {
      report([
        Diagnostic(
          .themeMissingFile, "the theme has no theme.yml", at: themePlace, help: "write its `name` there")
      ])
      return ("", "")
    }
    if let invalid = invalidUTF8(file) {
      report([invalid])
      return ("", "")
    }
    let (mapping, findings) = readYAML(file.bytes, file: file.file)
    report(findings)
    guard let mapping else { return ("", "") }
    var reader = FieldReader(mapping, owner: "theme.yml", place: .whole(file.file))
    let name = reader.requiredText("name", help: "give the theme a name")
    let description = reader.text("description")
    report(reader.finish())
    return (name?.value ?? "", description?.value ?? "")
  }

  // MARK: Files

  private mutating func reportMissingTemplates() {
    for declaration in declarations where !files.contains(where: { $0.templateName == declaration.name }) {
      report([
        Diagnostic(
          .themeMissingFile, "the theme has no template `\(declaration.name)`", at: themePlace,
          help: "write it as `templates/\(declaration.name).mustache`")
      ])
    }
    if !files.contains(where: { $0.language == ThemeStrings.reference }) {
      report([
        Diagnostic(
          .themeMissingFile, "the theme has no phrases in English", at: themePlace,
          help: "write them in `strings/en.yml`: other languages fall back on it")
      ])
    }
  }

  /// Warns of files of a project's own that nothing reads, since the likeliest reason is a mistyped name.
  private mutating func reportUnknownFiles() {
    let included = parsed.values.reduce(into: Set(declarations.map(\.name))) { $0.formUnion($1.inclusions) }
    let known = included.map { "templates/\($0).mustache" } + ["theme.yml", "strings/en.yml"]
    for file in files where file.origin == .project {
      if file.path == "theme.yml" || file.assetName != nil || file.language.map(isLanguageTag) == true {
        continue
      }
      if let name = file.templateName, included.contains(name) { continue }
      let meant = closestMatch(to: file.path, in: known.sorted())
      report([
        Diagnostic(
          .themeUnknownFile, "nothing in the theme uses this file", at: .whole(file.file),
          help: meant.map { "did you mean `\($0)`?" }
            ?? "a theme has theme.yml, templates/*.mustache, strings/*.yml and assets/")
      ])
    }
  }

  /// Subtags of letters and digits, the first of two or three letters (RFC 5646 §2.1, loosely).
  private func isLanguageTag(_ tag: String) -> Bool {
    let subtags = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return subtags.allSatisfy { subtag in
      (1...8).contains(subtag.count)
        && subtag.allSatisfy {
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) || (0x30...0x39).contains($0)
        }
    } && (2...3).contains(subtags[0].count)
  }

  /// Where to report what is not there.
  private var themePlace: SourcePlace {
    .whole((files.last { $0.path == "theme.yml" } ?? files.first)?.file ?? FileID(0))
  }

  // MARK: Phrases

  private mutating func reportKeys() {
    let used = parsed.values.reduce(into: Set([digitsPhrase] + requiredPhrases.map(\.key))) {
      $0.formUnion($1.phraseKeys)
    }
    report(strings.unknownKeys(besides: used))
  }

  private mutating func check(_ required: PhraseDeclaration, in phrases: [String: ParsedTemplate]) {
    guard let phrase = phrases[required.key] else {
      let place = files.first { $0.language == ThemeStrings.reference }.map { SourcePlace.whole($0.file) }
      return report([
        Diagnostic(.fieldMissing, "the theme needs a phrase `\(required.key)`", at: place ?? themePlace)
      ])
    }
    var scopes = TemplateScopes([required.recordType])
    for node in phrase.nodes {
      switch node {
      case .text: continue
      case .field(let tag, isMarkup: false):
        do { _ = try scopes.resolve(tag.name) } catch {
          report([
            Diagnostic(error.code, error.message, at: phrase.source.span(tag.range), help: error.help)
          ])
        }
      case .field(let tag, isMarkup: true), .section(let tag, _, _), .partial(let tag), .parent(let tag, _):
        reportNotPlain(phrase, tag)
      case .block(let block): reportNotPlain(phrase, block.tag)
      }
    }
  }

  private mutating func checkDigits(in phrases: [String: ParsedTemplate]) {
    guard let phrase = phrases[digitsPhrase], phrase.digits == nil else { return }
    let whole = phrase.source.span(0..<phrase.source.bytes.count)
    report([
      Diagnostic(
        .fieldBadValue, "`digits` must be the ten digits of the language, from 0 to 9", at: whole,
        help: "write them in one word: `\"0123456789\"`")
    ])
  }

  private mutating func reportNotPlain(_ phrase: ParsedTemplate, _ tag: TemplateTag) {
    report([
      Diagnostic(
        .templateWrongKind, "this phrase is also used outside pages and can only hold names in two braces",
        at: phrase.source.span(tag.range))
    ])
  }

  private mutating func report(_ found: [Diagnostic]) {
    for diagnostic in found {
      let place = diagnostic.place
      let key = ReportKey(
        code: diagnostic.code, file: place.file, offset: place.offset,
        message: place.offset < 0 ? diagnostic.message : nil)
      if reported.insert(key).inserted { diagnostics.append(diagnostic) }
    }
  }
}

/// The first place where a text file is not UTF-8.
func invalidUTF8(_ file: ThemeFile) -> Diagnostic? {
  if String(validating: file.bytes, as: UTF8.self) != nil { return nil }
  var parser = Unicode.UTF8.ForwardParser()
  var bytes = file.bytes.makeIterator()
  var offset = 0
  while true {
    switch parser.parseScalar(from: &bytes) {
    case .valid(let scalar): offset += scalar.count
    case .emptyInput: return nil
    case .error(let length):
      return Diagnostic(
        .textInvalidUTF8, "this is not UTF-8 text",
        at: SourceSpan(file: file.file, bytes: offset..<offset + length), help: "save the file as UTF-8")
    }
  }
}
