import Diagnostics
import Testing

@testable import Theming

@Suite("A template specialized for a set of pages") struct TemplateSpecializationTests {
  static let templates = [
    "a {{title}} b {{number}} c {{{body}}} d",
    "{{#shown}}1{{title}}{{/shown}}{{^shown}}2{{/shown}}{{#title}}{{title}}{{/title}}-{{^title}}none{{/title}}",
    "{{inner.title}}{{inner.deep.title}}{{inner.deep.number}}",
    "x{{#inner}}({{title}}|{{number}}){{#deep}}({{title}})y{{/deep}}{{/inner}}z",
    "{{#list}}[{{title}}{{#shown}}!{{/shown}}]{{/list}}{{^list}}empty{{/list}}",
    "{{#list}}({{#items}}{{title}}:{{#shown}}{{number}}{{/shown}},{{/items}}){{/list}}",
    "{{#list}}{{#inner}}{{title}}{{/inner}}{{#names}}{{.}}{{title}}{{/names}}{{/list}}",
    "{{#names}}({{.}}){{#inner}}{{title}}{{#list}}{{title}}{{/list}}{{/inner}}{{/names}}",
    "{{#shown}}a{{/shown}}{{#shown}}b{{#list}}c{{/list}}{{/shown}}{{#list}}d{{#shown}}e{{/shown}}f{{/list}}",
  ]

  @Test("writes what the template writes, whichever fields are fixed", arguments: templates)
  func same(_ template: String) throws {
    let names = ["title", "number", "shown", "inner", "deep", "list", "items", "names"]
    let program = try #require(compiled(template))
    for bits in 0..<1 << names.count {
      let fixed = Set(names.indices.filter { bits >> $0 & 1 == 1 }.map { names[$0] })
      let special = program.specialized(for: [SampleRecord(page(0, fixed: []), fixed: fixed)])
      for number in 0..<3 {
        let record = SampleRecord(page(number, fixed: fixed), fixed: fixed)
        #expect(special.text(of: record) == program.text(of: record), "\(fixed.sorted())")
      }
    }
  }

  @Test("has nothing left to ask when everything is fixed", arguments: templates)
  func allFixed(_ template: String) throws {
    let fixed: Set = ["title", "number", "shown", "inner", "deep", "list", "items", "names", "body"]
    let special = try #require(compiled(template)).specialized(
      for: [SampleRecord(page(0, fixed: []), fixed: fixed)])
    #expect(special.instructions.count == 1)
  }

  @Test("asks only items that differ, and lists only for those") func items() throws {
    let program = try #require(compiled("{{#list}}<b>{{title}}</b>{{#shown}} here{{/shown}}{{/list}}."))
    let fixed: Set = ["list", "title"]
    let special = program.specialized(for: [SampleRecord(page(0, fixed: []), fixed: fixed)])
    let kinds = special.instructions.map { instruction in
      switch instruction {
      case .literal: "literal"
      case .items: "items"
      case .item(let index, _): "item \(index)"
      case .skipUnless: "if"
      default: "\(instruction)"
      }
    }
    #expect(
      kinds == [
        "items", "item 0", "literal", "if", "literal", "item 1", "literal", "if", "literal", "literal",
      ])
  }

  @Test("knows the page of a flag that is set on one page only by its number", arguments: 0..<3)
  func onlyPage(_ number: Int) throws {
    let template =
      "{{#places}}{{name}}{{#is_here}} here{{/is_here}}{{^is_here}} there{{/is_here}}.{{/places}}"
    let program = try #require(compiled(template, for: PlacesSample.recordType))
    let special = program.specialized(for: [PlacesSample(here: 1)])
    var written = HTMLWriter()
    var expected = HTMLWriter()
    special.run(records: [PlacesSample(here: number)], onPage: number, into: &written)
    program.run(records: [PlacesSample(here: number)], into: &expected)
    #expect(written.bytes == expected.bytes)
    let asks = special.instructions.contains { instruction in
      switch instruction {
      case .literal, .skipUnlessOnPage, .skipIfOnPage: false
      default: true
      }
    }
    #expect(!asks, "no record is left to be asked")
  }

  /// Three places, each of which is "here" on its own page.
  private struct PlacesSample: TypedRecord {
    let here: Int

    enum Field: Int, RecordField {
      case places
      var declaration: FieldDeclaration { .init("places", .list(PlaceSample.recordType), "") }
    }

    static let name = "page"
    static let summary = "A page."
    func value(of field: Field) -> TemplateValue {
      .list(count: 3) { [here] in PlaceSample(number: $0, isHere: $0 == here) }
    }
    func isFixed(_ field: Field) -> Bool { true }
  }

  private struct PlaceSample: TypedRecord {
    let number: Int
    let isHere: Bool

    enum Field: Int, RecordField {
      case name, isHere
      var declaration: FieldDeclaration {
        switch self {
        case .name: .init("name", .text, "")
        case .isHere: .init("is_here", .flag, "")
        }
      }
    }

    static let name = "place"
    static let summary = "A place."
    func value(of field: Field) -> TemplateValue {
      switch field {
      case .name: .text("place \(number)")
      case .isHere: .flag(isHere)
      }
    }
    func isFixed(_ field: Field) -> Bool { field == .name }
    func onlyPage(_ field: Field) -> Int? { field == .isHere ? number : nil }
  }

  /// A record of every kind of field; what is not fixed has another value for another number.
  private func page(_ number: Int, fixed: Set<String>, depth: Int = 0) -> Sample {
    func varied(_ name: String) -> Int { fixed.contains(name) ? 0 : number }
    var fields: [(String, Sample)] = [
      ("title", .text(varied("title") == 2 ? "" : "T\(depth)\(varied("title"))<")),
      ("number", .number(depth + varied("number"))), ("shown", .flag(varied("shown") % 2 == 0)),
      ("body", .markup("<i>\(number)</i>")),
      ("names", .texts((0...varied("names")).dropFirst().map { "n\($0)" } + ["m"])),
    ]
    if depth < 2 {
      let inner = page(number, fixed: fixed, depth: depth + 1)
      fields.append(("deep", inner))
      fields.append(("inner", inner))
      fields.append(("list", .list(Array(repeating: inner, count: 2 - varied("list")))))
      fields.append(("items", .list(Array(repeating: inner, count: 1 + varied("items")))))
    }
    return .record(fields)
  }

  private func compiled(_ template: String) -> TemplateProgram? {
    compiled(template, for: SampleRecord(page(0, fixed: [])).type)
  }

  private func compiled(_ template: String, for type: RecordType) -> TemplateProgram? {
    let source = TemplateSource(template: "main", Array(template.utf8), file: FileID(0))
    let library = TemplateCompiler.Library(templates: ["main": TemplateParser.parse(source).template])
    return TemplateCompiler.compile("main", records: [type], library: library).program
  }
}
