import Diagnostics

extension ArticleCheck {
  /// Headings are how readers who cannot see a page find their way on it: each level must lead to the next.
  static let headingOrder = ArticleCheck { checked in
    var diagnostics: [Diagnostic] = []
    // The page's title is level 1.
    var last = 1
    for heading in checked.article.headings {
      let node = checked.article.nodes[Int(heading.node)]
      if node.end == heading.node + 1 {
        diagnostics.append(
          Diagnostic(
            .headingEmpty, "this heading says nothing", at: checked.span(node.source),
            help: "give it words, or take it out"))
      }
      if heading.level == 1 {
        diagnostics.append(
          Diagnostic(
            .headingSkippedLevel, "only the page's title is a heading of level 1",
            at: checked.span(node.source),
            help: "begin it with `##`; the title stands in the front matter"))
      } else if heading.level > last + 1 {
        diagnostics.append(
          Diagnostic(
            .headingSkippedLevel, "this heading jumps from level \(last) to level \(heading.level)",
            at: checked.span(node.source), help: "begin it with `\(String(repeating: "#", count: last + 1))`")
        )
      }
      last = max(heading.level, 2)
    }
    return diagnostics
  }
}
