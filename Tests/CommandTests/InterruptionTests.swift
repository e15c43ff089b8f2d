import Foundation
import Testing

/// A library large enough that a signal after a random time falls into every phase of its build.
private func largeLibrary(in project: TestProject, round: Int) throws {
  for guide in 0..<8 {
    try project.folder.write(
      page("Guide \(guide)", "Begin.", "pages: step\n"), to: "content/guide-\(guide)/guide.md")
    for step in 1...30 {
      // Some steps stay, some change, some change their addresses.
      let words = step % 3 == 0 ? "Always the same." : "Round \(round)."
      let slug = step % 3 == 2 ? "slug: step-\(step)-\(round)\n" : ""
      try project.folder.write(
        page("Step \(step)", words, slug), to: "content/guide-\(guide)/\(step)-step-\(step).md")
    }
  }
}

/// Equal numbers on every run, so that a failure can be seen again.
private struct SteadyNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) ^ (state << 31)
  }
}

@Suite("A build that is stopped", .serialized) struct InterruptionTests {
  @Test("by a kill at any moment is put right by the next, and no file is ever half")
  func killed() throws {
    var random = SteadyNumbers(state: 7)
    let project = try TestProject.small()
    try largeLibrary(in: project, round: 0)
    let trial = Date()
    try project.build("-q")
    let duration = Date().timeIntervalSince(trial)
    var last = project.site
    for round in 1...16 {
      // Every fourth build is one where nothing was.
      if round % 4 == 0 {
        try project.command("clean", "-q")
        last = [:]
      }
      try largeLibrary(in: project, round: round)
      let reference = TestProject()
      try reference.folder.link("content", to: project.folder.path("content"))
      #expect(try reference.build("-q").status == 0)

      let running = try project.command.start(["build", "-q"])
      usleep(UInt32(Double.random(in: 0...duration, using: &random) * 1_000_000))
      running.signal(SIGKILL)
      _ = try running.wait()
      for (path, item) in project.site where !path.hasPrefix(".waymark-") && item != .folder {
        #expect(item == last[path] || item == reference.site[path], "\(path) in round \(round)")
      }
      let outcome = try project.build("-q")
      #expect(outcome.status == 0, "\(outcome.notices)")
      #expect(project.site.differences(from: reference.site) == [], "round \(round)")
      #expect(project.strays == [])
      last = project.site
    }
  }

  @Test(
    "by Ctrl-C ends with status 130 and leaves the old site and nothing else", arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) throws {
    var random = SteadyNumbers(state: 11)
    let project = try TestProject.small()
    try largeLibrary(in: project, round: 0)
    let trial = Date()
    try project.build("-q")
    let duration = Date().timeIntervalSince(trial)
    let old = project.site
    try largeLibrary(in: project, round: 1)
    try project.build("-q", "-o", "next")
    let new = project.folder.tree("next")
    var interrupted = 0
    for round in 0..<12 {
      if round == 6 { try project.command("clean", "-q") }
      let before = project.site
      let running = try project.command.start(["build"])
      usleep(UInt32(Double.random(in: 0...duration, using: &random) * 1_000_000))
      running.signal(signal)
      let outcome = try running.wait()
      switch outcome.end {
      case .exited(128 + signal): interrupted += 1
      // It was too late, or too early for the program to have begun.
      case .exited(0), .killed(bySignal: signal): break
      default: Issue.record("\(outcome)")
      }
      // The old site or the new one, with nothing beside them.
      #expect(project.site == before || project.site == new, "\(outcome.notices)")
      #expect(project.strays == ["next"])
      if project.site == new {
        try largeLibrary(in: project, round: 0)
        try project.build("-q")
        #expect(project.site == old)
        try largeLibrary(in: project, round: 1)
      }
    }
    #expect(interrupted > 0)
  }

  @Test("while another one writes to the same folder gives one whole site") func twoAtOnce() throws {
    let first = try TestProject.small()
    try largeLibrary(in: first, round: 1)
    let second = try TestProject.small()
    try largeLibrary(in: second, round: 2)
    try first.build("-q")
    try second.build("-q")
    let output = TemporaryFolder()
    for round in 0..<4 {
      let both = try [first, second].map { try $0.command.start(["build", "-q", "-o", output.path("site")]) }
      // Either waits for the other; both come to their end.
      for build in both { #expect(try build.wait().status == 0) }
      let site = output.tree("site")
      #expect(site == first.site || site == second.site, "round \(round)")
      #expect(output.names(in: "") == ["site"])
    }
  }
}
