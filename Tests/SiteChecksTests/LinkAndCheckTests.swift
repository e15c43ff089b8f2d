import Diagnostics
import GuideModel
import TestKit
import Testing

@testable import SiteChecks

@Suite("A path in the content folder") struct ContentPathTests {
  @Test(
    "is relative to the file that names it",
    arguments: [
      ("b.md", "a/", "a/b.md"), ("b.md", "", "b.md"), ("../b.md", "a/", "b.md"), ("./b.md", "a/", "a/b.md"),
      ("../../b.md", "a/c/", "b.md"),
      ("x/../b.md", "a/", "a/b.md"), ("%62.md", "a/", "a/b.md"), ("%2E%2E/b.md", "a/", "b.md"),
      ("a%20b.md", "", "a b.md"), ("x//b.md", "", "x/b.md"),
      ("..", "a/", ""), (".", "a/", "a"), ("a%2Fb.md", "", "a/b.md"), ("100%.md", "", "100%.md"),
      ("%zz.md", "", "%zz.md"), ("%E6%97%A5.md", "", "日.md"),
      ("...", "a/", "a/..."), ("x/", "a/", "a/x"),
    ])
  func inside(_ path: String, _ folder: String, _ found: String) {
    #expect(ContentPath(path, from: folder[...]) == .inside(found))
  }

  @Test(
    "that leads out is outside",
    arguments: [
      ("..", ""), ("../b.md", ""), ("../../b.md", "a/"), ("%2e%2e/b.md", ""), ("a/../../b.md", ""),
      ("%2e%2e%2f%2e%2e%2fb", "a/"), ("../content/../../b", "a/"),
    ])
  func outside(_ path: String, _ folder: String) { #expect(ContentPath(path, from: folder[...]) == .outside) }

  @Test("leads back from any folder to any file") func property() {
    var generator = SeededGenerator(seed: 11)
    func folders() -> String {
      (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        ["a/", "b/", "c d/"].randomElement(using: &generator)!
      }.joined()
    }
    for _ in 0..<2_000 {
      let (path, folder) = (folders() + "x.md", folders())
      #expect(ContentPath(relativePath(to: path, from: folder[...]), from: folder[...]) == .inside(path))
    }
  }
}

@Suite("A destination") struct DestinationTests {
  @Test(
    "elsewhere begins with a scheme that a page may have",
    arguments: [
      "https://x.org", "http://x.org", "HTTPS://x.org", "mailto:a@x.org", "tel:+1", "sms:+1",
    ])
  func elsewhere(_ text: String) { #expect(Destination(text) == .elsewhere) }

  @Test(
    "is unsafe with any other scheme, however it is hidden",
    arguments: [
      ("javascript:x", "javascript:"), ("JavaScript:x", "javascript:"), ("java\tscript:x", "javascript:"),
      ("java\nscript:x", "javascript:"),
      (" javascript:x", "javascript:"), ("\u{1}javascript:x", "javascript:"),
      ("javascript\t:x", "javascript:"), ("vbscript:x", "vbscript:"),
      ("data:text/html,x", "data:"), ("file:///etc", "file:"), ("blob:x", "blob:"), (":x", ":"),
      ("a:b.md", "a:"), ("//x.org", "//"), ("/\\x.org", "//"), ("\\\\x.org", "//"), ("\\x", "//"),
    ])
  func unsafe(_ text: String, _ scheme: String) { #expect(Destination(text) == .unsafe(scheme)) }

  @Test("is on this page, at the root, or a path")
  func others() {
    #expect(Destination("") == .nothing)
    #expect(Destination("https:x") == .nothing)
    #expect(Destination("#a") == .here(anchor: "a"))
    #expect(Destination("#") == .here(anchor: ""))
    #expect(Destination("/a.md") == .fromRoot)
    #expect(Destination("a.md") == .path("a.md", anchor: nil))
    #expect(Destination("../a.md#b#c") == .path("../a.md", anchor: "b#c"))
    #expect(Destination("./a:b.md") == .path("./a:b.md", anchor: nil))
    #expect(Destination("日本:x") == .path("日本:x", anchor: nil))
    #expect(Destination("a.md#") == .path("a.md", anchor: ""))
  }
}

@Suite("Checks") struct CheckTests {
  private static let base = [
    "content/site.yml": "id: x\ntitle: X\nlanguage: en\n",
    "content/g/guide.md": "---\ntitle: G\n---\nText.\n\n## One\n\n## 日本\n",
    "content/g/1-a.md": "---\ntitle: A\n---\nText.\n", "content/g/2-b.md": "---\ntitle: B\n---\nText.\n",
    "content/p.md": "---\ntitle: P\n---\nText.\n", "content/g/README.md": "For the code host.\n",
  ]

  /// What is found with step `a` saying this.
  private func found(_ body: String, _ more: [String: String] = [:]) throws -> [String] {
    var files = Self.base.merging(more) { $1 }
    files["content/g/1-a.md"] = "---\ntitle: A\n---\n" + body
    return try findings(files)
  }

  @Test(
    "let links pass that lead somewhere",
    arguments: [
      "[b](2-b.md)", "[b](./2-b.md)", "[b](../g/2-b.md)", "[p](../p.md)", "[g](guide.md#one)",
      "[g](guide.md#%E6%97%A5%E6%9C%AC)", "[g](guide.md#日本)", "[up](#)",
      "[b](%32-b.md)", "## X\n\n[x](#x)", "[w](https://x.org)", "[m](mailto:a@x.org)", "[text](data.txt)",
      "![kettle](k.svg)", "![kettle](../g/k%2Esvg)",
    ])
  func good(_ body: String) async throws {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>"
    // Shown once in any case, so that it is not unused.
    #expect(
      try found(body + "\n\n![kettle](k.svg)\n", ["content/g/data.txt": "x", "content/g/k.svg": svg])
        == [])
  }

  @Test(
    "find links that lead nowhere, or where they may not",
    arguments: [
      ("[b](2-bb.md)", "link.missing-step: 2-bb.md"), ("[q](../q.md)", "link.missing-page: ../q.md"),
      ("[g](../g)", "link.missing-page: ../g"), ("[g](../g/)", "link.missing-page: ../g/"),
      ("[g](guide.md#two)", "link.missing-anchor: guide.md#two"), ("[x](#x)", "link.missing-anchor: #x"),
      ("[t](t.txt)", "link.missing-file: t.txt"), ("[up](../../x.md)", "link.outside: ../../x.md"),
      ("[up](%2e%2e/%2e%2e/x.md)", "link.outside: %2e%2e/%2e%2e/x.md"),
      ("[root](/p.md)", "link.outside: /p.md"), ("[r](README.md)", "link.missing-page: README.md"),
      ("[j](javascript:x)", "link.unsafe: javascript:x"),
      ("[j](java&Tab;script:x)", "link.unsafe: [j](java&Tab;script:x)"),
      ("[j](//x.org)", "link.unsafe: //x.org"),
      ("[b](2-B.md)", "link.missing-step: 2-B.md"), ("[p](../P.md)", "link.missing-page: ../P.md"),
      ("[x]()", "link.empty: [x]()"), ("[](2-b.md)", "link.empty: 2-b.md"),
      ("[ ](2-b.md)", "link.empty: 2-b.md"), ("[![]()](2-b.md)", "link.empty: 2-b.md"),
      ("[click here](2-b.md)", "link.vague-text: [click here](2-b.md)"),
      ("[More…](2-b.md)", "link.vague-text: [More…](2-b.md)"),
      ("[**here**](2-b.md)", "link.vague-text: [**here**](2-b.md)"),
      ("![x](k.png)", "image.missing: k.png"), ("![x]()", "image.missing: ![x]()"),
      ("![x](../../k.png)", "link.outside: ../../k.png"), ("![x](/k.png)", "link.unsafe: /k.png"),
      ("![x](data:image/png,x)", "link.unsafe: data:image/png,x"),
      ("![x](http://x.org/k.png)", "image.third-party: http://x.org/k.png"),
      ("![ ](https://x.org/k.png)", "image.missing-alt: https://x.org/k.png"),
      ("# X", "heading.skipped-level: # X"), ("### X", "heading.skipped-level: ### X"),
      ("## X\n\n#### Y", "heading.skipped-level: #### Y"), ("## ", "heading.empty: ## "),
    ])
  func bad(_ body: String, _ expected: String) async throws {
    let codes = try found(body).map { String($0.drop { $0 != " " }.dropFirst()) }
    #expect(codes.contains(expected))
    #expect(codes.count <= 3)
  }

  @Test("suggest what was meant for the first hundred broken links of a file, and find them all") func many()
    async throws
  {
    let project = try TemporaryProject(
      Self.base.merging([
        "content/g/1-a.md": "---\ntitle: A\n---\n"
          + String(repeating: "[the page](2-bb.md) [the place](guide.md#ome) ", count: 100)
      ]) { $1 })
    let found = try check(project)
    #expect(found.count == 200)
    #expect(found.count { $0.help == "did you mean `#one`?" } == 50)
    #expect(found.last?.help == "its headings are `#one`, `#日本`")
  }

  @Test("let headings go back up and on") func headings() async throws {
    #expect(try found("## A\n\n### B\n\n#### C\n\n## D\n\n### E\n") == [])
  }

  @Test("know drafts from what is missing") func drafts() async throws {
    let more = [
      "content/g/3-c.md": "---\ntitle: C\ndraft: true\n---\nText.\n",
      "content/h/guide.md": "---\ntitle: H\ndraft: true\n---\nText.\n",
      "content/h/1-x.md": "---\ntitle: X\n---\nText.\n",
      "content/site.yml": "id: x\ntitle: X\nlanguage: en\nstart_here: h/1-x.md\n",
      "content/g/guide.md": "---\ntitle: G\nrelated: [../h/guide.md]\n---\nText.\n",
    ]
    #expect(
      try found("[c](3-c.md) [h](../h/guide.md) [x](../h/1-x.md)", more) == [
        "g/1-a.md link.draft: 3-c.md", "g/1-a.md link.draft: ../h/guide.md",
        "g/1-a.md link.draft: ../h/1-x.md",
        "g/guide.md link.draft: ../h/guide.md", "site.yml link.draft: h/1-x.md",
      ])
  }

  @Test(
    "want settings to name files of the right kind",
    arguments: [
      ("start_here: g/1-a.md", []), ("start_here: p.md", ["field.bad-value: p.md"]),
      ("start_here: g/guide.md", ["field.bad-value: g/guide.md"]),
      ("start_here: g/README.md", ["field.bad-value: g/README.md"]),
      ("start_here: g/9-x.md", ["link.missing-page: g/9-x.md"]), ("support: p.md", []),
      ("support: g/1-a.md", ["field.bad-value: g/1-a.md"]),
      ("footer: [p.md, q.md]", ["link.missing-page: q.md"]),
      ("support: ../p.md", ["link.missing-page: ../p.md"]),
      ("support: x.pdf", ["field.bad-value: x.pdf"]),
    ])
  func settings(_ line: String, _ expected: [String]) async throws {
    let found = try found(
      "Text.\n", ["content/site.yml": "id: x\ntitle: X\nlanguage: en\n\(line)\n", "content/x.pdf": "x"])
    #expect(found == expected.map { "site.yml " + $0 })
  }

  @Test("find images that nothing shows, unless a page that may show them was not read") func unused()
    async throws
  {
    let gif = "GIF89a\u{1}\0\u{1}\0"
    #expect(
      try found("Text.\n", ["content/g/k.gif": gif, "content/static/s.gif": gif]) == [
        "g/k.gif image.unused"
      ])
    #expect(try found("[k](k.gif)\n", ["content/g/k.gif": gif]) == [])
    let broken = try found(
      "Text.\n", ["content/g/k.gif": gif, "content/g/3-c.md": "---\ntitle: C\n---\n\u{7}\n"])
    #expect(broken == ["g/3-c.md text.control-character: \u{7}"])
    #expect(
      try found(
        "Text.\n",
        ["content/g/k.gif": gif, "content/q.md": "---\ntitle: Q\ndraft: true\n---\n![k](g/k.gif)\n"]) == [])
  }

  @Test("find titles that tabs cut off, except in guides that show none") func titles() async throws {
    let long = String(repeating: "word ", count: 14)
    func step(_ sensitive: Bool) -> [String: String] {
      [
        "content/g/guide.md": "---\ntitle: G\n\(sensitive ? "sensitive: true\n" : "")---\nText.\n",
        "content/g/2-b.md": "---\ntitle: \(long)\n---\nText.\n",
      ]
    }
    #expect(try found("Text.\n", step(false)) == ["g/2-b.md title.too-long: " + long.dropLast()])
    #expect(try found("Text.\n", step(true)) == [])
    #expect(
      try found("Text.\n", ["content/g/2-b.md": "---\ntitle: \(long)\nshort_title: B\n---\nText.\n"])
        == [])
  }

  @Test(
    "find reviews that are due, from the next day on",
    arguments: [("2026-11-20", true), ("2026-11-21", false), ("2027-01-01", false)])
  func reviews(_ day: String, _ isDue: Bool) async throws {
    let found = try found(
      "Text.\n", ["content/g/2-b.md": "---\ntitle: B\nreview_by: \(day)\n---\nText.\n"])
    #expect(found == (isDue ? ["g/2-b.md review.overdue: \(day)"] : []))
  }

  @Test("obey the severities that the settings choose") func severities() async throws {
    let settings =
      "id: x\ntitle: X\nlanguage: en\nlint: {heading.skipped-level: off, link.vague-text: error, heading.empty: warning}\n"
    let project = try TemporaryProject(
      Self.base.merging([
        "content/site.yml": settings,
        "content/g/1-a.md": "---\ntitle: A\n---\n### X\n\n[here](2-b.md)\n\n##\n",
      ]) { $1 })
    let report = try check(project)
    #expect(
      report.map { "\($0.severity) \($0.code.rawValue)" } == [
        "error link.vague-text", "warning heading.empty",
      ])
  }
}
