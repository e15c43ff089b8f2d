import Diagnostics
import Foundation
import Testing

@testable import Theming

/// A theme of a few files in memory. Files are numbered in the order in which they are given.
struct SampleTheme {
  var files: [ThemeFile] = []

  init(_ texts: [(String, String)], own: [(String, String)] = []) {
    let builtIn = texts.enumerated().map {
      ThemeFile(path: $1.0, bytes: Array($1.1.utf8), file: FileID($0), origin: .builtIn)
    }
    let project = own.enumerated().map {
      ThemeFile(path: $1.0, bytes: Array($1.1.utf8), file: FileID(100 + $0), origin: .project)
    }
    files = Theme.overlay(default: builtIn, own: project)
  }

  static let page = RecordType(
    name: "page", summary: "A page.",
    fields: [
      FieldDeclaration("root", .text, "The way to the root."), FieldDeclaration("title", .text, "The title."),
      FieldDeclaration("number", .number, "Its number."),
    ])

  func load(
    languages: [String] = ["en"], phrases: [PhraseDeclaration] = []
  ) -> (theme: Theme?, diagnostics: [Diagnostic]) {
    let template = TemplateDeclaration(name: "page", summary: "A page.", records: [Self.page])
    return Theme.load(files: files, templates: [template], languages: languages, requiredPhrases: phrases)
  }
}

private struct Page: TemplateRecord {
  func value(at field: Int) -> TemplateValue { [.text("../"), .text("A & B"), .number(3)][field] }
}

private let complete = [
  ("theme.yml", "name: Plain\ndescription: A theme."),
  ("templates/page.mustache", "<h1>{{title}}</h1>{{>foot}}"),
  ("templates/foot.mustache", "{{strings.step_of}}<link href=\"{{assets.a.css}}\">"),
  ("strings/en.yml", "step_of: Step {{number}}\nclose: \"Close\""),
  ("strings/de.yml", "step_of: Schritt {{number}}"),
  ("assets/a.css", "a{}"),
]

@Suite("A theme") struct ThemeTests {
  private func page(_ theme: Theme?, _ language: String) -> String? {
    guard let theme else { return nil }
    var writer = HTMLWriter()
    theme.program("page", language: language).run(records: [Page()], into: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test("writes pages in every language it is loaded with") func writes() throws {
    let (theme, found) = SampleTheme(complete).load(languages: ["en", "de-AT"])
    let path = try #require(theme?.assetPath("a.css"))
    #expect(page(theme, "en") == "<h1>A &amp; B</h1>Step 3<link href=\"../\(path)\">")
    #expect(page(theme, "de-AT") == "<h1>A &amp; B</h1>Schritt 3<link href=\"../\(path)\">")
    #expect(theme?.name == "Plain")
    #expect(theme?.description == "A theme.")
    #expect(found.map(\.message) == ["a phrase is missing in `de-AT` and shown in English: close"])
    #expect(found.map(\.place) == [.whole(FileID(4))])
  }

  @Test("names a few of many missing phrases") func manyMissing() {
    let phrases = (1...9).map { "own_\($0): Own\n" }.joined()
    let used = (1...9).map { "{{strings.own_\($0)}}" }.joined()
    let files = complete.map { path, text in
      switch path {
      case "strings/en.yml": (path, text + "\n" + phrases)
      case "templates/foot.mustache": (path, text + used)
      default: (path, text)
      }
    }
    let (_, found) = SampleTheme(files).load(languages: ["de"])
    #expect(
      found.filter { $0.code == .themeMissingString }.map(\.message) == [
        "10 phrases are missing in `de` and shown in English: close, own_1, own_2, own_3, own_4 and 5 more"
      ])
  }

  @Test("is the default theme with a project's own files in place of the same path") func overlay() {
    let own = [("templates/foot.mustache", "own {{strings.close}}"), ("strings/en.yml", "close: Shut")]
    let (theme, found) = SampleTheme(complete, own: own).load()
    #expect(found == [])
    #expect(page(theme, "en") == "<h1>A &amp; B</h1>own Shut")
    #expect(theme?.phrase("step_of", language: "en", filling: ["number": "4"]) == "Step 4")
  }

  @Test("has another digest when any of its files changes") func digest() {
    let first = SampleTheme(complete).load().theme?.digest
    #expect(first == SampleTheme(complete.reversed()).load().theme?.digest)
    #expect(first != SampleTheme(complete, own: [("assets/b.css", "")]).load().theme?.digest)
  }

  @Test("tells a mistake once, however many templates and languages share it") func once() {
    let own = [("templates/foot.mustache", "{{titel}}{{titel}}")]
    let found = SampleTheme(complete, own: own).load(languages: ["en", "de", "fr"]).diagnostics
    #expect(
      places(found.filter { $0.severity == .error }, in: own[0].1) == [
        "1:1 template.unknown-name {{titel}}", "1:10 template.unknown-name {{titel}}",
      ])
  }

  @Test("must have its templates, its name and English phrases") func missing() {
    let (theme, found) = SampleTheme([("assets/a.css", "")]).load()
    #expect(theme == nil)
    #expect(
      found.map(\.message) == [
        "the theme has no template `page`", "the theme has no phrases in English",
        "the theme has no theme.yml",
      ])
    #expect(found.allSatisfy { $0.code == .themeMissingFile })
  }

  @Test(
    "warns of a project's file that nothing uses",
    arguments: [
      ("templates/pgae.mustache", "did you mean `templates/page.mustache`?"),
      ("theme.yaml", "did you mean `theme.yml`?"), ("strings/english.yml", nil), ("notes/x.txt", nil),
    ] as [(String, String?)])
  func unknownFiles(_ path: String, _ help: String?) {
    let (theme, found) = SampleTheme(complete, own: [(path, "")]).load()
    #expect(theme != nil)
    #expect(found.map(\.code) == [.themeUnknownFile])
    #expect(found.map(\.place) == [.whole(FileID(100))])
    if let help { #expect(found.first?.help == help) }
  }

  @Test("may have more partials and assets, as long as something includes the partials") func moreFiles() {
    let own = [
      ("templates/foot.mustache", "{{>mine}}"), ("templates/mine.mustache", "x"), ("assets/site.css", ""),
      ("strings/pt-BR.yml", "close: Fechar"),
    ]
    #expect(SampleTheme(complete, own: own).load().diagnostics == [])
  }

  @Test("must be UTF-8") func invalid() {
    var theme = SampleTheme(complete)
    theme.files[1].bytes = [0x61, 0xC3, 0x28]
    let found = theme.load().diagnostics
    #expect(found.map(\.code) == [.textInvalidUTF8])
    #expect(found.map(\.place) == [.span(SourceSpan(file: FileID(1), bytes: 1..<2))])
  }

  @Test("has no setting of another name") func settings() {
    let found = SampleTheme(complete, own: [("theme.yml", "nmae: x")]).load().diagnostics
    #expect(found.map(\.code) == [.fieldMissing, .fieldUnknown])
  }
}

@Suite("The phrases of a theme") struct ThemeStringsTests {
  @Test(
    "fall back from a region to its language and to English",
    arguments: [
      ("pt-BR", "Fechar", "Passo"), ("pt", "Encerrar", "Passo"), ("en-GB", "Close", "Step"),
      ("nl", "Close", "Step"),
    ])
  func fallback(_ language: String, _ close: String, _ step: String) {
    let own = [("strings/pt.yml", "close: Encerrar\nstep_of: Passo"), ("strings/pt-BR.yml", "close: Fechar")]
    let (theme, found) = SampleTheme(complete, own: own).load(languages: [language])
    #expect(theme?.phrase("close", language: language) == close)
    #expect(theme?.phrase("step_of", language: language).hasPrefix(step) == true)
    #expect(found.map(\.code) == (language == "nl" ? [.themeMissingString] : []))
  }

  @Test("give the digits that numbers among words are written in") func digits() throws {
    let template = """
      {{number}}<p aria-label="{{strings.step_of}}" data-step="{{number}}">{{strings.step_of}}</p>
      """
    let own = [
      ("templates/page.mustache", template), ("strings/en.yml", "digits: \"0123456789\""),
      ("strings/ar.yml", "digits: \"٠١٢٣٤٥٦٧٨٩\"\nstep_of: \"الخطوة {{number}}\"\nclose: إغلاق"),
    ]
    let (loaded, found) = SampleTheme(complete, own: own).load(languages: ["ar", "en"])
    let theme = try #require(loaded)
    #expect(found == [])
    func page(_ language: String) -> String {
      var writer = HTMLWriter()
      theme.program("page", language: language).run(records: [Page()], into: &writer)
      return String(decoding: writer.bytes, as: UTF8.self)
    }
    #expect(page("en") == "3<p aria-label=\"Step 3\" data-step=\"3\">Step 3</p>")
    #expect(page("ar") == "٣<p aria-label=\"الخطوة ٣\" data-step=\"3\">الخطوة ٣</p>")
    #expect(theme.number(1905, language: "ar") == "١٩٠٥")
    #expect(theme.number(-20, language: "en") == "-20")
  }

  @Test("must give all ten digits", arguments: ["012345678", "0 1 2 3 4 5 6 7 8 9", "zero"])
  func fewDigits(_ digits: String) {
    let text = "digits: \"\(digits)\""
    let found = SampleTheme(complete, own: [("strings/en.yml", text)]).load().diagnostics
    #expect(places(found, in: text) == ["1:10 field.bad-value \(digits)"])
  }

  @Test("may not have keys that nothing uses") func unknown() {
    let text = "close: Shut\nclsoe: Shut"
    let found = SampleTheme(complete, own: [("strings/en.yml", text)]).load().diagnostics
    #expect(places(found, in: text) == ["2:1 field.unknown clsoe"])
    #expect(found.first?.help == "did you mean `close`?")
  }

  @Test("may have keys of a project's own that its templates use") func ownKeys() {
    let own = [("strings/en.yml", "mine: Mine"), ("templates/foot.mustache", "{{strings.mine}}")]
    #expect(SampleTheme(complete, own: own).load().diagnostics == [])
  }

  @Test("must be text") func types() {
    let text = "close: {{x}}\nstep_of: [a]"
    let found = SampleTheme(complete, own: [("strings/en.yml", text)]).load().diagnostics
    #expect(found.allSatisfy { $0.code == .fieldWrongType || $0.code == .yamlSyntax })
    #expect(found.hasErrors)
  }

  @Test(
    "are pointed into exactly where they are written as they read",
    arguments: [
      ("step_of: Step {{nmber}}", "1:15 template.unknown-name {{nmber}}"),
      ("step_of: \"Step {{nmber}}\"", "1:16 template.unknown-name {{nmber}}"),
      ("step_of: 'It''s {{nmber}}'", "1:10 template.unknown-name 'It''s {{nmber}}'"),
      ("step_of: é {{nmber}}", "1:12 template.unknown-name {{nmber}}"),
    ])
  func positions(_ text: String, _ expected: String) {
    let found = SampleTheme(complete, own: [("strings/en.yml", text)]).load().diagnostics
    #expect(places(found, in: text) == [expected])
  }

  @Test("that code asks for must be there and hold only its names") func required() {
    let phrases: [PhraseDeclaration] = [
      "close", "clear", PhraseDeclaration("step_of", placeholders: ["total"]),
    ]
    let found = SampleTheme(complete).load(phrases: phrases).diagnostics
    #expect(
      found.map { "\($0.code.rawValue): \($0.message)" } == [
        "field.missing: the theme needs a phrase `clear`", "template.unknown-name: there is no `number` here",
      ])
  }
}

@Suite("The assets of a theme") struct ThemeAssetsTests {
  private func assets(_ texts: [(String, String)]) -> (texts: [String: String], found: [Diagnostic]) {
    let files = texts.enumerated().map {
      ThemeFile(path: "assets/\($1.0)", bytes: Array($1.1.utf8), file: FileID($0), origin: .builtIn)
    }
    let assets = ThemeAssets(files)
    let pairs = assets.assets.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
    return (Dictionary(uniqueKeysWithValues: pairs), assets.diagnostics)
  }

  private func path(_ name: String, _ ending: String, _ text: String) -> String {
    var hash = ContentHash()
    hash.update(Array(text.utf8))
    return "\(name)-\(hash.hex(10))\(ending)"
  }

  @Test("carry a hash of their content in their names") func names() {
    let result = assets([("boot.js", "x"), ("LICENSE", "y"), ("fonts/serif.v2.woff2", "z")])
    #expect(result.found == [])
    #expect(
      result.texts == [
        path("assets/boot", ".js", "x"): "x", path("assets/LICENSE", "", "y"): "y",
        path("assets/fonts/serif.v2", ".woff2", "z"): "z",
      ])
  }

  @Test("refer to each other by those names") func references() {
    let icon = path("icon", ".svg", "<svg/>")
    let inner = "b{background:url(../\(icon)#here)}"
    let outer = "@import \"\(path("css/b", ".css", inner))\";a{x:url( '\(icon)' );y:url(#z)}/* url(no) */"
    let result = assets([
      ("a.css", "@import \"css/b.css\";a{x:url( 'icon.svg' );y:url(#z)}/* url(no) */"),
      ("css/b.css", "b{background:url(../icon.svg#here)}"), ("icon.svg", "<svg/>"),
    ])
    #expect(result.found == [])
    #expect(result.texts[path("assets/css/b", ".css", inner)] == inner)
    #expect(result.texts[path("assets/a", ".css", outer)] == outer)
  }

  @Test("that no page loads are known, and those that stylesheets refer to count as loaded") func used() {
    let text = """
      {{#title}}<link href="{{assets.a.css}}">{{#number}}<link href="{{assets.c.css}}">{{/number}}{{/title}}
      {{^title}}<link href="{{assets.d.css}}">{{/title}}{{#assets.e.css}}{{assets.e.css}}{{/assets.e.css}}
      """
    let own = [
      ("templates/page.mustache", text), ("assets/a.css", "@import \"b.css\";"),
      ("assets/b.css", "b{background:url(b.svg)}"), ("assets/b.svg", "<svg/>"), ("assets/c.css", "c{}"),
      ("assets/d.css", "d{}"), ("assets/e.css", "e{}"), ("assets/notes.txt", "Nobody asks for this."),
    ]
    let theme = SampleTheme(complete, own: own).load().theme
    func names(_ templates: [String], without fields: Set<String>) -> [String]? {
      theme?.assets(usedBy: templates, without: fields).map(\.name)
    }
    #expect(names(["page"], without: []) == ["a.css", "b.css", "b.svg", "c.css", "d.css", "e.css"])
    #expect(names(["page"], without: ["number"]) == ["a.css", "b.css", "b.svg", "d.css", "e.css"])
    #expect(names(["page"], without: ["title"]) == ["d.css", "e.css"])
    #expect(names([], without: []) == [])
  }

  @Test(
    "never refer to anything else",
    arguments: [
      ("url(https://example.org/a.png)", "https://example.org/a.png"),
      ("url(\"//example.org/a\")", "//example.org/a"),
      ("url(data:image/png;base64,AA)", "data:image/png;base64,AA"), ("url(/a.png)", "/a.png"),
      ("url(../a.png)", "../a.png"), ("url(gone.png)", "gone.png"),
      ("@import 'https://example.org/'", "https://example.org/"),
      ("@import url(x.css)", "x.css"), ("image-set('gone.png' 1x)", "gone.png"),
      ("u\\72l(gone.png)", "u\\72l"),
      ("@\\69mport 'gone.css'", "\\69mport"), ("url(\\67one.png)", "\\67one.png"),
      ("URL(gone.png)", "gone.png"),
      ("src('gone.png')", "gone.png"), ("url(a.css)", "a.css"),
    ])
  func unsafe(_ css: String, _ marked: String) {
    let found = assets([("a.css", css)]).found
    #expect(found.first?.code == .themeUnsafeAsset)
    let column = css[..<(css.range(of: marked)!.lowerBound)].count + 1
    #expect(places(found, in: css).first == "1:\(column) theme.unsafe-asset \(marked)")
  }

  @Test(
    "are left as they are where nothing is referred to",
    arguments: [
      "a{content:\"url(x)\"}", "/* @import 'x' */", ".sm\\:p{}", "a{b:calc((1px + 2px) * 3)}", "url(", "\"",
      "/*", "a\\",
    ])
  func untouched(_ css: String) {
    let result = assets([("a.css", css)])
    #expect(result.found == [])
    #expect(result.texts.values.first == css)
  }

  @Test("have names that mean the same in every file system and address") func badNames() {
    #expect(assets([("a b.css", "")]).found.map(\.code) == [.themeUnsafeAsset])
  }
}
