import FuzzTargets
import TestKit
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite("An input of the fuzzer's corpus") struct CorpusTests {
  struct Input: Sendable, CustomTestStringConvertible {
    let target: FuzzTarget
    let name: String
    var path: String { "Tests/Fuzzing/Corpus/\(target.rawValue)/\(name)" }
    var testDescription: String { "\(target.rawValue)/\(name)" }
  }

  static let inputs = FuzzTarget.allCases.flatMap { target in
    Repository.names(in: "Tests/Fuzzing/Corpus/\(target.rawValue)").map { Input(target: target, name: $0) }
  }

  @Test("is read in bounded time, and what comes out is whole", arguments: inputs)
  func replay(_ input: Input) throws {
    let bytes = try #require(Repository.bytes(input.path))
    let start = cpuTime()
    #expect(input.target.faults(in: bytes) == [])
    // Two seconds of this thread's time for each 100 KB that are begun.
    #expect(cpuTime() - start < .seconds(2 * (1 + bytes.count / 100_000)))
  }

  @Test(
    "may as well be a library with every kind of place and link", arguments: 1...12 as ClosedRange<UInt64>)
  func randomLibrary(_ seed: UInt64) {
    var library = RandomLibrary(seed: seed)
    let input = library.files().sorted { $0.key < $1.key }.map { path, text in
      "@@ \(path.dropFirst("content/".count))\n\(text)"
    }
    #expect(FuzzTarget.links.faults(in: Array(input.joined().utf8)) == [])
  }

  @Test("is there for every target") func seeds() {
    for target in FuzzTarget.allCases {
      #expect(Self.inputs.contains { $0.target == target }, "\(target)")
    }
  }

  private func cpuTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
