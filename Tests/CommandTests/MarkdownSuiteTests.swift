import Foundation
import SiteBuilding
import Testing

/// The examples of CommonMark and of GitHub's extensions, read where they are kept.
@Suite("The published Markdown examples") struct MarkdownSuiteTests {
  @Test("come out as published, but for the differences that are listed with their reasons")
  func examples() throws {
    guard let examples = try MarkdownExample.all() else {
      print("The published Markdown examples are not here (SPECS_DIR); nothing is compared with them.")
      return
    }
    var wrong: [String] = []
    var passed = 0
    var unseen = Set(MarkdownDifference.all.flatMap(\.examples))
    for example in examples {
      let bytes = renderDocument(Array(example.markdown.utf8), named: example.name).html
      let html = String(decoding: bytes, as: UTF8.self)
      let (expected, actual) = (NormalizedHTML(example.html), NormalizedHTML(html))
      let listed = MarkdownDifference.all.first { $0.examples.contains(example.name) }
      unseen.remove(example.name)
      // One example asks only that nothing crashes.
      switch (expected == actual || example.html == "<IGNORE>\n", listed) {
      case (true, nil): passed += 1
      case (true, .some): wrong.append("\(example.name) passes now and should leave the list")
      case (false, nil):
        wrong.append(
          "\(example.name): \(example.markdown.debugDescription)\n  published: \(expected)\n  ours: \(actual)"
        )
      case (false, let difference?):
        // It is this difference, and no other one that hides behind it.
        if difference.explains(example, html) { continue }
        wrong.append(
          "\(example.name) differs by more than \"\(difference.reason)\": \(example.markdown.debugDescription)"
            + "\n  published: \(expected)\n  ours: \(actual)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    #expect(unseen.isEmpty)
    #expect(passed == MarkdownDifference.passing)
  }

  @Test("that come out otherwise are counted in the documentation") func documented() throws {
    let path = packageRoot + "/Documentation/MarkdownDifferences.md"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for difference in MarkdownDifference.all {
      #expect(
        text.contains("| \(difference.reason) | \(difference.examples.count) |"), "\(difference.reason)")
    }
    #expect(text.contains("\(MarkdownDifference.passing) come out as published"))
    #expect(text.contains("The other \(MarkdownDifference.all.reduce(0) { $0 + $1.examples.count })"))
  }
}
