import Testing

@testable import Diagnostics

/// One file of text and a folder that cannot be read.
private func sources(_ text: String) -> SourceIndex {
  SourceIndex(paths: ["content/a.md", "content/b/"]) { $0 == FileID(0) ? Array(text.utf8) : nil }
}

/// Where `words` stand in `text`.
private func place(_ words: String, in text: String) -> SourceSpan {
  let all = Array(text.utf8), wanted = Array(words.utf8)
  let start = all.indices.first { all[$0...].starts(with: wanted) }!
  return SourceSpan(file: FileID(0), bytes: start..<start + wanted.count)
}

@Suite("A report for a terminal") struct TerminalReportTests {
  private func report(
    _ text: String, _ words: String, width: Int = 60, color: Bool = false, help: String? = nil
  ) -> String {
    TerminalReport(sources: sources(text), color: color, width: width)
      .render([Diagnostic(.linkMissingPage, "there is no page", at: place(words, in: text), help: help)])
  }

  @Test("shows the line with the place marked, and what to do") func plain() {
    #expect(
      report("one\nsee [x](y.md) now\n", "y.md", help: "did you mean `z.md`?") == """
        error[link.missing-page]: there is no page
         --> content/a.md:2:9
          |
        2 | see [x](y.md) now
          |         ^^^^
          = help: did you mean `z.md`?


        """)
  }

  @Test(
    "marks the right cells",
    arguments: [
      ("日本 [x](y.md)", 10), ("e\u{301}e\u{301} y.md", 3), ("👩‍👩‍👧‍👦🇯🇵 y.md", 5), ("\ty.md", 4), ("a\tb\ty.md", 10),
      ("שלום y.md", 5), ("한 y.md", 3),
    ])
  func cells(_ line: String, _ before: Int) {
    let lines = report(line, "y.md").split(separator: "\n")
    #expect(lines[4] == "  | " + String(repeating: " ", count: before) + "^^^^")
  }

  @Test("marks wide characters with two carets each, and an empty place with one") func wideMark() {
    #expect(report("x 日本 y", "日本").contains("\n  |   ^^^^\n"))
    let empty = TerminalReport(sources: sources("ab"), color: false)
      .render([Diagnostic(.fieldBadValue, "x", at: SourceSpan(file: FileID(0), bytes: 2..<2))])
    #expect(empty.contains("\n  |   ^\n"))
  }

  @Test("never writes a line wider than the terminal", arguments: [40, 60, 80, 100, 200])
  func width(_ width: Int) {
    for unit in ["word ", "長い", "🙂", "e\u{301}"] {
      let long = String(repeating: unit, count: 400)
      for text in [long + "y.md", "y.md" + long, long + "y.md" + long, long] {
        let mark = text == long ? unit : "y.md"
        let lines = report(text, mark, width: width).split(separator: "\n").dropFirst(2)
        #expect(lines.allSatisfy { $0.description.displayWidth <= width })
        #expect(lines.contains { $0.contains("^") })
      }
    }
  }

  @Test("shows what is hidden, so that nothing can deceive or steer a terminal") func hidden() {
    let shown = report("a\u{1B}[31m\u{202E}b\u{9B} y.md", "y.md")
    #expect(shown.contains("a␛[31m\u{FFFD}b\u{FFFD} y.md"))
    #expect(!shown.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{9B}" })
  }

  @Test("has two marks where two places clash, with line numbers aligned") func related() {
    let text = String(repeating: "\n", count: 8) + "first\nsecond\n"
    let finding = Diagnostic(
      .yamlDuplicateKey, "set twice", at: place("second", in: text),
      related: [
        .init(.span(place("first", in: text)), "first set here"), .init(.whole(FileID(1)), "in here"),
      ])
    #expect(
      TerminalReport(sources: sources(text), color: false).render([finding]) == """
        error[yaml.duplicate-key]: set twice
          --> content/a.md:10:1
           |
        10 | second
           | ^^^^^^
          --> content/a.md:9:1
           |
         9 | first
           | ^^^^^ first set here
          --> content/b/ (in here)


        """)
  }

  @Test("has colors only when asked for") func color() {
    #expect(!report("y.md", "y.md").contains("\u{1B}"))
    let colored = report("y.md", "y.md", color: true)
    #expect(colored.hasPrefix("\u{1B}[1;31merror[link.missing-page]\u{1B}[0m\u{1B}[1m: "))
    #expect(colored.contains("\u{1B}[1;31m^^^^\u{1B}[0m"))
  }

  @Test("does without the line where the file is gone or shorter now") func gone() {
    let finding = Diagnostic(.layoutUnreadable, "gone", at: SourceSpan(file: FileID(1), bytes: 3..<5))
    #expect(
      TerminalReport(sources: sources(""), color: false).render([finding])
        == "error[layout.unreadable]: gone\n --> content/b/\n\n")
    let short = Diagnostic(.linkEmpty, "x", at: SourceSpan(file: FileID(0), bytes: 50..<60))
    #expect(TerminalReport(sources: sources("ab"), color: false).render([short]).contains("content/a.md:1:3"))
  }

  @Test("marks a place of several lines to the end of its first") func lines() {
    #expect(report("ab\ncd", "b\nc").contains("1 | ab\n  |  ^\n"))
  }
}

@Suite("A report for programs") struct JSONReportTests {
  private static let texts = ["see y.md", "日本 y.md", "a\r\n\ty.md\r\n", "\"\\\u{7F}\u{2028} y.md"]

  @Test("is one object a line that fits the schema", arguments: texts)
  func schema(_ text: String) throws {
    let place = place("y.md", in: text)
    let findings = [
      Diagnostic(
        .linkBare, "a \"quote\",\n\\ and \u{1} 日本", at: place, help: "do\tthis",
        related: [.init(.span(place), "here"), .init(.whole(FileID(1)), "there")]),
      Diagnostic(.imageUnused, "x", at: .whole(FileID(1))),
    ]
    let lines = JSONReport(sources: sources(text)).lines(findings)
    #expect(lines.count == 2)
    for line in lines {
      #expect(!line.utf8.contains { $0 < 0x20 })
      #expect(try JSONSchema.problems(in: line) == [])
    }
  }

  @Test("would be caught if it did not fit") func wrong() throws {
    #expect(
      try JSONSchema.problems(in: #"{"severity":"bad","code":1,"message":"x","more":2}"#).sorted() == [
        "$ has more", "$ lacks file", #"$.code is no string"#, #"$.severity is none of ["error", "warning"]"#,
      ])
  }

  @Test("has places in lines, characters and bytes") func exact() {
    let text = "日本\n本 y.md"
    #expect(
      JSONReport(sources: sources(text)).lines([
        Diagnostic(.linkMissingPage, "no \"page\"", at: place("y.md", in: text))
      ]) == [
        #"{"severity":"error","code":"link.missing-page","message":"no \"page\"","file":"content/a.md","line":2,"column":3,"endLine":2,"endColumn":7,"offset":11,"length":4}"#
      ])
  }
}

@Suite("A report for GitHub") struct GitHubReportTests {
  @Test("is one annotation a line, escaped as workflow commands want it") func annotation() {
    let text = "see y.md"
    let finding = Diagnostic(.linkBare, "50% of: it,\nall", at: place("y.md", in: text), help: "mend it")
    #expect(
      GitHubReport(sources: sources(text)).lines([finding]) == [
        "::warning file=content/a.md,line=1,endLine=1,col=5,endColumn=9,title=link.bare-url::50%25 of: it,%0Aall%0Ahelp: mend it"
      ])
  }

  @Test("leaves columns out over several lines, and places out of a folder") func whole() {
    let spread = Diagnostic(.linkEmpty, "x", at: place("b\nc", in: "ab\ncd"))
    let folder = Diagnostic(.layoutEmptyGuide, "x", at: .whole(FileID(1)))
    #expect(
      GitHubReport(sources: sources("ab\ncd")).lines([spread, folder]) == [
        "::error file=content/a.md,line=1,endLine=2,title=link.empty::x",
        "::error file=content/b/,title=layout.empty-guide::x",
      ])
  }
}
