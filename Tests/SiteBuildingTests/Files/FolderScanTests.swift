import Foundation
import Testing

@testable import SiteBuilding

@Suite("Scanning a folder") struct FolderScanTests {
  private let folder = TemporaryFolder()

  private func scan(whole: String? = nil) throws -> FolderScan {
    try FolderScan(of: folder.path("content"), whole: whole)
  }

  private func problem(_ path: String, _ reason: FolderScan.Problem.Reason) -> FolderScan.Problem {
    FolderScan.Problem(path: path, reason: reason)
  }

  @Test("lists files and folders in byte order, whatever the disk's order is") func order() throws {
    for name in ["b/z.md", "a-b.md", "a/2.md", "a/10.md", "B.md", "ü.md", "a.md", "é/x.md"] {
      try folder.write("text", to: "content/\(name)")
    }
    let scan = try scan()
    #expect(
      scan.entries.map(\.path) == [
        "B.md", "a", "a/10.md", "a/2.md", "a-b.md", "a.md", "b", "b/z.md", "é", "é/x.md", "ü.md",
      ])
    #expect(scan.problems == [])
  }

  @Test("tells kind, size and time") func facts() throws {
    try folder.write("12345", to: "content/a/b.md")
    let date = Date(timeIntervalSince1970: 1_700_000_000.25)
    try FileManager.default.setAttributes(
      [.modificationDate: date], ofItemAtPath: folder.path("content/a/b.md"))
    let entries = try scan().entries
    #expect(entries.map(\.kind) == [.folder, .file])
    let stamp = try #require(entries[1].stamp)
    #expect(stamp.size == 5)
    #expect(abs(stamp.modified - 1_700_000_000_250_000_000) < 1_000)
  }

  @Test("tells the stamps that are wanted") func wanted() throws {
    for name in ["a.md", "a/b.md", "a/b.png"] { try folder.write("text", to: "content/\(name)") }
    let all = try scan()
    let some = try FolderScan(of: folder.path("content"), isStamped: { $0.hasSuffix(".png") })
    #expect(all.entries.map { $0.stamp != nil } == [false, true, true, true])
    #expect(some.entries.map { $0.stamp != nil } == [false, false, true, false])
    #expect(all.entries.map(\.path) == some.entries.map(\.path))
    #expect(some.problems == [])
  }

  @Test("leaves dot-names out, except below the folder that is copied whole") func dotNames() throws {
    for name in [
      ".git/HEAD", ".hidden.md", "a/.DS_Store", "static/.well-known/x", "static/.nojekyll", "statics/.x",
    ] {
      try folder.write("text", to: "content/\(name)")
    }
    #expect(
      try scan(whole: "static").entries.map(\.path) == [
        "a", "static", "static/.nojekyll", "static/.well-known", "static/.well-known/x", "statics",
      ])
    #expect(try scan().entries.map(\.path) == ["a", "static", "statics"])
  }

  @Test("follows links that stay inside") func links() throws {
    try folder.write("shared", to: "content/shared/picture.png")
    try folder.write("text", to: "content/guide/a.md")
    try folder.link("content/guide/b.md", to: "a.md")
    try folder.link("content/guide/pictures", to: "../shared")
    try folder.link("content/guide/absolute.md", to: folder.path("content/guide/a.md"))
    let scan = try scan()
    #expect(scan.problems == [])
    #expect(
      scan.entries.map(\.path) == [
        "guide", "guide/a.md", "guide/absolute.md", "guide/b.md", "guide/pictures",
        "guide/pictures/picture.png",
        "shared", "shared/picture.png",
      ])
    #expect(scan.entries.filter { $0.kind == .file }.map(\.stamp?.size) == [4, 4, 4, 6, 6])
  }

  @Test("reports links that leave, break or go round in circles, and ends") func badLinks() throws {
    try folder.write("secret", to: "outside/secret.md")
    try folder.write("x", to: "content-not/x.md")
    try folder.makeFolder("content/a")
    try folder.link("content/a/up", to: "..")
    try folder.link("content/a/self", to: ".")
    try folder.link("content/broken", to: "nowhere")
    try folder.link("content/through-file", to: "a.md/x")
    try folder.write("text", to: "content/a.md")
    try folder.link("content/etc", to: "/etc")
    try folder.link("content/leaves.md", to: "../outside/secret.md")
    try folder.link("content/looks-inside", to: "../content-not")
    try folder.link("content/me", to: "me")
    try folder.link("content/ring-1", to: "ring-2")
    try folder.link("content/ring-2", to: "ring-1")
    let scan = try scan()
    #expect(scan.entries.map(\.path) == ["a", "a.md"])
    #expect(
      scan.problems == [
        problem("a/self", .loop), problem("a/up", .loop), problem("broken", .brokenLink),
        problem("etc", .leavesFolder),
        problem("leaves.md", .leavesFolder), problem("looks-inside", .leavesFolder),
        problem("me", .brokenLink),
        problem("ring-1", .brokenLink), problem("ring-2", .brokenLink), problem("through-file", .brokenLink),
      ])
  }

  @Test("ends quickly where folders link to each other") func web() throws {
    for from in 0..<12 {
      try folder.write("x", to: "content/\(from)/x.md")
      for to in 0..<12 where to != from { try folder.link("content/\(from)/to-\(to)", to: "../\(to)") }
    }
    let scan = try scan()
    #expect(scan.entries.count { $0.kind == .file } == 12 + 12 * 11)
    #expect(Set(scan.problems.map { "\($0.reason)" }) == ["loop", "linkInLinkedFolder"])
  }

  @Test("reports what is neither file nor folder") func pipes() throws {
    try folder.makeFolder("content")
    #expect(mkfifo(folder.path("content/pipe.md"), 0o600) == 0)
    try folder.link("content/null.md", to: "pipe.md")
    #expect(try scan().problems == [problem("null.md", .notAFile), problem("pipe.md", .notAFile)])
  }

  @Test("reports names that are not UTF-8") func notUTF8() throws {
    try folder.makeFolder("content/a")
    let name: [CChar] = Array(folder.path("content/a/").utf8CString.dropLast()) + [0x62, -1, -2, 0]
    let descriptor = open(name, O_CREAT | O_WRONLY, 0o600)
    #expect(descriptor >= 0)
    close(descriptor)
    let scan = try scan()
    #expect(scan.entries.map(\.path) == ["a"])
    #expect(scan.problems == [problem("a/b\u{fffd}\u{fffd}", .nameIsNotUTF8)])
  }

  @Test("reports folders that are nested too deep, and paths that are too long") func deep() throws {
    let depths = (1...FolderScan.deepest + 3).map { Array(repeating: "d", count: $0).joined(separator: "/") }
    try folder.makeFolder("content/\(depths[depths.count - 1])")
    let scan = try scan()
    #expect(scan.entries.map(\.path) == Array(depths.prefix(FolderScan.deepest - 1)))
    #expect(scan.problems == [problem(depths[FolderScan.deepest - 1], .tooDeep)])
  }

  @Test("reports paths that the system could not open") func long() throws {
    try folder.makeFolder("content")
    let name = String(repeating: "n", count: 250)
    let start = FileManager.default.currentDirectoryPath
    var parent = open(folder.path("content"), O_RDONLY)
    for _ in 0..<20 {
      #expect(mkdirat(parent, name, 0o700) == 0)
      let inner = openat(parent, name, O_RDONLY)
      close(parent)
      parent = inner
    }
    close(parent)
    #expect(FileManager.default.currentDirectoryPath == start)
    let scan = try scan()
    #expect(scan.entries.count == 16)
    #expect(scan.problems.map(\.reason) == [.tooDeep])
    try Removal.removeTree("content", in: open(folder.path, O_RDONLY))
    #expect(!folder.exists("content"))
  }

  @Test("fails when the folder is not there") func missing() {
    #expect(throws: FileError(.resolve, folder.path("content"), .system(ENOENT))) { try scan() }
  }

  @Test("takes well under a second for 100,000 files") func many() throws {
    try folder.makeFolder("content")
    for outer in 0..<100 {
      try folder.makeFolder("content/\(outer)")
      let parent = open(folder.path("content/\(outer)"), O_RDONLY)
      for inner in 0..<1_000 { close(openat(parent, "\(inner).md", O_CREAT | O_WRONLY, 0o600)) }
      close(parent)
    }
    func processorTime() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = processorTime()
    #expect(try scan().entries.count == 100_100)
    // The processor's time, and several times what a debug build takes: the machine may be busy.
    #expect(processorTime() - start < 5)
  }
}
