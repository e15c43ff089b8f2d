import SiteBuilding
import TestKit
import Testing

private let folder = "Tests/Fixtures/articles"

@Suite("The HTML of an article") struct ArticleFixtureTests {
  @Test("is exactly what stands beside its Markdown", arguments: Repository.names(in: folder))
  func html(_ name: String) throws {
    let input = try #require(Repository.bytes("\(folder)/\(name)/input.md"))
    let rendered = renderDocument(input, named: "input.md")
    let html = String(decoding: rendered.html, as: UTF8.self)
    #expect(try html == Snapshot("\(folder)/\(name)/output.html").expected(for: html))
    #expect(!rendered.diagnostics.contains { $0.severity == .error })
  }

  @Test(
    "never lets through what the author wrote as markup",
    arguments: [
      "<script>alert(1)</script>", "<b onclick=x>", "`<i>`", "~~<i>~~", "[<i>](a.md)",
      "![<i>](a.png \"<i>\")", "# <i>", "> [!TIP]\n> **<i>**\n>\n> <i>", "| <i> |\n|---|\n| <i> |",
      "[^1]\n\n[^1]: <i>", "```<i>\n<i>\n```", "[a](<\"><i>>)", "&lt;i&gt;", "<!-- --><i>", "- [ ] <i>",
      "    <i>", "![\"><i>](x)", "[a](x \"\\\"><i>\")",
    ])
  func escaped(_ markdown: String) {
    let html = String(decoding: renderDocument(Array(markdown.utf8), named: "x").html, as: UTF8.self)
    for tag in ["<script", "<b ", "<i>"] { #expect(!html.contains(tag)) }
  }

  @Test("is nothing for nothing", arguments: ["", "\n", "<!-- x -->", "---\ntitle: x\n---\n"])
  func empty(_ markdown: String) {
    #expect(renderDocument(Array(markdown.utf8), named: "x").html == [])
  }
}
