import Diagnostics
import GuideModel
import TestKit
import Testing

@testable import GuideReading

@Suite("Front matter") struct FrontMatterTests {
  private func block(_ text: String) -> (yaml: String, body: String)? {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      FrontMatterBlock.find(in: buffer, file: FileID(0)).block.map {
        (String(decoding: bytes[$0.yaml], as: UTF8.self), String(decoding: bytes[$0.body], as: UTF8.self))
      }
    }
  }

  @Test(
    "stands between two lines of three hyphens",
    arguments: [
      ("---\na: b\n---\ntext\n", "a: b\n", "text\n"), ("---\r\na: b\r\n---\r\ntext", "a: b\r\n", "text"),
      ("---\n---\n", "", ""), ("---\n---", "", ""), ("---  \na\n--- \t\nb", "a\n", "b"),
      ("\u{FEFF}---\na: b\n---\ntext", "a: b\n", "text"), ("---\na: ---\n----\n---\n", "a: ---\n----\n", ""),
      ("---\na\n---\n---\n", "a\n", "---\n"),
    ])
  func found(_ text: String, _ yaml: String, _ body: String) {
    let found = block(text)
    #expect(found?.yaml == yaml)
    #expect(found?.body == body)
  }

  @Test(
    "is missing when the file begins with anything else",
    arguments: ["", "text\n", "\n---\n", " ---\n---\n", "----\n---\n", "---x\n---\n", "--", "\r---\n"])
  func missing(_ text: String) {
    #expect(readDocument(text).diagnostics.map(\.code) == [.frontMatterMissing])
  }

  @Test(
    "is unclosed when no second line ends it",
    arguments: ["---", "---\n", "---\ntitle: x\n", "---\ntitle: x\n ---\n", "---\n----\n"])
  func unclosed(_ text: String) {
    let found = readDocument(text)
    #expect(marks(found.diagnostics, in: text) == ["front-matter.unclosed: ---"])
  }

  @Test(
    "that is unclosed points at the first line that may have been meant to close it",
    arguments: [
      ("---\na: b\n ---\n----\n", 9..<13), ("---\na: b\n----\n", 9..<13), ("---\na: b\n- -", 9..<12),
      ("---\n- b\n-\n", nil), ("---\na: ---\n", nil), ("---\n\n \n", nil),
      ("---\na: b\n\u{A0}---\n", 9..<14), ("---\na: b\n\u{2003}—\u{2029}\r\n", 9..<19), ("---\n–\n", 4..<7),
      ("---\na: b\r---\n", nil), ("---\n" + String(repeating: "-", count: 41) + "\n", nil),
    ] as [(String, Range<Int>?)])
  func nearlyClosed(_ text: String, _ place: Range<Int>?) {
    let related = readDocument(text).diagnostics.first?.related
    #expect(related?.map(\.place) == (place.map { [.span(SourceSpan(file: FileID(0), bytes: $0))] } ?? []))
  }

  @Test(
    "that lacks a title is marked at its first line, however that ends",
    arguments: [
      "---\nslug: a\n---\n", "---\r\nslug: a\r\n---\r\n", "\u{FEFF}---\nslug: a\n---\n", "--- \n---\n",
    ])
  func untitled(_ text: String) {
    let read = readDocument(text)
    #expect(marks(read.diagnostics, in: text) == ["field.missing: ---"])
    #expect(read.document?.matter.title == "?")
  }

  @Test("gives every field its type") func fields() throws {
    let read = readDocument(
      """
      ---
      title: Listen
      short_title: L
      description: Say less.
      slug: hear
      aliases: [old, older]
      draft: yes
      updated: 2026-01-02
      reviewed: 2026-01-03
      review_by: 2027-01-03
      time: 15 minutes
      language: de
      audience: you
      needs: [paper, time]
      limits: it ends
      related: ../b/guide.md
      pages: step
      sensitive: true
      extra:
        color: blue
        count: 3
      ---
      Text.
      """, as: .guide)
    #expect(read.diagnostics == [])
    let matter = try #require(read.document?.matter)
    #expect(matter.title == "Listen" && matter.shortTitle == "L" && matter.nameInNarrowPlaces == "L")
    #expect(matter.description == "Say less." && matter.slug == Slug("hear") && matter.isDraft)
    #expect(matter.aliases == [Slug("old")!, Slug("older")!])
    #expect(
      [matter.updated, matter.reviewed, matter.reviewBy].map { $0?.text } == [
        "2026-01-02", "2026-01-03", "2027-01-03",
      ])
    #expect(matter.extra == ["color": "blue", "count": "3"])
    let guide = try #require(read.guide)
    #expect(read.time?.minutes == 15 && guide.facts.time?.minutes == 15)
    #expect(guide.language == LanguageTag("de") && guide.facts.audience == "you")
    #expect(guide.facts.needs == ["paper", "time"] && guide.facts.limits == "it ends")
    #expect(guide.related.map(\.destination) == ["../b/guide.md"])
    #expect(guide.pagination == .pagePerStep && guide.isSensitive)
  }

  @Test(
    "knows only the fields of its kind of file",
    arguments: [
      (DocumentKind.step, "sensitive: true"), (.part, "pages: step"), (.page, "time: 1 hour"),
      (.home, "time: 1 hour"),
      (.step, "needs: [x]"), (.page, "language: de"),
    ])
  func unknown(_ kind: DocumentKind, _ line: String) {
    #expect(
      readDocument("---\ntitle: x\n\(line)\n---\n", as: kind).diagnostics.map(\.code) == [.fieldUnknown])
  }

  @Test("and text are both looked at, so that all mistakes come at once") func together() {
    let text = "---\ntitel: x\n---\n<b>\n\n> [!NO]\n> x\n"
    #expect(
      marks(readDocument(text).diagnostics.inSourceOrder(), in: text) == [
        "field.missing: ---", "field.unknown: titel", "html.raw: <b>", "callout.unknown: [!NO]",
      ])
  }
}

@Suite("The settings of the site") struct SettingsReadingTests {
  private func read(_ text: String) -> (settings: SiteSettings, diagnostics: [Diagnostic]) {
    Array(text.utf8).withUnsafeBufferPointer { readSettings($0, file: FileID(0)) }
  }

  @Test("of no bytes lack what every site needs, and are settings all the same") func empty() {
    let found = readSettings(UnsafeBufferPointer(start: nil, count: 0), file: FileID(0))
    #expect(found.diagnostics.map(\.code) == [.fieldMissing, .fieldMissing])
    #expect(found.settings.language == .english && found.settings.editions == [.web, .print, .search])
  }

  @Test("have types") func fields() {
    let (settings, diagnostics) = read(
      """
      id: a
      title: T
      description: D
      language: ar
      base_url: https://example.org/x//
      leave: https://example.org
      start_here: g/1-a.md
      support: s.md
      footer: [a.md, b.md]
      license: CC
      editions: [web]
      limits: {nesting: 5, markup: 7}
      lint: {heading.empty: off, image.unused: error, link.bare-url: warning}
      """)
    #expect(diagnostics == [])
    #expect(settings.id == Slug("a") && settings.title == "T" && settings.description == "D")
    #expect(settings.language == LanguageTag("ar") && settings.license == "CC")
    #expect(settings.baseURL == "https://example.org/x" && settings.leave == "https://example.org")
    #expect(settings.startHere?.destination == "g/1-a.md" && settings.support?.destination == "s.md")
    #expect(settings.footer.map(\.destination) == ["a.md", "b.md"])
    #expect(settings.editions == [.web])
    #expect(settings.limits.nesting == 5 && settings.limits.markup == 7 && settings.limits.tableColumns == 64)
    #expect(settings.severities == [.headingEmpty: .off, .imageUnused: .error, .linkBare: .warning])
  }

  @Test(
    "take only whole web addresses",
    arguments: [
      "example.org", "ftp://x.org", "https://", "javascript:alert(1)", "https://a b", "https://a\\\"b",
      "//x.org", "https://x.org/#a", "HTTPS://x.org",
    ])
  func addresses(_ text: String) {
    let found = read("id: a\ntitle: T\nleave: \"\(text)\"\n")
    #expect(found.settings.leave == nil)
    #expect(found.diagnostics.map(\.code) == [.fieldBadValue])
  }

  @Test("cannot turn off what protects readers", arguments: DiagnosticCode.allCases)
  func lint(_ code: DiagnosticCode) {
    let found = read("id: a\ntitle: T\nlint: {\(code.rawValue): off}\n")
    #expect(found.settings.severities == (code.isAdjustable ? [code: .off] : [:]))
    #expect(found.diagnostics.map(\.code) == (code.isAdjustable ? [] : [.fieldBadValue]))
  }
}
