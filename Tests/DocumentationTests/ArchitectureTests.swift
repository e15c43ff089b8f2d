import Foundation
import Testing

@Suite("The code map") struct ArchitectureTests {
  @Test("names only files and folders that exist")
  func pathsExist() throws {
    let text = try String(
      contentsOf: repository.appending(path: "Documentation/Architecture.md"), encoding: .utf8)
    let roots = ["Sources/", "Tests/", "theme/", "Scripts/", "Documentation/", "Plugins/", "Benchmarks/"]
    let words = text.split {
      $0 == "`" || $0 == " " || $0 == "\n" || $0 == "(" || $0 == ")" || $0 == "," || $0 == "|"
    }
    let paths = words.map { $0.hasSuffix(".") || $0.hasSuffix(":") ? String($0.dropLast()) : String($0) }
      .filter { word in roots.contains { word.hasPrefix($0) && word != $0 } }
    #expect(paths.count > 30)
    for path in Set(paths) {
      #expect(
        FileManager.default.fileExists(atPath: repository.appending(path: path).path), "\(path) is gone")
    }
  }

  @Test("names every module of the package")
  func modulesAreNamed() throws {
    let text = try String(
      contentsOf: repository.appending(path: "Documentation/Architecture.md"), encoding: .utf8)
    let modules = try FileManager.default.contentsOfDirectory(
      atPath: repository.appending(path: "Sources").path)
    for module in modules where !module.hasPrefix(".") {
      #expect(text.contains("`\(module)`"), "\(module) is not in the table of modules")
    }
  }
}

/// The root of the repository.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
