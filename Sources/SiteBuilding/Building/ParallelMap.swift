/// The results of `body` for each index from 0, in order, made by several threads.
///
/// Work is handed out in runs of neighboring indices, a few for each thread, so that one slow run does
/// not hold up the end. `makeWorker` makes what a run uses again and again, such as buffers.
func parallelMap<Worker, Result: Sendable>(
  count: Int, threads: Int, makeWorker: @escaping @Sendable () -> Worker,
  body: @escaping @Sendable (inout Worker, Int) -> Result
) async -> [Result] {
  // Little work is done before other threads have started.
  if threads <= 1 || count < 32 {
    var worker = makeWorker()
    return (0..<count).map { body(&worker, $0) }
  }
  // Measured: a task for each page costs a tenth more than a run of pages; four to eight runs for each
  // thread end together closely enough.
  let runs = min(count, threads * 6)
  let perRun = (count + runs - 1) / runs
  return await withTaskGroup(of: (Int, [Result]).self) { group in
    var finished = [[Result]](repeating: [], count: runs)
    var next = 0
    func start() {
      guard next < runs else { return }
      let run = next
      next += 1
      let range = min(run * perRun, count)..<min((run + 1) * perRun, count)
      group.addTask {
        var worker = makeWorker()
        return (run, range.map { body(&worker, $0) })
      }
    }
    for _ in 0..<threads { start() }
    while let (run, results) = await group.next() {
      finished[run] = results
      start()
    }
    return finished.flatMap { $0 }
  }
}
