import Foundation
import Testing

@testable import SiteBuilding

@Suite("A build that does not come to its end", .serialized) struct InterruptionTests {
  static let old: Site = [
    "a": "file", "b/c/d.html": "deep", "index.html": "old home", "keep/same.html": "same",
    "keep/gone.html": "gone",
  ]
  static let new: Site = [
    "a/x.html": "in a folder now", "b": "a file now", "index.html": "new home", "keep/same.html": "same",
    "late/new.html": "new",
  ]

  @Test("leaves the old site when it is abandoned after any number of files", arguments: 0...5)
  func abandoned(count: Int) throws {
    let project = try Project()
    try project.begin(Self.new, onlyFirst: count).abandon()
    #expect(project.strays == [])
    #expect(!project.folder.exists("public"))
    try project.publish(Self.old)
    do { _ = try project.begin(Self.new, onlyFirst: count) }
    #expect(project.published == Self.old)
    try project.publish(Self.new)
    #expect(project.published == Self.new)
  }

  @Test("leaves the old site when it is killed after any number of files", arguments: 0...5)
  func killedWhileWriting(count: Int) async throws {
    let project = try Project()
    for old in [nil, Self.old] {
      if let old { try project.publish(old) }
      let path = project.folder.path
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, count = count as Int] in
        let output = try Project.at(path).begin(InterruptionTests.new, onlyFirst: count)
        kill(getpid(), SIGKILL)
        output.abandon()
      }
      #expect(project.published.filter { !$0.key.hasPrefix(".waymark-new/") } == old ?? [:])
      try project.publish(Self.new)
      #expect(project.published == Self.new)
      #expect(project.strays == [])
      _ = try OutputCleaning.clean(project.folder.path("public"))
    }
  }

  /// Many files, so that a kill after a random time falls into every phase of finishing.
  static func large(_ round: Int) -> Site {
    var site: Site = [:]
    for number in 0..<900 {
      switch (number + round) % 3 {
      case 0: site["part-\(number % 40)/\(number).html"] = "stays"
      case 1: site["part-\(number % 40)/\(number).html"] = String(repeating: "round \(round) ", count: 40)
      default: site["x-\(number % 40)/\(round)/\(number).html"] = "comes and goes"
      }
    }
    return site
  }

  @Test("is finished by the next one when it is killed while it finishes, and no file is ever half")
  func killed()
    async throws
  {
    let project = try Project()
    var possible: [Site] = []
    for round in 0..<16 {
      let path = project.folder.path
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, round = round as Int] in
        let output = try Project.at(path).begin(InterruptionTests.large(round))
        let thread = Thread {
          usleep(UInt32.random(in: 0..<15_000))
          kill(getpid(), SIGKILL)
        }
        thread.start()
        _ = try output.finish()
        pause()
      }
      let site = Self.large(round)
      possible.append(site)
      let half = project.published.filter { path, text in
        !path.hasPrefix(".waymark-new/") && !possible.contains { $0[path] == text }
      }
      #expect(half == [:])
      // Now and then two kills in a row.
      if round % 3 == 2 { continue }
      try project.publish(site)
      #expect(project.published == site)
      #expect(project.strays == [])
      possible = [site]
    }
  }

  @Test("because the disk is full leaves the old site") func full() async throws {
    let project = try Project()
    let path = project.folder.path
    for old in [nil, Self.old] {
      if let old { try project.publish(old) }
      await #expect(processExitsWith: .success) { [path = path as String] in
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        var site = InterruptionTests.new
        site["keep/huge.html"] = String(repeating: "x", count: 10_000)
        let error = #expect(throws: FileError.self) { try Project.at(path).publish(site) }
        #expect(error?.path == path + "/public/keep/huge.html")
        #expect(error?.reason == "the file is larger than the system allows")
      }
      #expect(project.published == old ?? [:])
      #expect(project.strays == [])
    }
    try project.publish(Self.new)
    #expect(project.published == Self.new)
  }
}

extension InterruptionTests {
  @Test("because the folder is read-only says so and leaves the old site") func readOnly() async throws {
    let project = try Project()
    try project.publish(Self.old)
    try project.publish(Self.old, in: "build/site")
    let path = project.folder.path
    for folder in ["build", "public", "."] { chmod(project.folder.path(folder), 0o555) }
    defer { for folder in [".", "public", "build"] { chmod(project.folder.path(folder), 0o755) } }
    await #expect(processExitsWith: .success) { [path = path as String] in
      // To root nothing is read-only.
      seteuid(65_534)
      // A leak checker, if there is one, looks around when the process ends, and may only do so as itself.
      defer { seteuid(0) }
      for (output, place) in [("public", "public/.waymark-new"), ("new", "new"), ("build/new", "build/new")] {
        let error = #expect(throws: FileError.self) {
          try Project.at(path).publish(InterruptionTests.new, in: output)
        }
        #expect(error == FileError(.makeFolder, "\(path)/\(place)", .system(EACCES)))
      }
      // Nothing to change, nothing to complain about.
      let summary = try Project.at(path).publish(InterruptionTests.old)
      #expect(summary == .init(unchanged: 5))
    }
    #expect(project.published == Self.old)
    #expect(project.strays == ["build"])
  }
}

extension Project {
  /// The same project, seen from another process.
  static func at(_ path: String) -> Project { Project(folder: TemporaryFolder(existing: path)) }

  private init(folder: TemporaryFolder) { self.folder = folder }
}
