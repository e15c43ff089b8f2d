import Editions
import GuideModel
import Synchronization
import Theming

/// The files of a site, with what is known of them.
struct PublishingPlan: Sendable {
  var site: SiteRendering
  var jobs: [OutputJob]
  var keys: JobKeys
  var cache: BuildCache
}

/// Makes every file that is not known to be there already and hands it to the output folder.
///
/// - Parameter remember: called with the new site before another build may change it.
func publish(
  _ plan: PublishingPlan, in folder: OutputFolder, sources: ProjectSources, images: CopiedFiles,
  articles: ArticleStore, _ request: BuildRequest, remember: (RememberedOutputs) -> Void
) throws(FileError) -> OutputFolder.Summary {
  let jobs = plan.jobs
  let failure = Mutex<FileError?>(nil)
  let made = parallelMap(
    count: jobs.count, threads: request.threads, makeWorker: { PageWriter() },
    body: { writer, index -> MadeFile in
      let job = jobs[index]
      let key = plan.keys.key(of: job)
      do throws(FileError) {
        try Interruption.check(.write, job.path)
        if let known = plan.cache.outputs[job.path], known.key == key, folder.keep(index, as: known.stamp) {
          return MadeFile(key: key, wasKept: true)
        }
        switch job.content {
        case .render(let render):
          writer.html.reset()
          render(plan.site, &writer)
          try writer.html.withBytes { (bytes) throws(FileError) in try folder.write(index, bytes) }
        case .bytes(let bytes): try folder.write(index, bytes)
        case .copy(let file):
          if let bytes = images.held[file] {
            try folder.write(index, bytes)
          } else {
            try folder.write(index, try readFile(sources.diskPath(of: file)))
          }
        }
      } catch {
        failure.withLock { if $0 == nil { $0 = error } }
      }
      return MadeFile(key: key, wasKept: false)
    })
  if let failure = failure.withLock({ $0 }) ?? articles.failure {
    folder.abandon()
    throw failure
  }
  return try folder.finish { stamp in
    // What changed a moment ago could change again unseen, so the next build makes it once more.
    let moment = FileStamp.now()
    remember(RememberedOutputs(plan: plan, made: made, stamp: { stamp($0)?.ifSettled(at: moment) }))
  }
}

/// What became of one file.
private struct MadeFile: Sendable {
  /// `nil` for a file that is made in any case.
  var key: Fingerprint?
  /// It was there already, as the cache says.
  var wasKept: Bool
}

/// The files of a site that was published, as the next build will know them.
struct RememberedOutputs {
  private let plan: PublishingPlan
  private let made: [MadeFile]
  private let stamp: (Int) -> FileStamp?

  fileprivate init(plan: PublishingPlan, made: [MadeFile], stamp: @escaping (Int) -> FileStamp?) {
    self.plan = plan
    self.made = made
    self.stamp = stamp
  }

  var count: Int { made.count { $0.key != nil } }

  /// Whether there is nothing about them that the cache does not know.
  func areThose(of cache: BuildCache) -> Bool {
    count == cache.outputs.count
      && made.indices.allSatisfy { index in
        made[index].wasKept || made[index].key == nil
          || output(index) == cache.outputs[plan.jobs[index].path]
      }
  }

  func forEach(
    _ body: (_ path: String, _ output: BuildCache.Output) throws(FileError) -> Void
  ) throws(FileError) {
    for index in made.indices {
      if let output = output(index) { try body(plan.jobs[index].path, output) }
    }
  }

  private func output(_ index: Int) -> BuildCache.Output? {
    guard let key = made[index].key else { return nil }
    if made[index].wasKept { return plan.cache.outputs[plan.jobs[index].path] }
    return BuildCache.Output(key: key, stamp: stamp(index) ?? .unknown)
  }
}
