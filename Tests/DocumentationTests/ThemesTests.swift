import Editions
import Foundation
import Testing
import Theming

@Suite("The document on themes") struct ThemesTests {
  /// Behind this heading everything is generated.
  private static let heading = "## Template fields\n"

  @Test("lists every field that templates can use, as the code declares them")
  func fieldReferenceIsCurrent() throws {
    let file = repository.appending(path: "Documentation/Themes.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(text.range(of: Self.heading)).upperBound
    let wanted = "\n" + fieldReference(for: TemplateName.allCases.map(\.declaration))
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
      try (text[..<start] + wanted).write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(
      try String(contentsOf: file, encoding: .utf8)[start...] == wanted,
      "run `UPDATE_SNAPSHOTS=1 swift test --filter ThemesTests`")
  }
}
