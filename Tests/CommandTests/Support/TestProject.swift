import Foundation
import Testing

/// A project in a folder of its own, and the built program beside it.
struct TestProject: Sendable {
  let folder = TemporaryFolder()

  /// The library of this repository.
  static func library() throws -> TestProject {
    let project = TestProject()
    try project.folder.copy(packageRoot + "/content", to: "content")
    return project
  }

  /// A folder of Tests/Fixtures/sites.
  static func fixture(_ name: String) throws -> TestProject {
    let project = TestProject()
    let source = packageRoot + "/Tests/Fixtures/sites/" + name
    for entry in try FileManager.default.contentsOfDirectory(atPath: source) {
      try project.folder.copy(source + "/" + entry, to: entry)
    }
    return project
  }

  /// A library with one short guide of two steps; files given replace or join its own.
  static func small(_ files: [String: String] = [:]) throws -> TestProject {
    let project = TestProject()
    let usual = [
      "content/site.yml": "id: small\ntitle: Small library\nlanguage: en\n",
      "content/walk/guide.md": page("Take a walk", "Two steps."),
      "content/walk/1-shoes.md": page("Put on your shoes", "Both of them."),
      "content/walk/2-door.md": page("Open the door", "Then go."),
    ]
    for (path, text) in usual.merging(files, uniquingKeysWith: { $1 }) {
      try project.folder.write(text, to: path)
    }
    return project
  }

  var command: BuiltCommand { BuiltCommand(folder: folder.path) }

  @discardableResult
  func build(_ arguments: String...) throws -> Outcome { try command.run(["build"] + arguments) }

  func check(_ arguments: String...) throws -> Outcome { try command.run(["check"] + arguments) }

  /// The findings of a check: their code, and where.
  func findings(_ arguments: String...) throws -> [Finding] {
    try Finding.read(try command.run(["check", "--format", "json", "--all"] + arguments).output)
  }

  /// Everything in the output, manifest and all.
  var site: [String: TemporaryFolder.Item] { folder.tree("public") }

  func html(_ path: String) throws -> String {
    try #require(folder.text("public/" + path), "there is no page \(path)")
  }

  /// Names in the project folder that are not the project's own.
  var strays: [String] {
    folder.names(in: "").filter { !["content", "theme", "public", ".waymark"].contains($0) }
  }
}

/// A Markdown file with front matter.
func page(_ title: String, _ body: String, _ more: String = "") -> String {
  "---\ntitle: \(title)\n\(more)---\n\n\(body)\n"
}

/// One line of `--format json`.
struct Finding: Decodable, Equatable {
  var severity: String
  var code: String
  var message: String
  var file: String
  var line: Int?
  var column: Int?
  var endLine: Int?
  var endColumn: Int?
  var offset: Int?
  var length: Int?
  var help: String?

  static func read(_ lines: String) throws -> [Finding] {
    try lines.split(separator: "\n").map { try JSONDecoder().decode(Finding.self, from: Data($0.utf8)) }
  }

  /// `link.missing-step content/walk/guide.md:5`
  var short: String { "\(code) \(file)" + (line.map { ":\($0)" } ?? "") }
}
