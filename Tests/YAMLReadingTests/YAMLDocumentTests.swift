import Diagnostics
import TestKit
import Testing

@testable import YAMLReading

private func read(_ text: String) -> (mapping: YAMLMapping?, diagnostics: [Diagnostic]) {
  readYAML(Array(text.utf8), file: FileID(0))
}

@Suite("YAML settings") struct YAMLDocumentTests {
  /// A mapping in short: `a=1 b=[x, y] c={d=e}`.
  private func short(_ value: YAMLValue) -> String {
    switch value.content {
    case .scalar(let text, let isPlain): isPlain ? text : "'\(text)'"
    case .list(let items): "[" + items.map(short).joined(separator: ", ") + "]"
    case .mapping(let mapping): "{" + short(mapping) + "}"
    }
  }

  private func short(_ mapping: YAMLMapping) -> String {
    mapping.entries.map { "\($0.key)=\(short($0.value))" }.joined(separator: " ")
  }

  @Test("have no control characters, however they are written") func controls() {
    let text = Array("a: \"b\\u0000c\"\nd: \"\\x85\"\ne: \"\\ufffe\"\nf: \"\\n\\t\"\ng: plain\n".utf8)
    let codes = readYAML(text, file: FileID(0)).diagnostics.map(\.code)
    #expect(codes == [.textControlCharacter, .textControlCharacter, .textControlCharacter])
  }

  @Test(
    "are read in the order written",
    arguments: [
      ("", ""), ("# a note\n", ""), ("---\na: 1\n...\n", "a=1"), ("b: x\na: y\n", "b=x a=y"),
      ("a: [x, y]\n", "a=[x, y]"), ("a:\n- x\n- y\n", "a=[x, y]"), ("a:\n  b: c\n", "a={b=c}"),
      ("a: \"x: y\"\n", "a='x: y'"), ("a: 'it''s'\n", "a='it's'"), ("a: >\n  one\n  two\n", "a='one two\n'"),
      ("a: one\n  two\n", "a=one two"), ("a:\n", "a="), ("a: 日本 # note\n", "a=日本"),
      ("a: x\r\nb: y\r\n", "a=x b=y"),
      ("\u{FEFF}a: x\nb: y\n", "a=x b=y"), ("\"a b\": c\n", "a b=c"), ("a: ~\n", "a=~"),
    ])
  func content(_ text: String, _ shown: String) {
    let (mapping, diagnostics) = read(text)
    #expect(mapping.map(short) == shown)
    #expect(diagnostics == [])
  }

  @Test(
    "know the bytes of each name and value, whatever the letters before them",
    arguments: ["", "# é\n", "# 日本語\n", "🙂: 👩‍👩‍👧‍👦\n", "\u{FEFF}", "é: [日, 本]\r\n"])
  func positions(_ before: String) throws {
    let text = before + "title: x日\nlist: [é, \"ü\"]\ninner:\n  deep: 本\n"
    let mapping = try #require(read(text).mapping)
    let bytes = Array(text.utf8)
    func words(_ span: SourceSpan) -> String {
      String(decoding: bytes[Int(span.bytes.lowerBound)..<Int(span.bytes.upperBound)], as: UTF8.self)
    }
    let entries = mapping.entries.suffix(3)
    #expect(entries.map { words($0.keySpan) } == ["title", "list", "inner"])
    #expect(words(mapping["title"]!.span) == "x日")
    guard case .list(let items) = mapping["list"]!.content,
      case .mapping(let inner) = mapping["inner"]!.content
    else {
      Issue.record("a list and a mapping were read as something else")
      return
    }
    #expect(words(mapping["list"]!.span) == "[é, \"ü\"]")
    #expect(items.map { words($0.span) } == ["é", "\"ü\""])
    #expect(words(inner.entries[0].keySpan) == "deep")
    #expect(words(inner.entries[0].value.span) == "本")
  }

  @Test(
    "that cannot be read are marked where they went wrong, with a way to mend them",
    arguments: [
      ("title: Step one: go\n", "yaml.syntax: :", "put it in quotes: `title: \"Step one: go\"`"),
      ("a: é\ntitle: Say \"a\": b\n", "yaml.syntax: :", "put it in quotes: `title: \"Say \\\"a\\\": b\"`"),
      (
        "title: \"Go\n", "yaml.syntax: \"Go",
        "close it with the same mark; inside double quotes write \\\" for one of your own"
      ),
      (
        "é: ü\ntitle: 'Go\n", "yaml.syntax: 'Go",
        "close it with the same mark; inside double quotes write \\\" for one of your own"
      ),
      ("title: @home\n", "yaml.syntax: @", "put the whole value in quotes"),
      ("title: `code`\n", "yaml.syntax: `", "put the whole value in quotes"),
      ("title: %d\n", "yaml.syntax: %", "put the whole value in quotes"),
      ("a: b\n\tc: d\n", "yaml.syntax: \t", "indent with spaces"),
      (
        "title: [Go\nb: c\n", "yaml.syntax: [Go", "close it with `]`; put text that begins with `[` in quotes"
      ),
      ("title: {Go\n", "yaml.syntax: {Go", "close it with `}`; put text that begins with `{` in quotes"),
      (
        "title: Go\ndescription\n", "yaml.syntax: description",
        "write it as `name: value`; text that goes on over several lines belongs in quotes"
      ),
      (
        "- a\n- b\n", "yaml.syntax: - a\n- b\n",
        "write one setting a line, each with a colon behind its name: `title: Name exactly what you did`"
      ),
      (
        "just words\n", "yaml.syntax: just words",
        "write one setting a line, each with a colon behind its name: `title: Name exactly what you did`"
      ),
      ("title: !Stop now\n", "yaml.syntax: !Stop now", "put the whole value in quotes"),
      ("title: *Go* on\n", "yaml.alias: *Go", "put the whole value in quotes"),
      ("title: &Co\n", "yaml.alias: &Co", "put the whole value in quotes"),
      ("a: &x 1\nb: *x\n", "yaml.alias: &x 1", "put the whole value in quotes"),
    ])
  func broken(_ text: String, _ mark: String, _ help: String) {
    let (mapping, diagnostics) = read(text)
    #expect(mapping == nil)
    #expect(marks(diagnostics, in: text) == [mark])
    #expect(diagnostics.map(\.help) == [help])
  }

  @Test("refuse what could grow beyond the text: aliases and merge keys") func bomb() {
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"
    #expect(read(bomb).diagnostics.map(\.code) == [.yamlAlias])
    #expect(read("<<: *a\n").diagnostics.map(\.code) == [.yamlAlias])
  }

  @Test("may be nested sixteen deep, and no deeper") func depth() {
    func nested(_ depth: Int) -> String {
      "a: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "\n"
    }
    #expect(read(nested(16)).diagnostics == [])
    #expect(read(nested(17)).diagnostics.map(\.code) == [.yamlTooDeep])
    #expect(read(nested(10_000)).diagnostics.map(\.code) == [.yamlTooDeep])
    let blocks = (0..<500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(read(blocks).diagnostics.map(\.code) == [.yamlTooDeep])
  }

  @Test("may have each name once; the first one counts") func duplicates() {
    let text = "a: 1\nb: 2\na: 3\nb: 4\n"
    let (mapping, diagnostics) = read(text)
    #expect(mapping.map(short) == "a=1 b=2")
    #expect(marks(diagnostics, in: text) == ["yaml.duplicate-key: a", "yaml.duplicate-key: b"])
    #expect(diagnostics.map { $0.related.map(\.label) } == [["first set here"], ["first set here"]])
  }

  @Test("are one document, of names that are text") func documents() {
    #expect(read("a: 1\n---\nb: 2\n").diagnostics.map(\.message) == ["only one YAML document can stand here"])
    #expect(read("[a]: 1\n").diagnostics.map(\.message) == ["a setting's name must be plain text"])
    #expect(read("? {a: b}\n: c\n").diagnostics.map(\.message) == ["a setting's name must be plain text"])
  }

  @Test("of no bytes at all are no settings") func nothing() {
    let (mapping, diagnostics) = readYAML(
      UnsafeBufferPointer(start: nil, count: 0), range: 0..<0, file: FileID(0))
    #expect(mapping?.entries == [])
    #expect(diagnostics == [])
  }

  @Test("can be read out of the middle of a file") func range() throws {
    let text = "---\nü: é\n---\nbody: no\n"
    let bytes = Array(text.utf8)
    let (mapping, diagnostics) = bytes.withUnsafeBufferPointer {
      readYAML($0, range: 4..<11, file: FileID(3))
    }
    #expect(diagnostics == [])
    #expect(mapping?.entries.map(\.key) == ["ü"])
    #expect(mapping?["ü"]?.span == SourceSpan(file: FileID(3), bytes: 8..<10))
  }
}

@Suite("Fields") struct FieldReaderTests {
  private func reader(_ text: String) throws -> FieldReader {
    FieldReader(try #require(read(text).mapping), owner: "a step", place: .whole(FileID(0)))
  }

  @Test(
    "are trimmed of any white space, and of nothing else",
    arguments: [
      (#"" a ""#, "a"), (#""\_a b\_""#, "a b"), (#""\u2003ä\u3000""#, "ä"), (#""\t\n!\r\n""#, "!"),
      (#""a\u200B""#, "a\u{200B}"), (#""\u0301a""#, "\u{301}a"),
      (#""~""#, "~"),
    ])
  func trimming(_ value: String, _ text: String) throws {
    var reader = try reader("a: \(value)\n")
    #expect(reader.text("a")?.value == text)
  }

  @Test("of text are trimmed, and numbers are text too") func text() throws {
    var fields = try reader("a: ' x '\nb: 12\nc: \"\"\nd: ~\ne: [x]\n")
    #expect(fields.text("a")?.value == "x")
    #expect(fields.text("b")?.value == "12")
    #expect(fields.text("none") == nil)
    #expect(fields.diagnostics == [])
    #expect(fields.text("c") == nil && fields.text("d") == nil && fields.text("e") == nil)
    #expect(fields.finish().map(\.message) == ["`c` is empty", "`d` is empty", "`e` must be text"])
  }

  @Test(
    "of yes and no take YAML's words, unquoted",
    arguments: [
      ("true", true), ("Yes", true), ("on", true), ("FALSE", false), ("no", false), ("off", false),
      ("\"true\"", nil), ("1", nil), ("", nil), ("[true]", nil),
    ] as [(String, Bool?)])
  func flags(_ value: String, _ flag: Bool?) throws {
    var fields = try reader("a: \(value)\n")
    #expect(fields.flag("a")?.value == flag)
    #expect(fields.diagnostics.count == (flag == nil ? 1 : 0))
  }

  @Test(
    "of several texts take one alone too",
    arguments: [
      ("[x, y]", ["x", "y"], 0), ("x", ["x"], 0), ("[]", [], 0), ("{x: y}", [], 1), ("[x, [y]]", ["x"], 1),
      ("[x, '']", ["x"], 1),
    ])
  func lists(_ value: String, _ texts: [String], _ problems: Int) throws {
    var fields = try reader("a: \(value)\n")
    #expect(fields.texts("a").map(\.value) == texts)
    #expect(fields.diagnostics.count == problems)
  }

  @Test(
    "of numbers have bounds",
    arguments: [
      ("1", 1), ("64", 64), ("0", nil), ("65", nil), ("x", nil), ("1.5", nil), ("99999999999999999999", nil),
    ] as [(String, Int?)])
  func counts(_ value: String, _ count: Int?) throws {
    var fields = try reader("a: \(value)\n")
    #expect(fields.count("a", in: 1...64)?.value == count)
    #expect(
      fields.finish().map(\.message) == (count == nil ? ["`a` must be a whole number from 1 to 64"] : []))
  }

  @Test("that are required are missed, with the right article") func required() throws {
    var fields = try reader("title: x\n")
    #expect(fields.requiredText("title", help: "")?.value == "x")
    #expect(fields.requiredText("id", help: "add one") == nil)
    #expect(fields.requiredText("name", help: "add one") == nil)
    #expect(fields.finish().map(\.message) == ["a step needs an `id`", "a step needs a `name`"])
  }

  @Test("that nobody asked for are unknown, with a suggestion or a list") func unknown() throws {
    var fields = try reader("titel: x\ncolor: y\ntime: z\n")
    _ = (fields.text("title"), fields.text("time"))
    #expect(fields.finish().map { $0.help } == ["did you mean `title`?", "known here: time, title"])
  }
}
