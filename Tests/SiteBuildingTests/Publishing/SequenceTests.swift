import Foundation
import Testing

@testable import SiteBuilding

@Suite("After any sequence of builds") struct SequenceTests {
  /// A few paths that clash as files and folders from one site to the next, never within one.
  private static let candidates = [
    "a", "a/b", "a/b/c", "a/B", "A", "b/c", "b/c/d", "c", "c-d", "c/d", "d/e/f/g", "ü/é",
  ]

  private func site(_ random: inout some RandomNumberGenerator) -> Site {
    var paths: [String] = []
    for path in Self.candidates.shuffled(using: &random).prefix(Int.random(in: 0...8, using: &random)) {
      if case .usable = OutputPaths.check(paths + [path]) { paths.append(path) }
    }
    return Site(uniqueKeysWithValues: paths.map { ($0, String(Int.random(in: 0...2, using: &random))) })
  }

  @Test(
    "the folder holds the last site exactly, and what did not change was not touched",
    arguments: 0..<20 as Range<UInt64>)
  func sequence(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let project = try Project()
    var last: Site = [:]
    for _ in 0..<25 {
      let next = site(&random)
      let same = next.filter { last[$0.key] == $0.value }.map(\.key)
      // A file that a stale one may hide on some file systems is written again.
      let comparable = same.filter { path in
        !last.keys.contains { $0 != path && $0.lowercased() == path.lowercased() }
      }
      let stamps = comparable.map(project.stamp)
      if Bool.random(using: &random) {
        try project.begin(next, onlyFirst: Int.random(in: 0...8, using: &random)).abandon()
        #expect(project.published == last)
      }
      let summary = try project.publish(next)
      #expect(project.published == next)
      #expect(comparable.map(project.stamp) == stamps)
      #expect(summary.written + summary.unchanged == next.count)
      #expect(summary.removed == last.keys.filter { next[$0] == nil }.count)
      #expect(project.strays == [])
      last = next
    }
  }
}

/// Random numbers that a failing test can repeat.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
