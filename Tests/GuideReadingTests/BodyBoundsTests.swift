import Diagnostics
import GuideModel
import TestKit
import Testing

@testable import GuideReading

/// Shapes that libcmark-gfm 0.29.0.gfm.6 takes quadratic time or memory for (Documentation/Architecture.md).
private struct Shape: CustomTestStringConvertible, Sendable {
  let name: String
  /// What refuses 64 KB of it; `nil` where the parser is good enough.
  let bound: DiagnosticCode?
  let make: @Sendable (_ bytes: Int) -> String

  var testDescription: String { name }

  init(_ name: String, _ bound: DiagnosticCode?, _ make: @escaping @Sendable (Int) -> String) {
    (self.name, self.bound, self.make) = (name, bound, make)
  }

  /// The same text over and over.
  init(_ name: String, _ bound: DiagnosticCode?, repeating unit: String) {
    self.init(name, bound) { String(repeating: unit, count: $0 / unit.utf8.count) }
  }
}

private func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: max(1, count)) }

private let hostile: [Shape] = [
  Shape("a wide table", .limitTableColumns) {
    times("|a", $0 / 8) + "|\n" + times("|-", $0 / 8) + "|\n" + times("a\n", $0 / 4)
  },
  Shape("a table of 64 columns with many short rows", .limitTableCells) {
    times("|a", 64) + "|\n" + times("|-", 64) + "|\n" + times("a\n", $0 / 2 - 130)
  },
  Shape("a table of 64 columns in a quote", .limitTableCells) {
    "> " + times("|a", 64) + "|\n> " + times("|-", 64) + "|\n" + times("> a\n", $0 / 4 - 70)
  },
  Shape("many tables of one row", .limitTableCells) {
    times(times("|a", 60) + "|\n" + times("|-", 60) + "|\na\n\n", $0 / 246)
  },
  Shape("headings of tables that are none", .limitDelimiterLines, repeating: "a|b\n-|\n"),
  Shape("headings of tables between empty list items", .limitDelimiterLines, repeating: "a|b\n-|\n+\n"),
  Shape("headings of tables between numbers", .limitDelimiterLines, repeating: "a|b\n-|\n1.\n"),
  Shape("headings of tables between indented quotes", .limitDelimiterLines, repeating: "a|b\n-|\n    >\n"),
  Shape("headings of tables below a long paragraph", .limitDelimiterLines) {
    times("x y z\n", ($0 - 600) / 6) + times("a|b\n-|\n", 64)
  },
  Shape("quotes in one line", .limitNesting) { times(">", $0) },
  Shape("quotes over lines", .limitNesting) { bytes in (1...350).map { times(">", $0) + "a\n" }.joined() },
  Shape("quotes with spaces", .limitNesting) { times("> ", $0 / 2) },
  Shape("lists in one line", .limitNesting) { times("- ", $0 / 2) + "a" },
  Shape("numbered lists in one line", .limitNesting) { times("1. ", $0 / 3) + "a" },
  Shape("lists by indentation", .limitNesting) { bytes in
    (0..<250).map { times(" ", 2 * $0) + "- a\n" }.joined()
  },
  Shape("lists and quotes in turn", .limitNesting) { times("- > ", $0 / 4) + "a" },
  Shape("quotes in a footnote", .limitNesting) { "[^1]: " + times("> ", $0 / 2 - 3) + "a\n\n[^1]" },
  Shape("footnotes in footnotes", .limitNesting) { bytes in
    (0..<bytes / 12).map { "[^\($0)]: " }.joined() + "a"
  },
  Shape("starts of footnotes", .limitMarkup, repeating: "[^1]:"),
  Shape("lines of footnotes", .limitMarkup, repeating: "[^1]: a\n"),
  Shape("uses of footnotes", .limitMarkup) { "[^1]: a\n\n" + times("[^1]", $0 / 4 - 3) },
  Shape("a long address used often", .limitReferences) {
    "[a]: /" + times("x", $0 / 2) + "\n\n" + times("[a]", $0 / 6)
  },
  Shape("a long title used often", .limitReferences) {
    "[a]: /x \"" + times("x", $0 / 2) + "\"\n\n" + times("[a]", $0 / 6)
  },
  Shape("a long title over lines", .limitReferences) {
    "[a]: /x \"" + times("x\n[", $0 / 6) + "\"\n\n" + times("[a]", $0 / 6)
  },
  Shape("a long address in the next line", .limitReferences) {
    "[a]:\n[" + times("x", $0 / 2) + "\n\n" + times("[a]", $0 / 6)
  },
  Shape("a long address with a name over lines", .limitReferences) {
    "[a\nb]: /" + times("x", $0 / 2) + "\n\n" + times("[a b]", $0 / 10)
  },
  Shape("a long address with a name beyond ASCII", .limitReferences) {
    "[ÄÖ]: /" + times("x", $0 / 2) + "\n\n" + times("[äö]", $0 / 12)
  },
  Shape("a long address with a name that folds to ASCII", .limitReferences) {
    "[ß]: /" + times("x", $0 / 2) + "\n\n" + times("[ss]", $0 / 8)
  },
  Shape("a long address with a name like a footnote's", .limitReferences) {
    "[^a b]: /" + times("x", $0 / 2) + "\n\n" + times("x[^a b]", $0 / 20)
  },
  Shape("a long address in a quote", .limitReferences) {
    "> [a]: /" + times("x", $0 / 2) + "\n\n" + times("[a]", $0 / 6)
  },
  Shape("a long address in a list in a footnote", .limitReferences) {
    "[^1]: - [a]: /" + times("x", $0 / 2) + "\n\n" + times("[a]", $0 / 6)
  },
  Shape("a long address for images", .limitReferences) {
    "[a]: /" + times("x", $0 / 2) + "\n\n" + times("[![a]][a]", 1_000)
  },
  Shape("HTML ends and instructions", .limitMarkup) { times("</", $0 / 4) + times("<?", $0 / 4) },
  Shape("HTML ends", .limitMarkup, repeating: "</"),
  Shape("instructions", .limitMarkup, repeating: "<?"),
  Shape("declarations", .limitMarkup, repeating: "<!A "),
  Shape("CDATA", .limitMarkup, repeating: "<![CDATA["),
  Shape("comments", .limitMarkup, repeating: "<!--"),
  Shape("images in images", .limitMarkup, repeating: "![[]()"),
  Shape("starts of images", .limitMarkup, repeating: "!["),
  Shape("links between stars", .limitMarkup, repeating: "*[a](b)"),
  Shape("links between underscores", .limitMarkup, repeating: "_[a](b)"),
  Shape("brackets", nil, repeating: "["),
  Shape("brackets that close", nil) { times("[", $0 / 2) + times("]", $0 / 2) },
  Shape("brackets in turn", nil, repeating: "[a]"),
  Shape("starts of links", nil, repeating: "[a]("),
  Shape("starts of links in links", nil, repeating: "[a](<b"),
  Shape("links", nil, repeating: "[a](b)"),
  Shape("links in links", nil) { times("[", $0 / 6) + "a" + times("](b)", $0 / 6) },
  Shape("stars", nil, repeating: "*a "),
  Shape("stars and underscores", nil, repeating: "*a_ "),
  Shape("stars in stars", nil) { times("*a **a ", $0 / 14) + times("a** a* ", $0 / 14) },
  Shape("stars of many lengths", nil) { bytes in (1...350).map { times("*", $0) + "a" }.joined() },
  Shape("strong emphasis in emphasis", nil) { times("**a *b ", $0 / 14) + times("c* d**", $0 / 14) },
  Shape("strikes", nil, repeating: "~~a~~ "),
  Shape("strikes that open", nil, repeating: "~~a "),
  Shape("strikes in emphasis", nil, repeating: "*~~a "),
  Shape("escaped tildes", nil, repeating: #"\~~a~~ "#),
  Shape("backticks", nil) { bytes in (1...350).map { times("`", $0) + "a" }.joined() },
  Shape("backslashes", nil, repeating: "\\"),
  Shape("entities", nil, repeating: "&amp"),
  Shape("angle brackets", nil, repeating: "<a "),
  Shape("angle brackets in a row", nil, repeating: "<"),
  Shape("autolinks", nil, repeating: "<a:b>"),
  Shape("bare addresses", nil, repeating: "http://a "),
  Shape("bare addresses in one word", nil, repeating: "http://a"),
  Shape("equal headings", nil, repeating: "# a\n"),
  Shape("headings of one number", nil) { bytes in (0..<bytes / 10).map { "## a-\($0 % 90)\n" }.joined() },
  Shape("underlined headings", nil, repeating: "a\n-\n\n"),
  Shape("empty list items", nil, repeating: "-\n"),
  Shape("list items", nil, repeating: "- a\n"),
  Shape("tasks", nil, repeating: "- [ ] a\n"),
  Shape("callouts", nil, repeating: "> [!TIP]\n> a\n\n"),
  Shape("unknown callouts", nil, repeating: "> [!A]\n\n"),
  Shape("missing footnotes", nil) { times("[^ab] ", min($0 / 6, 2_000)) },
  Shape("unused footnotes", nil) { bytes in (0..<min(bytes / 12, 2_000)).map { "[^\($0)]: a\n" }.joined() },
  Shape("definitions", nil) { bytes in (0..<bytes / 12).map { "[\($0)]: /a\n" }.joined() },
  Shape("definitions that are none", nil, repeating: "[a]: b \"\n"),
  Shape("one long line", nil, repeating: "a"), Shape("spaces", nil, repeating: " "),
  Shape("empty lines", nil, repeating: "\n"),
  Shape("lone carriage returns", nil, repeating: "a\r"), Shape("tabs", nil, repeating: "\t"),
  Shape("fences", nil, repeating: "```\n"),
  Shape("combining marks", nil, repeating: "\u{301}"), Shape("pipes", nil, repeating: "|"),
  Shape("pipes over lines", nil, repeating: "|a|\n"),
  Shape("dashes between pipes", .limitTableColumns, repeating: "|-"),
  Shape("ampersands", nil, repeating: "&"),
  Shape("HTML blocks", nil, repeating: "<div>\n\n"),
]

@Suite("Hostile Markdown") struct BodyBoundsTests {
  private static let limit = Limits().fileBytes

  @Test("is refused by its own bound, or read", arguments: hostile)
  fileprivate func bound(_ shape: Shape) {
    let text = shape.make(Self.limit - 1_024)
    #expect((1...Self.limit).contains(text.utf8.count), "\(text.utf8.count)")
    let read = readBody(text)
    let limits = read.diagnostics.map(\.code).filter { $0.rawValue.hasPrefix("limit.") }
    #expect(shape.bound.map(limits.contains) ?? limits.isEmpty, "\(limits)")
    #expect(limits.isEmpty || read.article.nodes.isEmpty)
    // Nothing that is read grows beyond measure.
    #expect(weight(read.article) <= 8_000_000)
  }

  /// Bytes of an article's parts.
  private func weight(_ article: Article) -> Int {
    article.nodes.count * 36 + article.text.count + article.links.reduce(0) { $0 + $1.destination.utf8.count }
      + article.images.reduce(0) { $0 + $1.destination.utf8.count + $1.alternative.utf8.count }
  }

  @Test("just within each bound is read, and stays small") func within() {
    let inside = [
      times("|a", 64) + "|\n" + times("|-", 64) + "|\n" + times("a\n", 75),
      times("a|b\n-|\n", 64), times(">", 32) + " a", times("- ", 32) + "a",
      times("[^1]", 1_990) + "\n\n[^1]: a", times("</", 1_000) + times("<?", 1_000), times("![[]()", 2_000),
      times("*[a](b)", 2_000),
      times("<![CDATA[", 1_000), "[a]: /" + times("x", 2_000) + "\n\n" + times("[a]", 450),
    ]
    for text in inside {
      let read = readBody(text)
      #expect(!read.diagnostics.contains { $0.code.rawValue.hasPrefix("limit.") }, "\(text.prefix(40))")
      #expect(!read.article.nodes.isEmpty)
      #expect(weight(read.article) <= 8_000_000)
    }
  }

  @Test(
    "does not make ordinary text hard to write",
    arguments: [
      times("- [a](b.md) and `code` in a list\n", 400), times("> A quote\n> of two lines\n\n", 400),
      "| a | b |\n|---|---|\n" + times("| 1 | 2 |\n", 400),
      times("## Heading\n\nText[^1].\n\n", 300) + "[^1]: Note\n",
      (0..<150).map { "[page \($0)]: https://example.org/a/rather/long/address/\($0) \"Title\"\n" }.joined()
        + "\n" + (0..<150).map { "[page \($0)] " }.joined(),
      (0..<6).map { times("  ", $0) + "- level \($0)\n" }.joined(), times("---\n\n", 100),
      times("- - -\n\n", 20), times("* * * * *\n\n", 20),
      times("> | a | b |\n> |---|---|\n> | 1 | 2 |\n>\n> text\n>\n", 60),
    ])
  func ordinary(_ text: String) {
    #expect(!readBody(text).diagnostics.contains { $0.code.rawValue.hasPrefix("limit.") })
  }

  @Test("counts quotes and lists as a reader would") func nesting() {
    func found(_ text: String, _ limit: Int) -> Bool {
      var limits = Limits()
      limits.nesting = limit
      return readBody(text, limits: limits).diagnostics.contains { $0.code == .limitNesting }
    }
    for (text, depth) in [
      ("> > > a", 3), (">>> a", 3), ("> - 1. a", 3), ("- a\n  - b\n    - c", 3), ("- - - a", 3),
      ("a - b > c", 0), ("[^1]: > a", 2),
    ] {
      #expect(!found(text, max(depth, 1)))
      if depth > 1 { #expect(found(text, depth - 1)) }
    }
  }

  @Test(
    "counts each opener, also where two share a sign",
    arguments: [
      ("![^a", 2), ("*[^a", 2), ("_[a ![b", 2), ("<![CDATA[", 2), ("</<?<!", 3), ("[^a [^b [^c", 3),
      ("a [b < c", 0),
      ("[^", 1), ("[", 0), ("![", 1),
    ])
  func openers(_ text: String, _ count: Int) {
    for limit in 0...4 {
      var limits = Limits()
      limits.markup = limit
      let isOver = readBody(text, limits: limits).diagnostics.contains { $0.code == .limitMarkup }
      #expect(isOver == (count > limit), "\(limit)")
    }
  }

  @Test("larger than a file may be is not looked at") func size() {
    let read = readBody(times("a", Self.limit + 1))
    #expect(read.diagnostics.map(\.code) == [.limitFileSize])
    #expect(read.article == Article())
  }
}
