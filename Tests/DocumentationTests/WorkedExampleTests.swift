import Foundation
import GuideModel
import SiteBuilding
import Testing

@Suite("The worked example of a theme") struct WorkedExampleTests {
  @Test("builds, and its two files take the place of the default ones")
  func builds() async throws {
    let project = FileManager.default.temporaryDirectory.appending(path: "waymark-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: project) }
    try FileManager.default.createDirectory(at: project, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: repository.appending(path: "content"), to: project.appending(path: "content"))
    let files = try exampleFiles()
    #expect(files.keys.sorted() == ["theme/assets/site.css", "theme/templates/mark.mustache"])
    for (path, text) in files {
      let file = project.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }

    let output = project.appending(path: "public")
    let report = try buildSite(
      BuildRequest(
        project: project.path, output: output.path, threads: 2,
        today: try #require(CalendarDate("2026-11-21"))))
    #expect(report.diagnostics.map(\.code.rawValue) == [])
    let home = try String(contentsOf: output.appending(path: "index.html"), encoding: .utf8)
    #expect(home.contains("M13 7v16M8 11h10"))
    #expect(home.contains("href=\"assets/site-"))
  }

  /// Each code block that follows a line with nothing but a path of the theme.
  private func exampleFiles() throws -> [String: String] {
    let text = try String(contentsOf: repository.appending(path: "Documentation/Themes.md"), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var files: [String: String] = [:]
    for (index, line) in lines.enumerated() where line.hasPrefix("`theme/") && line.hasSuffix("`:") {
      let block = lines[index...].dropFirst().drop { !$0.hasPrefix("```") }.dropFirst().prefix { $0 != "```" }
      files[String(line.dropFirst().dropLast(2))] = block.joined(separator: "\n") + "\n"
    }
    return files
  }
}
