import Editions
import GuideModel
import Theming

/// The files of a site, with what is known of them.
struct PublishingPlan: Sendable {
  var jobs: [OutputJob]
  /// `nil` for files that are made in any case.
  var keys: [Fingerprint?]
  var cache: BuildCache
}

/// Makes every file that is not known to be there already and hands it to the output folder.
func publish(
  _ plan: PublishingPlan, in folder: OutputFolder, sources: ProjectSources, images: CopiedFiles,
  articles: ArticleStore, _ request: BuildRequest
) throws(FileError) -> (summary: OutputFolder.Summary, outputs: [(path: String, entry: BuildCache.Output)]) {
  let jobs = plan.jobs
  let fates = parallelMap(
    count: jobs.count, threads: request.threads, makeWorker: { PageWorker() },
    body: { worker, index -> Fate in
      do throws(FileError) {
        let job = jobs[index]
        try Interruption.check(.write, job.path)
        if let known = plan.cache.outputs[job.path], known.key == plan.keys[index],
          folder.keep(index, as: known.stamp)
        {
          return .kept(known)
        }
        switch job.content {
        case .render(let render): try worker.write(render, index, to: folder)
        case .bytes(let bytes): try folder.write(index, bytes)
        case .copy(let file):
          if let bytes = images.held[file] {
            try folder.write(index, bytes)
          } else {
            try folder.write(index, try readFile(sources.path(of: sources.entries[Int(file.number)])))
          }
        }
        return .handedOver
      } catch {
        return .failed(error)
      }
    })
  if let failure = fates.lazy.compactMap(\.failure).first ?? articles.failure {
    folder.abandon()
    throw failure
  }
  var outputs: [(path: String, entry: BuildCache.Output)] = []
  outputs.reserveCapacity(jobs.count)
  let summary = try folder.finish { stamp in
    // What changed a moment ago could change again unseen, so the next build makes it once more.
    let moment = FileStamp.now()
    for (index, job) in jobs.enumerated() {
      if case .kept(let known) = fates[index] {
        outputs.append((job.path, known))
      } else if let key = plan.keys[index], let stamp = stamp(index) {
        outputs.append((job.path, BuildCache.Output(key: key, stamp: stamp.ifSettled(at: moment))))
      }
    }
  }
  return (summary, outputs)
}

/// What became of one file.
private enum Fate: Sendable {
  /// It was there already, as the cache says.
  case kept(BuildCache.Output)
  case handedOver
  case failed(FileError)

  var failure: FileError? {
    if case .failed(let error) = self { error } else { nil }
  }
}

/// One thread's pages.
private final class PageWorker {
  private var writer = PageWriter()

  func write(
    _ render: @Sendable (inout PageWriter) -> Void, _ index: Int, to folder: OutputFolder
  ) throws(FileError) {
    writer.html.reset()
    render(&writer)
    let outcome = writer.html.withBytes { bytes in
      Result { () throws(FileError) in try folder.write(index, UnsafeRawBufferPointer(bytes)) }
    }
    try outcome.get()
  }
}
