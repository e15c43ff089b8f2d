import Diagnostics
import TestKit
import Testing

private let folder = "Tests/Fixtures/diagnostics"

@Suite("What an author is told about") struct MistakeFixtureTests {
  @Test("a folder of mistakes is exactly what stands beside it", arguments: Repository.names(in: folder))
  func report(_ name: String) async throws {
    let report = try humanReport(of: Repository.path("\(folder)/\(name)"))
    #expect(try report == Snapshot("\(folder)/\(name)/expected.txt").expected(for: report))
  }

  @Test("a code's folder is told under that code", arguments: DiagnosticCode.allCases)
  func named(_ code: DiagnosticCode) async throws {
    guard testedInCode[code] == nil else { return }
    let expected = try #require(
      Repository.text("\(folder)/\(code.rawValue)/expected.txt"),
      "a new code needs a folder of its name in \(folder), or a line below")
    #expect(expected.contains("\(code.severity.rawValue)[\(code.rawValue)]: "))
  }

  @Test("a folder named like a code is named like a known one") func stale() {
    let known = Set(DiagnosticCode.allCases.map(\.rawValue))
    let codes = Repository.names(in: folder).filter { $0.contains(".") }
    #expect(codes.filter { !known.contains($0) } == [])
    #expect(codes.filter { DiagnosticCode(rawValue: $0).map { testedInCode[$0] != nil } ?? false } == [])
  }
}

/// What no file of an author can bring about, and the suite that holds it.
private let testedInCode: [DiagnosticCode: String] = [
  .themeMissingFile: "ThemingTests: the default theme always stands below an author's own",
  .outputForeign: "SiteBuildingTests: a folder of the output, not of the project",
  .outputInsideContent: "SiteBuildingTests: an option of the command",
  .outputBusy: "SiteBuildingTests: two builds at once",
]
