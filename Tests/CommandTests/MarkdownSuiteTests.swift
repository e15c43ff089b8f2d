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
    for example in examples {
      let html = String(
        decoding: renderDocument(Array(example.markdown.utf8), named: "example").html, as: UTF8.self)
      let expected = NormalizedHTML(example.html)
      let actual = NormalizedHTML(html)
      if expected == actual {
        passed += 1
      } else {
        wrong.append(
          "\(example.name)\nMD: \(example.markdown.debugDescription)\nEX: \(expected)\nGO: \(actual)\nRAW: \(html.debugDescription)\n"
        )
      }
    }
    try wrong.joined(separator: "\n").write(toFile: "/tmp/wrong.txt", atomically: true, encoding: .utf8)
    print(passed, wrong.count)
  }
}
