import Diagnostics
import GuideModel
import TestKit
import Testing

@testable import GuideReading

@Suite("Markdown") struct MarkdownTests {
  @Test(
    "becomes an article",
    arguments: [
      ("", ""), ("Text.", #"paragraph("Text.")"#), ("a\nb", #"paragraph("a" / "b")"#),
      ("a  \nb", #"paragraph("a" // "b")"#),
      ("*a* **b** `c`", #"paragraph(emphasis("a") " " strong("b") " " `c`)"#),
      ("```sh -x\nls\n```", #"codeBlock<sh>("ls"# + "\n" + #"")"#),
      ("    code", #"codeBlock<>("code"# + "\n" + #"")"#),
      ("---", "thematicBreak"), ("&amp;&copy;", #"paragraph("&©")"#), (#"\*a\*"#, #"paragraph("*a*")"#),
      ("[a](b.md \"t\")", #"paragraph(link<b.md>("a"))"#),
      ("<https://x.org>", #"paragraph(link<https://x.org>("https://x.org"))"#),
      ("[a][b]\n\n[b]: c.md", #"paragraph(link<c.md>("a"))"#),
      ("[a](<b c.md>)", #"paragraph(link<b c.md>("a"))"#),
    ])
  func basics(_ markdown: String, _ outline: String) { expect(markdown, outline) }

  @Test(
    "has lists that are tight or loose, nested, ordered and to be ticked",
    arguments: [
      ("- a\n- b", #"bulletList(item(paragraph("a")) item(paragraph("b")))"#),
      ("- a\n\n- b", #"bulletList(looseItem(paragraph("a")) looseItem(paragraph("b")))"#),
      ("1. a\n2. b", #"orderedList(item(paragraph("a")) item(paragraph("b")))"#),
      ("3) a", #"orderedList@3(item(paragraph("a")))"#), ("0. a", #"orderedList@0(item(paragraph("a")))"#),
      (
        "- a\n  - b\n\n    c",
        #"bulletList(item(paragraph("a") bulletList(looseItem(paragraph("b") paragraph("c")))))"#
      ),
      (
        "- [ ] a\n- [x] b\n- [X] c",
        #"checklist@1(task(paragraph("a")) done(paragraph("b")) done(paragraph("c")))"#
      ),
      (
        "- [ ] a\n  - [ ] b\n- [ ] c\n\n1. [ ] d",
        #"checklist@1(task(paragraph("a") checklist@2(task(paragraph("b")))) task(paragraph("c"))) checklist@4(task(paragraph("d")))"#
      ),
      ("- a\n- [ ] b", #"checklist@1(item(paragraph("a")) task(paragraph("b")))"#),
      ("- a\n  - [ ] b", #"bulletList(item(paragraph("a") checklist@1(task(paragraph("b")))))"#),
      ("- []\n- [y] a", #"bulletList(item(paragraph("[]")) item(paragraph("[y] a")))"#),
    ])
  func lists(_ markdown: String, _ outline: String) { expect(markdown, outline) }

  @Test(
    "has tables with aligned columns",
    arguments: [
      (
        "| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | `2` | 3 | 4 |",
        #"table4(tableHead(cell("a") cell<("b") cell=("c") cell>("d")) tableRow(cell("1") cell<(`2`) cell=("3") cell>("4")))"#
      ),
      ("a|b\n-|-\n1", #"table2(tableHead(cell("a") cell("b")) tableRow(cell("1") cell()))"#),
      ("a|b\n-|-\n1|2|3", #"table2(tableHead(cell("a") cell("b")) tableRow(cell("1") cell("2")))"#),
      (
        #"a|b"# + "\n-|-\n" + #"x\|y|z"#,
        #"table2(tableHead(cell("a") cell("b")) tableRow(cell("x|y") cell("z")))"#
      ),
      ("a|b\n-", #"h2#ab("a|b")"#),
      // Without a bar: the parser is told that there may be tables by these bytes.
      ("a\n:-", #"table1(tableHead(cell<("a")))"#), ("a\n-:", #"table1(tableHead(cell>("a")))"#),
      ("a\n -- ", #"h2#a("a")"#),
    ])
  func tables(_ markdown: String, _ outline: String) { expect(markdown, outline) }

  @Test(
    "strikes text through",
    arguments: [
      ("~~a~~", #"paragraph(strikethrough("a"))"#),
      ("x ~~a b~~ y", #"paragraph("x " strikethrough("a b") " y")"#),
      ("~~a *b* c~~", #"paragraph(strikethrough("a " emphasis("b") " c"))"#),
      ("~~*a*~~", #"paragraph(strikethrough(emphasis("a")))"#),
      ("*~~a~~*", #"paragraph(emphasis(strikethrough("a")))"#),
      ("~~a\nb~~", #"paragraph(strikethrough("a" / "b"))"#),
      ("~~a~~~~b~~", #"paragraph(strikethrough("a~~~~b"))"#),
      // Found by the fuzzer: what was struck out in a table was gone.
      (
        "|~~a~~|\n|-|\n|b ~~*c*~~|\n",
        #"table1(tableHead(cell(strikethrough("a"))) tableRow(cell("b " strikethrough(emphasis("c")))))"#
      ),
      ("~a~", #"paragraph("~a~")"#), ("~~ a ~~", #"paragraph("~~ a ~~")"#),
      ("~~~a~~~", #"codeBlock<a~~~>("")"#),
      ("x ~~~a~~~", #"paragraph("x ~~~a~~~")"#), (#"\~~a~~"#, #"paragraph("~~a~~")"#),
      (#"~~a\~~"#, #"paragraph("~~a~~")"#),
      (#"~~a~~ about \~5"#, #"paragraph(strikethrough("a") " about ~5")"#),
      (#"\~\~a\~\~ and ~~b~~"#, #"paragraph("~~a~~ and " strikethrough("b"))"#),
      (#"\\~~a~~"#, #"paragraph("\" strikethrough("a"))"#), ("`~~a~~`", #"paragraph(`~~a~~`)"#),
      ("~~a~~ b ~~c~~", #"paragraph(strikethrough("a") " b " strikethrough("c"))"#),
      ("~~a", #"paragraph("~~a")"#),
      ("~~~~", "codeBlock<>(\"\")"), ("~~a\n\nb~~", #"paragraph("~~a") paragraph("b~~")"#),
      ("a\\\n\\~~b\\~~", #"paragraph("a" // "~~b~~")"#),
      ("a\\\n~~b~~", #"paragraph("a" // strikethrough("b"))"#),
      ("- ~~a~~", #"bulletList(item(paragraph(strikethrough("a"))))"#),
    ])
  func strikethrough(_ markdown: String, _ outline: String) { expect(markdown, outline) }

  @Test(
    "has callouts of every kind, with titles of their own",
    arguments: [
      ("> [!TIP]\n> a", #"tip(paragraph("a"))"#), ("> [!note]\n> a", #"note(paragraph("a"))"#),
      ("> [!IMPORTANT]\n> a", #"note(paragraph("a"))"#), ("> [!CAUTION]\n> a", #"warning(paragraph("a"))"#),
      ("> [!WARNING]\n> a", #"warning(paragraph("a"))"#), ("> [!EXAMPLE]\n> a", #"example(paragraph("a"))"#),
      ("> [!SAFETY]\n> **Title**\n>\n> a", #"safety(calloutTitle(strong("Title")) paragraph("a"))"#),
      ("> [!TIP]\n>\n> **Title**\n>\n> a", #"tip(calloutTitle(strong("Title")) paragraph("a"))"#),
      ("> [!TIP]\n> **Not** a title", #"tip(paragraph(strong("Not") " a title"))"#),
      ("> [!TIP]\n> a\n>\n> **b**", #"tip(paragraph("a") paragraph(strong("b")))"#),
      ("> [!TIP]  \n> a", #"tip(paragraph("a"))"#), ("> [!TIP] \n> a", #"tip(paragraph("a"))"#),
      ("> [!TIP]\n> - a", #"tip(bulletList(item(paragraph("a"))))"#),
      ("> [!TIP]\n> a\n>\n> > [!NOTE]\n> > b", #"tip(paragraph("a") note(paragraph("b")))"#),
      ("- > [!TIP]\n  > a", #"bulletList(item(tip(paragraph("a"))))"#),
      ("> [!TIP]\r\n> a\r\n", #"tip(paragraph("a"))"#),
      (#"> \[!TIP]"#, #"quote(paragraph("[!TIP]"))"#), ("> a [!TIP]", #"quote(paragraph("a [!TIP]"))"#),
      ("[!TIP]", #"paragraph("[!TIP]")"#),
      ("> a\n>\n> — b", #"quote(paragraph("a") attribution("— b"))"#), ("> — b", #"quote(paragraph("— b"))"#),
      ("> a\n>\n> — *b*, c", #"quote(paragraph("a") attribution("— " emphasis("b") ", c"))"#),
    ])
  func callouts(_ markdown: String, _ outline: String) { expect(markdown, outline) }

  @Test(
    "has footnotes in the order in which the text refers to them",
    arguments: [
      ("a[^1]\n\n[^1]: b", #"paragraph("a" ref1) note1×1(paragraph("b"))"#),
      (
        "a[^y] b[^x] c[^y]\n\n[^x]: X\n[^y]: Y",
        #"paragraph("a" ref1 " b" ref2 " c" ref1) note1×2(paragraph("Y")) note2×1(paragraph("X"))"#
      ),
      ("a[^1]\n\n[^1]: b\n\n    c", #"paragraph("a" ref1) note1×1(paragraph("b") paragraph("c"))"#),
      (
        "a[^1]\n\n[^1]: b[^2]\n[^2]: c",
        #"paragraph("a" ref1) note1×1(paragraph("b" ref2)) note2×1(paragraph("c"))"#
      ),
      ("`[^1]`\n\n[^1]", #"paragraph(`[^1]`) paragraph("[^1]")"#),
    ])
  func footnotes(_ markdown: String, _ outline: String) {
    #expect(readBody(markdown).article.outline == outline)
  }

  @Test(
    "has images that stand alone or in a line",
    arguments: [
      ("![a](b.png)", #"paragraph(figure<b.png>("a"))"#),
      ("![a](b.png \"c\")", #"paragraph(figure<b.png "c">("a"))"#),
      ("x ![a](b.png)", #"paragraph("x " image<b.png>("a"))"#),
      ("![*a* `b`\n![c](d)](e.png)", #"paragraph(figure<e.png>("a b c"))"#),
      ("[![a](b.png)](c.md)", #"paragraph(link<c.md>(image<b.png>("a")))"#),
      ("- ![a](b.png)", #"bulletList(item(paragraph(figure<b.png>("a"))))"#),
    ])
  func images(_ markdown: String, _ outline: String) { expect(markdown, outline) }

  @Test(
    "loses its comments",
    arguments: [
      ("<!-- a -->", ""), ("a <!-- b --> c", #"paragraph("a " " c")"#),
      ("<!-- a\n\nb -->\n\nc", #"paragraph("c")"#),
      ("<!-->\n\nb", #"paragraph("b")"#),
      ("<!-- a --> <!-- b -->", ""), ("a\n\n<!-- b -->\n\nc", #"paragraph("a") paragraph("c")"#),
    ])
  func comments(_ markdown: String, _ outline: String) { expect(markdown, outline) }

  @Test(
    "shows HTML as text, and says so",
    arguments: [
      ("<div>\nx\n</div>", "htmlBlock(\"<div>\nx\n</div>\n\")", ["html.raw: <div>"]),
      (
        "a <b>c</b>", #"paragraph("a " htmlInline("<b>") "c" htmlInline("</b>"))"#,
        ["html.raw: <b>", "html.raw: </b>"]
      ),
      ("<!-- a --><b>", "htmlBlock(\"<b>\n\")", ["html.raw: <!-- a --><b>"]),
      ("<!-- a\nb -->c", "htmlBlock(\"c\n\")", ["html.raw: <!-- a"]),
      ("<p> <!-- a --> b", "htmlBlock(\"<p>  b\n\")", ["html.raw: <p> <!-- a --> b"]),
      ("a <!-- b -- c --> d", #"paragraph("a <!-- b -- c --> d")"#, ["html.raw: <!--"]),
      (#"a \<!-- b -- c -->"#, #"paragraph("a <!-- b -- c -->")"#, []),
      ("<!-- a\n\nb", "", ["html.raw: <!-- a"]),
      ("<script>x</script>", "htmlBlock(\"<script>x</script>\n\")", ["html.raw: <script>x</script>"]),
      ("日本 <b>", #"paragraph("日本 " htmlInline("<b>"))"#, ["html.raw: <b>"]),
    ])
  func html(_ markdown: String, _ outline: String, _ found: [String]) {
    let read = readBody(markdown)
    #expect(read.article.outline == outline)
    #expect(marks(read.diagnostics, in: markdown) == found)
  }

  // Found by hand: U+FFFE came out as a byte that is no UTF-8, and with it a page that no browser reads.
  @Test(
    "refuses control characters that are written as numbers, but not in code",
    arguments: [
      ("a &#1; &#xFFFE;", ["text.control-character: &#1;", "text.control-character: &#xFFFE;"]),
      ("`&#1;` &#65; &#0;", []), ("![a&#2;](b.png)", ["text.control-character: &#2;"]),
      ("&#x1F600; &#xD800;", []), ("    &#1;", []), ("a&#x7f;", ["text.control-character: &#x7f;"]),
    ])
  func controls(_ markdown: String, _ found: [String]) {
    #expect(marks(readBody(markdown).diagnostics, in: markdown) == found)
  }

  @Test("gives each heading an anchor of its own") func anchors() {
    let read = readBody(
      "## Why wait?\n## Why *wait*\n## why-wait-1\n## 日本 語\n## !!!\n## `a_b` & c\n## _x\n## Éa e\u{301}\n## [a](b.md)\n## ![pic](c.png)\n## Why wait\n"
    )
    #expect(
      read.article.headings.map(\.anchor) == [
        "why-wait", "why-wait-1", "why-wait-1-1", "日本-語", "section", "a_b--c", "x", "éa-e\u{301}", "a", "pic",
        "why-wait-2",
      ])
  }

  private func expect(_ markdown: String, _ outline: String) {
    let read = readBody(markdown)
    #expect(read.article.outline == outline)
    #expect(read.diagnostics == [])
  }
}

@Suite("What is found in Markdown") struct MarkdownFindingsTests {
  @Test(
    "is marked at its own bytes",
    arguments: [
      ("> [!HINT]\n> x", ["callout.unknown: [!HINT]"]),
      ("a\n\n- > [!HINT]\n  > x", ["callout.unknown: [!HINT]"]),
      ("> [!TIP] x", ["callout.unknown: [!TIP]"]), ("日本\n\n> [!日本]\n> x", ["callout.unknown: [!日本]"]),
      ("> [!TIP]", ["callout.empty: [!TIP]"]),
      ("see https://x.org/a.", ["link.bare-url: https://x.org/a"]),
      ("日本 http://x.org/日?", ["link.bare-url: http://x.org/日"]),
      ("https://a.org https://a.org", ["link.bare-url: https://a.org", "link.bare-url: https://a.org"]),
      (
        "(see https://x.org) \"http://y.org\"",
        ["link.bare-url: https://x.org", "link.bare-url: http://y.org"]
      ),
      ("[https://x.org](a.md) `https://y.org` <https://z.org>", []), ("https://", []),
      ("    https://x.org", []),
      ("a[^x]", ["footnote.missing: [^x]"]),
      ("a[^1] [^1]\n[^1]", ["footnote.missing: [^1]", "footnote.missing: [^1]", "footnote.missing: [^1]"]),
      (#"a\[^x] `[^y]` [^] [^a b]"#, []), ("a[^1]\n\n[^1]: b[^2]", ["footnote.missing: [^2]"]),
      ("[^1]: b", ["footnote.unused: [^1]"]),
      ("a[^1]\n\n[^1]: b\n[^2]: c\n\n    [^3]: d", ["footnote.unused: [^2]"]),
      ("```\n[^1]: b\n```", []), ("a[^1][^2]\n\n[^2]: b\n\n[^1]: c", []),
    ])
  func marked(_ markdown: String, _ found: [String]) {
    #expect(marks(readBody(markdown).diagnostics.inSourceOrder(), in: markdown) == found)
  }

  @Test("is found behind struck text too") func behindStrikes() {
    let text = String(repeating: "word ", count: 200) + "\n\n~~old~~ see https://a.org and[^x]"
    #expect(
      marks(readBody(text).diagnostics.inSourceOrder(), in: text) == [
        "link.bare-url: https://a.org", "footnote.missing: [^x]",
      ])
  }

  @Test("stands at different places when it is there twice") func twice() {
    let found = readBody("a[^1] [^1] https://a.org https://a.org").diagnostics.map(\.place.offset)
    #expect(found.sorted() == [1, 6, 11, 25])
  }

  @Test(
    "knows the bytes of every link's destination",
    arguments: [
      ("[a](b.md)", "b.md"), ("b.md [b.md](b.md)", "b.md"), ("> [a](b.md)", "b.md"),
      ("- x\n\n  [a](b.md)", "b.md"), ("[a\nb](c.md)", "c.md"),
      ("|x|\n|-|\n|[a](b.md)|", "b.md"), ("# [a](b.md)", "b.md"), ("日本 [語](語.md)", "語.md"),
      ("[a](<b c.md>)", "b c.md"),
      ("[a](b.md \"t\")", "b.md"), ("[![x](y.png)](b.md)", "b.md"), ("<https://x.org>", "https://x.org"),
      ("a[^1]\n\n[^1]: [a](b.md)", "b.md"),
      ("\u{FEFF}[a](b.md)", "b.md"), ("x\r\n[a](b.md)\r\n", "b.md"),
    ])
  func destinations(_ markdown: String, _ destination: String) throws {
    let article = readBody(markdown).article
    let link = try #require(article.links.last)
    let bytes = Array(markdown.utf8)
    #expect(
      String(decoding: bytes[Int(link.source.lowerBound)..<Int(link.source.upperBound)], as: UTF8.self)
        == destination)
  }
}

@Suite("Text") struct TextValidationTests {
  private func problem(_ bytes: [UInt8]) -> String? {
    bytes.withUnsafeBufferPointer { firstTextProblem(in: $0, file: FileID(0)) }.map {
      "\($0.code.rawValue) \($0.place.offset)"
    }
  }

  @Test(
    "is UTF-8 without control characters",
    arguments: [
      "", "plain", "tab\tline\r\nend", "é日🙂", "\u{FEFF}a", "\u{A0}\u{FFFD}\u{FFFC}",
      String(repeating: "x", count: 1_000),
    ])
  func fine(_ text: String) { #expect(problem(Array(text.utf8)) == nil) }

  @Test(
    "is refused at its first wrong byte",
    arguments: [
      ([0xFF], "text.invalid-utf8 0"), ([0x61, 0xC3], "text.invalid-utf8 1"),
      ([0xC0, 0x80], "text.invalid-utf8 0"),
      ([0xED, 0xA0, 0x80], "text.invalid-utf8 0"), ([0xF4, 0x90, 0x80, 0x80], "text.invalid-utf8 0"),
      ([0xE0, 0x80, 0x80], "text.invalid-utf8 0"),
      ([0xF0, 0x80, 0x80, 0x80], "text.invalid-utf8 0"), ([0x61, 0x00], "text.control-character 1"),
      ([0x1B], "text.control-character 0"),
      ([0x0C], "text.control-character 0"), ([0x0B], "text.control-character 0"),
      ([0x61, 0x7F], "text.control-character 1"),
      // Found by the fuzzer: among eight printable characters it went unseen.
      ([0x61, 0x7F] + [UInt8](repeating: 0x61, count: 30), "text.control-character 1"),
      ([0xC2, 0x85], "text.control-character 0"),
      ([0xEF, 0xBF, 0xBE], "text.control-character 0"),
      ([0xF0, 0x9F, 0xBF, 0xBF], "text.control-character 0"),
    ] as [([UInt8], String)])
  func wrong(_ bytes: [UInt8], _ found: String) {
    #expect(problem(bytes) == found)
    // The same behind eight bytes and more, which are looked at together.
    let prefix = [UInt8](repeating: 0x61, count: 17)
    let offset = Int(found.split(separator: " ")[1])! + 17
    #expect(problem(prefix + bytes) == "\(found.split(separator: " ")[0]) \(offset)")
  }

  @Test("agrees with the standard library on random bytes") func random() {
    var generator = SeededGenerator(seed: 7)
    let alphabet: [UInt8] = [0x61, 0x80, 0xA0, 0xBF, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0x90, 0x8F]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator)!
      }
      let text = String(validating: bytes, as: UTF8.self)
      let isFine = text.map { !$0.unicodeScalars.contains(where: \.isForbiddenInPages) } ?? false
      #expect((problem(bytes) == nil) == isFine)
    }
  }

  @Test("is looked at eight bytes at a time with the result of one at a time") func words() {
    var generator = SeededGenerator(seed: 11)
    let rare: [UInt8] = [0x00, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1F, 0x20, 0x7E, 0x7F]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 8...40, using: &generator)).map { _ in
        Int.random(in: 0..<12, using: &generator) > 0
          ? UInt8.random(in: 0x20...0x7E, using: &generator) : rare.randomElement(using: &generator)!
      }
      let first = bytes.firstIndex { Unicode.Scalar($0).isForbiddenInPages }
      #expect(problem(bytes) == first.map { "text.control-character \($0)" })
    }
  }
}
