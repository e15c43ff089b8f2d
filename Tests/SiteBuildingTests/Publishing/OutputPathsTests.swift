import Testing

@testable import SiteBuilding

@Suite("The path of a file to publish") struct OutputPathsTests {
  private func problems(_ paths: [String]) -> [OutputPaths.Problem] {
    if case .unusable(let problems) = OutputPaths.check(paths) { problems } else { [] }
  }

  @Test(
    "is accepted when any host can serve it",
    arguments: [
      "index.html", ".nojekyll", ".well-known/security.txt", "a/b/c.html", "…", "a b/ü.png", "..a", "a..",
      "...",
      ".gitignore", String(repeating: "n", count: 255),
    ])
  func accepted(path: String) { #expect(problems([path]) == []) }

  @Test(
    "is refused when it leads elsewhere or cannot exist everywhere",
    arguments: [
      ("", .emptyName), ("a//b", .emptyName), ("a/", .emptyName), ("/a", .absolute), ("/", .absolute),
      ("..", .dots),
      ("a/../../b", .dots), ("./a", .dots), ("a/.", .dots), ("a\nb", .controlCharacter),
      ("a\0b", .controlCharacter),
      ("\u{7f}", .controlCharacter), (String(repeating: "n", count: 256), .nameTooLong),
      (String(repeating: "ü", count: 128) + "/a", .nameTooLong),
      (String(repeating: "n/", count: 512), .pathTooLong), (".git/hooks/post-commit", .reserved),
      (".GIT/config", .reserved), (".waymark-manifest", .reserved), (".waymark-new/a", .reserved),
    ] as [(String, OutputPaths.Problem.Reason)])
  func refused(path: String, reason: OutputPaths.Problem.Reason) {
    #expect(problems(["fine", path]) == [.init(index: 1, path: path, reason: reason)])
  }

  @Test(
    "is refused when it clashes with another one",
    arguments: [
      (["a", "a"], .twice), (["a", "a/b"], .fileAndFolder), (["a/b", "a"], .fileAndFolder),
      (["Index.html", "index.html"], .differsOnlyByCase(from: "Index.html")),
      (["Guide/a", "guide/b"], .differsOnlyByCase(from: "Guide")),
      (["x/Guide/a", "x/guide"], .differsOnlyByCase(from: "x/Guide")),
      (["É", "é"], .differsOnlyByCase(from: "É")),
      (["caf\u{e9}", "cafe\u{301}"], .differsOnlyByCase(from: "caf\u{e9}")),
    ] as [([String], OutputPaths.Problem.Reason)])
  func clash(paths: [String], reason: OutputPaths.Problem.Reason) {
    #expect(problems(paths) == [.init(index: 1, path: paths[1], reason: reason)])
  }

  @Test("is judged for all files at once") func all() {
    #expect(problems(["/a", "b", "..", "B"]).map(\.index) == [0, 2, 3])
  }
}
