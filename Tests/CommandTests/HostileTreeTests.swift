import Foundation
import Testing

/// A tree that nobody should make, and what the author is told about it.
struct HostileTree: Sendable, CustomTestStringConvertible {
  var name: String
  /// `code file:line` of each finding; empty for a tree that is right.
  var findings: [String]
  var make: @Sendable (TemporaryFolder) throws -> Void

  var testDescription: String { name }

  init(_ name: String, _ findings: String..., make: @escaping @Sendable (TemporaryFolder) throws -> Void) {
    self.name = name
    self.findings = findings
    self.make = make
  }
}

private let shoes = "content/walk/1-shoes.md"
private let settings = "content/site.yml"
private let front = "---\ntitle: Shoes\n---\n\n"

@Suite("A hostile tree") struct HostileTreeTests {
  @Test("ends in findings at their place or in the right site, and leaves nothing behind", arguments: trees)
  func tree(_ tree: HostileTree) throws {
    let project = TestProject()
    for name in ["content", "public"] {
      try project.folder.copy(try Self.built.get().folder.path(name), to: name)
    }
    let before = project.site
    try tree.make(project.folder)
    let inputs = project.folder.names(in: "")
    let outcome = try project.build("--format", "json", "--all")
    let found = try Finding.read(outcome.output).map(\.short)
    #expect(found == tree.findings)
    #expect(project.folder.names(in: "").filter { $0 != ".waymark" } == inputs)
    // A warning stops nothing.
    if tree.findings.allSatisfy({ $0.hasPrefix("markdown.unread") }) {
      #expect(outcome.status == 0, "\(outcome.notices)")
      #expect(siteFaults(project.site) == [])
    } else {
      #expect(outcome.status == 1, "\(outcome.end) \(outcome.notices.prefix(2_000))")
      #expect(project.site.differences(from: before) == [])
      #expect(project.folder.names(in: "") == inputs)
      // What a person sees is safe for a terminal, too.
      let notices = try project.check().notices
      #expect(notices.unicodeScalars.allSatisfy(isSafeForTerminal), "\(notices.debugDescription)")
    }
    // Two seconds for 100 KB; these trees are smaller.
    #expect(outcome.seconds < 3)
  }

  /// Built once; each tree spoils a copy.
  private static let built: Result<TestProject, any Error> = Result {
    let project = try TestProject.small()
    try project.build("-q")
    // What is static is never let go.
    atexit { if case .success(let project) = HostileTreeTests.built { try? project.folder.remove("") } }
    return project
  }

  static let trees = files + names + kinds + texts + settingsTrees + pictures

  private static let files: [HostileTree] = [
    HostileTree("an empty step", "front-matter.missing content/walk/1-shoes.md:1") {
      try $0.write("", to: shoes)
    },
    HostileTree("a step of one line end", "front-matter.missing content/walk/1-shoes.md:1") {
      try $0.write("\n", to: shoes)
    },
    HostileTree("front matter that never ends", "front-matter.unclosed content/walk/1-shoes.md:1") {
      try $0.write("---\ntitle: Shoes\n", to: shoes)
    },
    HostileTree("front matter alone", "layout.empty-step content/walk/1-shoes.md") {
      try $0.write("---\ntitle: Shoes\n---", to: shoes)
    },
    HostileTree("no title", "field.missing content/walk/1-shoes.md:1") {
      try $0.write("---\ntime: 5 minutes\n---\n\nGo.\n", to: shoes)
    },
    HostileTree("text that is not UTF-8", "text.invalid-utf8 content/walk/1-shoes.md:5") {
      try $0.write(Array(front.utf8) + [0x61, 0xFF, 0x62], to: shoes)
    },
    HostileTree("text that ends in the middle of a letter", "text.invalid-utf8 content/walk/1-shoes.md:5") {
      try $0.write(Array(front.utf8) + [0xE2, 0x82], to: shoes)
    },
    HostileTree("UTF-16", "text.invalid-utf8 content/walk/1-shoes.md:1") {
      try $0.write([0xFF, 0xFE] + front.utf8.flatMap { [$0, 0] }, to: shoes)
    },
    HostileTree("a NUL", "text.control-character content/walk/1-shoes.md:5") {
      try $0.write(front + "a\0b\n", to: shoes)
    },
    HostileTree("an escape sequence", "text.control-character content/walk/1-shoes.md:5") {
      try $0.write(front + "a\u{1B}[31mb\n", to: shoes)
    },
    HostileTree("a byte order mark") { try $0.write("\u{FEFF}" + front + "Go.\n", to: shoes) },
    HostileTree("Windows line ends") {
      try $0.write((front + "## One\n\nGo.\n").replacingOccurrences(of: "\n", with: "\r\n"), to: shoes)
    },
    HostileTree("old Macintosh line ends", "front-matter.missing content/walk/1-shoes.md:1") {
      try $0.write((front + "Go.\n").replacingOccurrences(of: "\n", with: "\r"), to: shoes)
    },
    HostileTree("a file of many megabytes", "limit.file-size content/walk/1-shoes.md") {
      try $0.write(front, to: shoes)
      guard truncate($0.path(shoes), 50 << 20) == 0 else { throw POSIXError(.EIO) }
    },
  ]

  private static let names: [HostileTree] = [
    HostileTree("a name that is not UTF-8", "layout.bad-name content/walk/3-\u{FFFD}.md") { folder in
      let path = Array(folder.path("content/walk/3-").utf8) + [0xFF] + Array(".md".utf8) + [0]
      let file = path.withUnsafeBufferPointer {
        open(UnsafeRawPointer($0.baseAddress!).assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o644)
      }
      guard file >= 0 else { throw POSIXError(.EILSEQ) }
      close(file)
    },
    HostileTree(
      "a name of 255 bytes", "layout.bad-name content/walk/3-\(String(repeating: "a", count: 250)).md"
    ) {
      try $0.write(front + "Go.\n", to: "content/walk/3-\(String(repeating: "a", count: 250)).md")
    },
    HostileTree(
      "a name with a direction override", "layout.bad-name content/walk/3-\u{202E}gnp.md"
    ) { try $0.write(front + "Go.\n", to: "content/walk/3-\u{202E}gnp.md") },
    HostileTree("a name with an escape sequence", "layout.bad-name content/walk/3-\u{1B}[2Jx.md") {
      try $0.write(front + "Go.\n", to: "content/walk/3-\u{1B}[2Jx.md")
    },
    HostileTree("a name with a line end", "layout.bad-name content/walk/3-\nerror.md") {
      try $0.write(front + "Go.\n", to: "content/walk/3-\nerror.md")
    },
    HostileTree(
      "names that differ by case", "layout.bad-name content/walk/1-SHOES.md",
      "layout.duplicate-number content/walk/1-shoes.md"
    ) { try $0.write(front + "Go.\n", to: "content/walk/1-SHOES.md") },
    HostileTree(
      "static files that differ by case", "layout.duplicate-address content/static/a.txt"
    ) {
      try $0.write("a", to: "content/static/A.txt")
      try $0.write("a", to: "content/static/a.txt")
    },
    HostileTree(
      "static files in the place of pages", "layout.bad-name content/static/.git/config",
      "layout.bad-name content/static/.waymark-manifest",
      "layout.duplicate-address content/static/index.html",
      "layout.duplicate-address content/static/walk"
    ) {
      for path in [".git/config", ".waymark-manifest", "index.html", "walk"] {
        try $0.write("mine", to: "content/static/" + path)
      }
    },
    HostileTree("files whose names cannot stand in an address") { folder in
      let names = [
        "my notes.txt", "50%.txt", "a#b.txt", "a?b.txt", "q\"q.txt", "ü.txt", "javascript:x.txt",
        "a&lt;b.txt",
      ]
      var links = ""
      for name in names {
        try folder.write("note", to: "content/static/" + name)
        try folder.write("note", to: "content/walk/" + name)
        let written = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics)!
        links += "[a note](\(written)) [another](../static/\(written))\n"
      }
      try folder.write(front + links, to: shoes)
    },
  ]

  private static let kinds: [HostileTree] = [
    HostileTree("a folder named like a step", "layout.bad-name content/walk/3-x.md/") {
      try $0.makeFolder("content/walk/3-x.md")
    },
    HostileTree("a pipe", "layout.unreadable content/walk/3-pipe.md") {
      guard mkfifo($0.path("content/walk/3-pipe.md"), 0o644) == 0 else { throw POSIXError(.EIO) }
    },
    HostileTree("a pipe for settings", "layout.unreadable content/site.yml", "settings.missing content/") {
      try $0.remove(settings)
      guard mkfifo($0.path(settings), 0o644) == 0 else { throw POSIXError(.EIO) }
    },
    HostileTree(
      "a folder for settings", "layout.missing-guide-file content/site.yml/", "settings.missing content/"
    ) {
      try $0.remove(settings)
      try $0.makeFolder(settings)
    },
    HostileTree("a link to itself", "layout.unreadable content/walk/3-loop.md") {
      try $0.link("content/walk/3-loop.md", to: "3-loop.md")
    },
    HostileTree("a link to its own folder", "layout.outside content/walk/loop") {
      try $0.link("content/walk/loop", to: ".")
    },
    HostileTree(
      "two links that point at each other", "layout.unreadable content/a", "layout.unreadable content/b"
    ) {
      try $0.link("content/a", to: "b")
      try $0.link("content/b", to: "a")
    },
    HostileTree("a link out of the tree", "layout.outside content/walk/3-secret.md") {
      try $0.link("content/walk/3-secret.md", to: "/etc/passwd")
    },
    HostileTree("a link out of the tree and back in by name", "layout.outside content/static") {
      try $0.write("secret", to: "content-secret/a.txt")
      try $0.link("content/static", to: "../content-secret")
    },
    HostileTree("a theme file from outside", "layout.outside theme/assets/site.css") {
      try $0.link("theme/assets/site.css", to: "/etc/passwd")
    },
    HostileTree("a theme that is a file", "layout.unreadable theme") { try $0.write("mine", to: "theme") },
    HostileTree("a theme that is a link to nothing", "layout.unreadable theme") {
      try $0.link("theme", to: "nowhere")
    },
    HostileTree(
      "a folder a hundred deep",
      "layout.too-deep content/walk/\(Array(repeating: "d", count: 63).joined(separator: "/"))"
    ) {
      try $0.makeFolder("content/walk/" + Array(repeating: "d", count: 100).joined(separator: "/"))
    },
  ]

  private static let texts: [HostileTree] = [
    HostileTree("ten thousand quotes", "limit.nesting content/walk/1-shoes.md:5") {
      try $0.write(front + String(repeating: ">", count: 10_000) + " x\n", to: shoes)
    },
    HostileTree("ten thousand lists", "limit.nesting content/walk/1-shoes.md:5") {
      try $0.write(front + String(repeating: "- ", count: 10_000) + "x\n", to: shoes)
    },
    HostileTree("ten thousand brackets") {
      let brackets = String(repeating: "[", count: 10_000) + "x" + String(repeating: "]", count: 10_000)
      try $0.write(front + brackets + "\n", to: shoes)
    },
    HostileTree("ten thousand stars") {
      try $0.write(front + String(repeating: "*a **b ", count: 8_000) + "\n", to: shoes)
    },
    HostileTree("ten thousand nested round brackets", "markdown.unread content/walk/1-shoes.md:5") {
      try $0.write(front + "[x](" + String(repeating: "(", count: 10_000) + "\n", to: shoes)
    },
    HostileTree("front matter of ten thousand settings", "limit.file-size content/walk/1-shoes.md") {
      let settings = (0..<10_000).map { "key_\($0): value\n" }.joined()
      try $0.write("---\ntitle: x\n\(settings)---\n\nGo.\n", to: shoes)
    },
    HostileTree("front matter of thousands of extra settings") {
      let settings = (0..<4_000).map { "  key_\($0): v\n" }.joined()
      try $0.write("---\ntitle: x\nextra:\n\(settings)---\n\nGo.\n", to: shoes)
    },
    HostileTree("a YAML bomb", "yaml.alias content/walk/1-shoes.md:3") {
      try $0.write("---\ntitle: x\nextra: {a: &a [x, x], b: [*a, *a]}\n---\n\nGo.\n", to: shoes)
    },
    HostileTree("YAML ten thousand deep", "yaml.too-deep content/walk/1-shoes.md:3") {
      try $0.write("---\ntitle: x\nextra: \(String(repeating: "[", count: 10_000))\n---\n\nGo.\n", to: shoes)
    },
    HostileTree("YAML a thousand lines deep", "yaml.too-deep content/walk/1-shoes.md:20") {
      let lines = (1..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
      try $0.write("---\ntitle: x\nextra:\n\(lines)---\n\nGo.\n", to: shoes)
    },
    HostileTree("a broken link at the end of a very long line", "link.missing-step content/walk/1-shoes.md:5")
    {
      try $0.write(front + String(repeating: "word ", count: 12_000) + "[go](2-dor.md)\n", to: shoes)
    },
    HostileTree(
      "controls and overrides beside a mistake", "text.control-character content/walk/1-shoes.md:5"
    ) {
      try $0.write(front + "\u{202E}\u{2066}\u{9B}2J[go](2-dor\u{202E}.md)\u{202C}\n", to: shoes)
    },
  ]

  private static let settingsTrees: [HostileTree] = [
    HostileTree("no settings", "settings.missing content/") { try $0.remove(settings) },
    HostileTree("empty settings", "field.missing content/site.yml", "field.missing content/site.yml") {
      try $0.write("", to: settings)
    },
    HostileTree("settings without an id", "field.missing content/site.yml") {
      try $0.write("title: Small\nlanguage: en\n", to: settings)
    },
    HostileTree("settings that are a sentence", "yaml.syntax content/site.yml:1") {
      try $0.write("hello\n", to: settings)
    },
    HostileTree("settings that are not text", "text.control-character content/site.yml:1") {
      try $0.write([0, 1, 2, 3], to: settings)
    },
    HostileTree("settings ten thousand deep", "layout.unreadable content/site.yml") {
      try $0.write("id: " + String(repeating: "{a: ", count: 20_000), to: settings)
    },
    HostileTree("an unsafe way out", "field.bad-value content/site.yml:4") {
      try $0.edit(settings) { $0 + "leave: javascript:alert(1)\n" }
    },
  ]

  private static let pictures: [HostileTree] = [
    HostileTree("a picture of no bytes", "image.unreadable content/walk/a.png") {
      try $0.write("", to: "content/walk/a.png")
      try $0.write(front + "![A dot](a.png)\n", to: shoes)
    },
    HostileTree("a picture that is none", "image.unreadable content/walk/a.png") {
      try $0.write("<script>alert(1)</script>", to: "content/walk/a.png")
      try $0.write(front + "![A dot](a.png)\n", to: shoes)
    },
    HostileTree("a drawing with a script", "image.unsafe content/walk/a.svg") {
      try $0.write(drawing("<script>alert(1)</script>"), to: "content/walk/a.svg")
      try $0.write(front + "![A dot](a.svg)\n", to: shoes)
    },
    HostileTree("a drawing with a handler that is only linked", "image.unsafe content/walk/a.SVG") {
      try $0.write(drawing("<g onload='alert(1)'/>"), to: "content/walk/a.SVG")
      try $0.write(front + "[A dot](a.SVG)\n", to: shoes)
    },
  ]

  @Test("in a title is text wherever the title stands")
  func titles() throws {
    let title = "</title><script>alert(\"1\")</script> & 'é' 😀 --> {{title}} ]]>"
    let project = try TestProject.fixture("every-feature")
    func replaceTitle(_ path: String) throws {
      try project.folder.edit(path) { text in
        text.replacing(/(?m)^(title|short_title|description): .*$/) { match in
          "\(match.output.1): '\(title.replacingOccurrences(of: "'", with: "''"))'"
        }
      }
    }
    for path in project.folder.tree("content").keys where path.hasSuffix(".md") || path == "site.yml" {
      try replaceTitle("content/" + path)
    }
    let outcome = try project.build()
    #expect(outcome.status == 0, "\(outcome.notices)")
    var found = 0
    for (path, item) in project.site {
      guard case .file(let data) = item else { continue }
      let text = String(decoding: data, as: UTF8.self)
      if path.hasSuffix(".html") {
        let page = PageMarkup(text)
        let scripts = page.tags.filter { $0.name == "script" }
        #expect(scripts.allSatisfy { $0.attributes["src"] != nil }, "\(path)")
        #expect(page.count("title") == 1)
        for piece in page.pieces { if case .text(let words) = piece, words.contains(title) { found += 1 } }
      } else if path.contains("search-index") {
        #expect(!text.contains("</"), "\(path)")
        #expect(text.contains("{{title}}"))
      }
    }
    #expect(found > 30)
  }

  @Test(
    "of links that would run a script is refused in every disguise",
    arguments: [
      "javascript:alert(1)", "JavaScript:alert(1)", "<java\tscript:alert(1)>", "&#106;avascript:alert(1)",
      "javascript&colon;alert(1)", "javascript&#58;alert(1)", "<java script:alert(1)>",
      "java&Tab;script:alert(1)", "&#1;javascript:alert(1)", "JAVASCRIPT&NewLine;:alert(1)", "vbscript:x",
      "data:text/html,x", "blob:x", "view-source:x", "//evil.example", "/\\evil.example", "\\\\evil.example",
      "file:///etc/passwd", "%6aavascript:alert(1)", "\u{A0}javascript:x", "/etc/passwd",
      "../../../etc/passwd", "%2e%2e/%2e%2e/%2e%2e/etc/passwd", "..%2f..%2f..%2fetc/passwd",
    ])
  func unsafeLinks(destination: String) throws {
    let forms = [
      "[x](\(destination))", "![x](\(destination))", "[x][y]\n\n[Y]: \(destination)",
      "[z]\n\n[z]: \(destination)\n",
    ]
    let project = try TestProject.small([shoes: front + forms.joined(separator: "\n\n") + "\n"])
    let outcome = try project.build("--format", "json")
    #expect(outcome.status == 1)
    let codes = try Finding.read(outcome.output).map(\.code).filter { $0 != "text.control-character" }
    let expected = ["link.unsafe", "link.outside", "link.missing-page", "link.missing-file", "image.missing"]
    #expect(codes.count == forms.count && codes.allSatisfy(expected.contains), "\(codes)")
    #expect(!project.folder.exists("public"))
  }

  @Test("with two thousand mistakes tells all of them, in order, in a short time") func manyMistakes() throws
  {
    let project = try TestProject.small()
    for step in 3..<300 {
      try project.folder.write(
        page(
          "Step",
          "[one](missing-\(step).md)\n\n#### deep\n\n" + String(repeating: "[three](#none)\n", count: 5)),
        to: "content/walk/\(step)-step-\(step).md")
    }
    let outcome = try project.check("--format", "json")
    let findings = try Finding.read(outcome.output)
    #expect(findings.count == 297 * 7)
    #expect(
      findings.map(\.code).prefix(3) == ["link.missing-page", "heading.skipped-level", "link.missing-anchor"])
    let places = findings.map { [$0.file, String(format: "%05d", $0.line ?? 0)] }
    #expect(places == places.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(try project.check().notices.hasSuffix("2079 errors\n"))
  }

  @Test("of many files is built whole") func manyFiles() throws {
    let project = try TestProject.small()
    for guide in 0..<20 {
      try project.folder.write(page("Guide \(guide)", "Begin."), to: "content/g\(guide)/guide.md")
      for step in 1...100 {
        try project.folder.write(page("S", "Go."), to: "content/g\(guide)/\(step)-s\(step).md")
      }
    }
    for file in 0..<2_000 { try project.folder.write("x", to: "content/static/\(file % 50)/\(file)") }
    let outcome = try project.build()
    #expect(outcome.status == 0)
    #expect(siteFaults(project.site) == [])
    #expect(project.site.values.count { $0 == .file(Data("x".utf8)) } == 2_000)
  }

  @Test("that may not be read is a message") func unreadable() throws {
    let project = try TestProject.small([
      "content/static/a.txt": "x", "content/walk/notes/x.md": page("X", "X."),
    ])
    var command = project.command
    if geteuid() == 0 {
      // To root everything is readable.
      chmod(project.folder.path, 0o777)
      command.user = 65_534
    }
    for path in ["content/site.yml", shoes, "content/static/a.txt", "content/walk/notes", "content"] {
      let mode: mode_t = path.hasSuffix("notes") || path == "content" ? 0o755 : 0o644
      chmod(project.folder.path(path), 0)
      defer { chmod(project.folder.path(path), mode) }
      let outcome = try command("build")
      #expect(outcome.status == 1, "\(path)")
      #expect(outcome.notices.contains("permission denied"), "\(path): \(outcome.notices)")
      #expect(outcome.notices.contains(path), "\(path): \(outcome.notices)")
      #expect(!project.folder.exists("public"))
      #expect(project.strays == [])
    }
    #expect(try command("build").status == 0)
  }
}

private func drawing(_ inside: String) -> String {
  "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'>\(inside)</svg>"
}

/// No control but the line end, and nothing that turns the direction of what follows.
private func isSafeForTerminal(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "\n"
    || !(scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value))
}
