import Foundation
import Testing

@Suite("The command line") struct CommandLineTests {
  @Test("alone shows what to type next") func alone() throws {
    let outcome = try BuiltCommand()()
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("type `waymark build`"))
    #expect(outcome.notices == "")
  }

  @Test(
    "answers a call for help on standard output",
    arguments: [
      ["--help"], ["-h"], ["help"], ["build", "--help"], ["help", "render"], ["clean", "-h"],
      ["check", "--help"],
    ])
  func help(arguments: [String]) throws {
    let outcome = try BuiltCommand().run(arguments)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("USAGE: waymark"))
    #expect(outcome.notices == "")
  }

  @Test("says its version") func version() throws {
    let outcome = try BuiltCommand()("--version")
    #expect(outcome.status == 0)
    #expect(outcome.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
  }

  @Test(
    "is wrong usage with an unknown word, flag or value",
    arguments: [
      ["bilud"], ["--nope"], ["build", "--nope"], ["build", "-x"], ["build", "a", "b"], ["build", "-j", "0"],
      ["build", "-j", "many"], ["build", "-j", "99999999999999999999"], ["build", "--format", "xml"],
      ["build", "-u", "example.org"], ["build", "-u", "ftp://example.org"], ["build", "-o"],
      ["build", "-o", ""],
      ["render"], ["render", "a", "b"], ["check", "--port", "1"], ["build", "no-such-folder"],
    ])
  func wrongUsage(arguments: [String]) throws {
    let project = try TestProject.small()
    let outcome = try project.command.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.notices.lowercased().hasPrefix("error: "))
    #expect(project.strays == [])
    #expect(!project.folder.exists("public"))
  }

  @Test(
    "asks whether another command was meant",
    arguments: zip(
      ["biuld", "Check", "hlep", "serve"],
      [
        "did you mean `waymark build`?", "did you mean `waymark check`?", "did you mean `waymark help`?",
        "`waymark build` builds the site; `waymark --help` lists all commands",
      ]))
  func unknownCommand(word: String, help: String) throws {
    let outcome = try BuiltCommand()(word)
    #expect(outcome.notices == "error: there is no command `\(word)`\n  = help: \(help)\n")
  }

  @Test("without content/ says so and what to do", arguments: ["build", "check", "clean"])
  func noContent(command: String) throws {
    let project = TestProject()
    let outcome = try project.command(command)
    #expect(outcome.status == 1)
    #expect(outcome.notices.contains("there is no content/ folder here\n  = help: go to the folder"))
    #expect(project.folder.names(in: "") == [])
  }

  @Test("finds the project for someone who stands in content/") func oneFolderUp() throws {
    let project = try TestProject.small()
    var command = project.command
    command.folder = project.folder.path("content")
    let outcome = try command("build")
    #expect(outcome.status == 0)
    #expect(outcome.notices.hasPrefix("note: content/ is one folder up; building that\n"))
    #expect(project.folder.exists("public/index.html"))
    #expect(project.folder.names(in: "content") == ["site.yml", "walk"])
    // Named from elsewhere, too.
    #expect(try project.build("content", "-q").notices == "")
  }

  @Test("takes the project's folder by name") func byName() throws {
    let project = try TestProject.small()
    let outcome = try BuiltCommand(folder: "/")("build", project.folder.path + "//")
    #expect(outcome.status == 0)
    #expect(project.folder.exists("public/index.html"))
    #expect(outcome.notices == "5 pages in \(project.folder.path)/public: 12 written, 0 unchanged\n")
  }

  @Test("prints a document's HTML and nothing else on standard output") func render() throws {
    var command = BuiltCommand()
    command.input = Array("Hi *there*.\n".utf8)
    #expect(try command("render", "-").output == "<p>Hi <em>there</em>.</p>\n")
    let folder = TemporaryFolder()
    try folder.write(page("Title", "## One\n\n- two"), to: "a.md")
    let outcome = try BuiltCommand()("render", folder.path("a.md"))
    #expect(outcome.output == "<h2 id=\"one\">One</h2>\n<ul>\n<li>two\n</li>\n</ul>\n")
    #expect(outcome.notices == "")
    #expect(outcome.status == 0)
    let missing = try BuiltCommand()("render", folder.path("b.md"))
    #expect(missing.status == 1)
    #expect(missing.notices.contains("there is no such file or folder"))
    for given in [folder.path, "/dev/null"] {
      let outcome = try BuiltCommand()("render", given)
      #expect(outcome.status == 1, "\(given)")
      #expect(outcome.output == "")
    }
    command.input = []
    #expect(try command("render", "-").status == 0)
  }

  @Test("never prints a link that would run a script") func renderUnsafe() throws {
    var command = BuiltCommand()
    command.input = Array("[a](javascript:x) ![b](JAVASCRIPT:x) [c](data:text/html,x) <vbscript:x>\n".utf8)
    let outcome = try command("render", "-", "--format", "json")
    #expect(outcome.status == 1)
    let lines = outcome.output.split(separator: "\n")
    #expect(
      try Finding.read(lines.dropLast().joined(separator: "\n")).map(\.code)
        == Array(repeating: "link.unsafe", count: 4))
    #expect(lines.last == "<p><a href=\"\">a</a> b <a href=\"\">c</a> <a href=\"\">vbscript:x</a></p>")
  }

  @Test("takes a line across the page for front matter only where it holds settings") func renderLines()
    throws
  {
    var command = BuiltCommand()
    for (text, html) in [
      ("---\nFoo\n---\nBar\n", "<hr>\n<h2 id=\"foo\">Foo</h2>\n<p>Bar</p>\n"), ("---\n---\n", "<hr>\n<hr>\n"),
      ("---\n", "<hr>\n"), ("---\r\ntitle: A\r\n---\r\nB\r\n", "<p>B</p>\n"),
      ("\u{FEFF}---\ntitle: A\n---\nB\n", "<p>B</p>\n"),
    ] {
      command.input = Array(text.utf8)
      #expect(try command("render", "-").output == html, "\(text.debugDescription)")
    }
    command.input = Array("---\ntitle: A\n".utf8)
    #expect(try command("render", "-").notices.hasPrefix("error[front-matter.unclosed]"))
  }

  @Test("prints the findings of a document on standard error") func renderFindings() throws {
    var command = BuiltCommand()
    command.input = Array("> [!TIPP]\n> Warm the cup.\n".utf8)
    let outcome = try command("render", "-")
    #expect(outcome.status == 1)
    #expect(outcome.notices.hasPrefix("error[callout.unknown]"))
    #expect(outcome.notices.contains("did you mean `[!TIP]`?"))
    #expect(outcome.output.contains("<blockquote>"))
  }
}

@Suite("What a build says") struct ReportTests {
  let brokenLink = ["content/walk/1-shoes.md": page("Put on your shoes", "Then [go](2-dor.md).")]

  @Test("goes to standard error, with the place and a way out, and nothing is published") func human() throws
  {
    let project = try TestProject.small(brokenLink)
    let outcome = try project.build()
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(
      outcome.notices == """
        error[link.missing-step]: there is no step `2-dor.md`
         --> content/walk/1-shoes.md:5:11
          |
        5 | Then [go](2-dor.md).
          |           ^^^^^^^^
          = help: did you mean `2-door.md`?

        1 error; nothing was published

        """)
    #expect(!project.folder.exists("public"))
    #expect(project.strays == [])
  }

  @Test("is one JSON object a line for programs") func json() throws {
    let project = try TestProject.small(brokenLink)
    let outcome = try project.build("--format", "json")
    #expect(outcome.status == 1)
    #expect(outcome.notices == "1 error; nothing was published\n")
    let found = try Finding.read(outcome.output)
    #expect(
      found == [
        Finding(
          severity: "error", code: "link.missing-step", message: "there is no step `2-dor.md`",
          file: "content/walk/1-shoes.md", line: 5, column: 11, endLine: 5, endColumn: 19, offset: 44,
          length: 8,
          help: "did you mean `2-door.md`?")
      ])
  }

  @Test("is annotations for GitHub") func github() throws {
    let project = try TestProject.small(brokenLink)
    let outcome = try project.check("--format", "github")
    #expect(outcome.status == 1)
    #expect(
      outcome.output
        == "::error file=content/walk/1-shoes.md,line=5,endLine=5,col=11,endColumn=19,title=link.missing-step"
        + "::there is no step `2-dor.md`%0Ahelp: did you mean `2-door.md`?\n")
  }

  @Test("is colored only where that is wanted") func color() throws {
    let project = try TestProject.small(brokenLink)
    let escape = "\u{1B}["
    for (environment, isColored) in [
      ([:], false), (["CLICOLOR_FORCE": "1"], true), (["CLICOLOR_FORCE": "0"], false),
      (["CLICOLOR": "1"], false),
      (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false), (["CLICOLOR_FORCE": "1", "NO_COLOR": ""], true),
    ] as [([String: String], Bool)] {
      var command = project.command
      command.environment = environment
      #expect(try command("check").notices.contains(escape) == isColored, "\(environment)")
    }
  }

  @Test("is short, long or timed as asked") func amount() throws {
    let project = try TestProject.small()
    #expect(try project.build("-q").notices == "")
    #expect(try project.build("-v").notices.contains(/unchanged; [0-9.]+ ms\n/))
    #expect(try project.check().notices == "1 guide with 2 steps: nothing to mend\n")
    #expect(try project.check("--quiet").notices == "")
  }

  @Test("shows 50 findings and counts the rest, unless all are asked for") func all() throws {
    let links = (1...60).map { "[link number \($0)](missing-\($0).md)\n" }.joined(separator: "\n")
    let project = try TestProject.small(["content/walk/1-shoes.md": page("Shoes", links)])
    let some = try project.check()
    #expect(some.notices.components(separatedBy: "error[link").count - 1 == 50)
    #expect(some.notices.contains("10 more are not shown; `--all` shows them\n"))
    #expect(some.notices.hasSuffix("60 errors\n"))
    let all = try project.check("--all")
    #expect(all.notices.components(separatedBy: "error[link").count - 1 == 60)
    #expect(try project.findings().map(\.line) == (0..<60).map { 5 + 2 * $0 })
  }

  @Test("fails on warnings only when it is strict, and never on a review that is due") func strict() throws {
    let project = try TestProject.small([
      "content/walk/1-shoes.md": page("Shoes", "Read <b>this</b>.", "review_by: 2020-01-01\n")
    ])
    let outcome = try project.build()
    #expect(outcome.status == 0)
    #expect(outcome.notices.contains("; 3 warnings\n"))
    let strict = try project.build("--strict")
    #expect(strict.status == 1)
    try project.folder.write(page("Shoes", "Go.", "review_by: 2020-01-01\n"), to: "content/walk/1-shoes.md")
    #expect(try project.build("--strict").status == 0)
    #expect(try project.findings().map(\.code) == ["review.overdue"])
  }

  @Test("follows the clock that it is given") func clock() throws {
    let project = try TestProject.small([
      "content/walk/1-shoes.md": page("Shoes", "Go.", "review_by: 2020-01-01\n")
    ])
    for (epoch, codes) in [
      ("1577836799", []), ("1577836800", []), ("1577923200", ["review.overdue"]), ("-1", []),
    ] as [(String, [String])] {
      var command = project.command
      command.environment = ["SOURCE_DATE_EPOCH": epoch]
      let found = try Finding.read(try command("check", "--format", "json").output)
      #expect(found.map(\.code) == codes, "\(epoch)")
    }
    // Words, or a year that no calendar has, are passed over for the real clock.
    for epoch in ["soon", "", "99999999999999999999", "9223372036854775807", "-9223372036854775808"] {
      var command = project.command
      command.environment = ["SOURCE_DATE_EPOCH": epoch]
      #expect(try command("check").status == 0, "\(epoch)")
    }
  }

  @Test("survives a reader that has gone away", arguments: [1, 2]) func closedPipe(stream: Int32) throws {
    let project = try TestProject.small(brokenLink)
    for arguments in [["check", "--format", stream == 1 ? "json" : "human"], ["build"], ["--help"]] {
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      close(ends[0])
      let running = try project.command.start(
        arguments, output: stream == 1 ? ends[1] : nil, notices: stream == 2 ? ends[1] : nil)
      close(ends[1])
      #expect(try running.wait().status == (arguments == ["--help"] ? 0 : 1))
    }
    try project.folder.write(page("Put on your shoes", "Go."), to: "content/walk/1-shoes.md")
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    let running = try project.command.start(["build"], output: ends[1], notices: ends[1])
    close(ends[1])
    #expect(try running.wait().status == 0)
    #expect(siteFaults(project.site) == [])
  }

  @Test("never goes into a file of the site, where a stream is closed") func closedStreams() throws {
    let project = try TestProject.small()
    try project.build("-o", "usual")
    let running = try project.command.start(
      ["build", "-v"], output: BuiltCommand.closed, notices: BuiltCommand.closed)
    #expect(try running.wait().status == 0)
    #expect(project.site.differences(from: project.folder.tree("usual")) == [])
  }
}
