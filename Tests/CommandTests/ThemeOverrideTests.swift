import Foundation
import Testing

@Suite("A project's own theme") struct ThemeOverrideTests {
  @Test("replaces the files that it has, and no others") func overrides() throws {
    let project = try TestProject.fixture("every-feature")
    try project.build("-o", "usual")
    let usual = try #require(project.folder.text("usual/garden/plan.html"))
    let template = try String(contentsOfFile: packageRoot + "/theme/templates/part.mustache", encoding: .utf8)
    try project.folder.write(
      template.replacing("{{/content}}", with: "<p>Made by hand.</p>\n{{/content}}"),
      to: "theme/templates/part.mustache")
    try project.folder.write("@layer site { :root { --accent: #036; } }\n", to: "theme/assets/site.css")
    try project.folder.write("skip: Straight to the words\n", to: "theme/strings/en.yml")
    let outcome = try project.build("--strict")
    #expect(outcome.status == 0, "\(outcome.notices)")
    #expect(siteFaults(project.site) == [])

    let part = try project.html("garden/plan.html")
    #expect(part.contains("<p>Made by hand.</p>"))
    #expect(!usual.contains("Made by hand"))
    for page in ["garden/plan.html", "index.html", "tea/index.html"] {
      let html = try project.html(page)
      #expect(html.contains(">Straight to the words</a>"), "\(page)")
      #expect(html.contains("Private by design."), "\(page)")
      let sheets = PageMarkup(html).tags.filter { $0.attributes["rel"] == "stylesheet" }
      let last = try #require(sheets.last?.attributes["href"])
      #expect(last.contains("assets/site-"), "\(page)")
    }
    // Taken away, the site is the usual one again.
    try project.folder.remove("theme")
    try project.build()
    #expect(project.site.differences(from: project.folder.tree("usual")) == [])
  }

  @Test("is told its mistakes at their own line, and the site stays") func mistakes() throws {
    let project = try TestProject.fixture("every-feature")
    try project.build("-q")
    let before = project.site
    for (path, text, finding) in [
      (
        "templates/part.mustache", "{{<frame}}\n{{$content}}<h1>{{titel}}</h1>{{/content}}\n{{/frame}}\n",
        "template.unknown-name theme/templates/part.mustache:2"
      ),
      (
        "templates/part.mustache", "{{#guide}}\nnever closed\n",
        "template.unclosed theme/templates/part.mustache:1"
      ),
      (
        "templates/part.mustache", "\n\n{{>framme}}\n",
        "template.missing-partial theme/templates/part.mustache:3"
      ),
      ("templates/part.mustache", "{{>part}}\n", "template.recursion theme/templates/part.mustache:1"),
      ("strings/en.yml", "skip: [a, b]\n", "field.wrong-type theme/strings/en.yml:1"),
    ] {
      try project.folder.write(text, to: "theme/" + path)
      let outcome = try project.build("--format", "json")
      #expect(outcome.status == 1, "\(text)")
      let found = try Finding.read(outcome.output)
      #expect(found.map(\.short).contains(finding), "\(found.map(\.short))")
      #expect(found.allSatisfy { $0.file.hasPrefix("theme/") }, "\(found.map(\.short))")
      #expect(project.site.differences(from: before) == [])
      try project.folder.remove("theme")
    }
    try project.folder.write("{{titel}}\n", to: "theme/templates/part.mustache")
    #expect(try project.check().notices.contains("did you mean `title`?"))
  }
}
