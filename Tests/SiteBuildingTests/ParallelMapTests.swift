import GuideModel
import Synchronization
import Testing

@testable import SiteBuilding

@Suite("Work for several threads") struct ParallelMapTests {
  @Test(
    "is done once for each index, and its results are in order",
    arguments: [0, 1, 31, 32, 33, 100, 1_000, 4_097], [1, 2, 3, 8])
  func once(count: Int, threads: Int) {
    let done = Mutex([Int](repeating: 0, count: count))
    let results = Threads(count: threads).map(count: count) { index in
      done.withLock { $0[index] += 1 }
      return "\(index)"
    }
    #expect(results == (0..<count).map { "\($0)" })
    #expect(done.withLock { $0.allSatisfy { $0 == 1 } })
  }

  @Test("gives each thread a worker of its own") func workers() {
    let made = Atomic<Int>(0)
    let sums = parallelMap(
      count: 500, threads: 4,
      makeWorker: { () -> Int in
        made.add(1, ordering: .relaxed)
        return 0
      },
      body: { worker, _ in
        worker += 1
        return worker
      })
    #expect((1...4).contains(made.load(ordering: .relaxed)))
    // A worker counts up, so as many ones as there were workers with something to do.
    #expect((1...4).contains(sums.count { $0 == 1 }))
  }
}
