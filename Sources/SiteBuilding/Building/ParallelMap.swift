import Dispatch
import GuideModel
import Synchronization

/// The results of `body` for each index from 0, in order, made by several threads, this one among them.
///
/// Work is handed out in runs of neighboring indices, long ones first and short ones in the end, so that all threads
/// end together (guided self-scheduling). `makeWorker` makes what one thread uses again and again, such as buffers.
///
/// Threads rather than tasks: nothing here ever waits for anything but the processor and the disk, and
/// a program without an executor starts sooner and calls plain functions all the way down.
func parallelMap<Worker: ~Copyable, Result: Sendable>(
  count: Int, threads: Int, makeWorker: @Sendable () -> Worker,
  body: @Sendable (inout Worker, Int) -> Result
) -> [Result] {
  // Little work is done before other threads have started.
  if threads <= 1 || count < 32 {
    var worker = makeWorker()
    return (0..<count).map { body(&worker, $0) }
  }
  let next = Atomic<Int>(0)
  return [Result](unsafeUninitializedCapacity: count) { results, initialized in
    // Each index is written by the one thread that took it.
    nonisolated(unsafe) let results = results
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      var worker = makeWorker()
      while let run = nextRun(from: next, of: count, threads: threads) {
        for index in run { (results.baseAddress! + index).initialize(to: body(&worker, index)) }
      }
    }
    initialized = count
  }
}

/// Part of what is left: neighbors have a folder and more in common, so handing out each page by itself costs a tenth
/// more than a run of them.
private func nextRun(from next: borrowing Atomic<Int>, of count: Int, threads: Int) -> Range<Int>? {
  var start = next.load(ordering: .relaxed)
  while start < count {
    let end = min(count, start + max(8, (count - start) / (threads * 4)))
    let (isOurs, now) = next.weakCompareExchange(expected: start, desired: end, ordering: .relaxed)
    if isOurs { return start..<end }
    start = now
  }
  return nil
}

/// As many threads as a build was asked to use.
struct Threads: Workers {
  let count: Int

  func map<Result: Sendable>(count jobs: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    parallelMap(count: jobs, threads: count, makeWorker: {}) { _, index in body(index) }
  }
}

/// Two results that have nothing to do with each other.
///
/// The first is made by a thread of its own and the second by this one: inside one `concurrentPerform`
/// another has a single thread, and both of them may well want more.
func inParallel<First: Sendable, Second>(
  threads: Int, _ first: @escaping @Sendable () -> First, and second: () -> Second
) -> (First, Second) {
  if threads <= 1 { return (first(), second()) }
  let one = Mutex<First?>(nil)
  let group = DispatchGroup()
  DispatchQueue.global().async(group: group) {
    let result = first()
    one.withLock { $0 = result }
  }
  let second = second()
  group.wait()
  guard let first = one.withLock({ $0 }) else { preconditionFailure("it was made") }
  return (first, second)
}
