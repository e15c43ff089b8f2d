import Diagnostics
import Editions
import GuideModel
import GuideReading
import SiteChecks
import Theming

/// Builds a project's site: reads, checks, and publishes it if there is no error.
///
/// - Throws: when the machine fails us: a full disk, a folder that may not be written.
package func buildSite(_ request: BuildRequest) async throws(FileError) -> BuildReport {
  let sources = try ProjectSources(project: request.project, output: request.output)
  let examined = await examine(sources, request)
  var report = examined.report
  guard let ready = examined.ready, let plan = plan(ready, sources, &report) else { return report }

  let surroundings = Surroundings(
    project: request.project,
    sources: [
      ProjectSources.contentFolder(of: request.project), ProjectSources.themeFolder(of: request.project),
    ])
  Interruption.beginWriting()
  defer { Interruption.endWriting() }
  switch try OutputFolder.open(
    at: request.output, avoiding: surroundings, paths: plan.paths, durability: request.durability)
  {
  case .refused(let refusal): report.diagnostics.append(finding(refusal, at: .whole(sources.outputFile)))
  case .ready(let folder):
    report.published = try await publish(
      plan.jobs, in: folder, sources: sources, images: ready.images, request)
    report.counts.pages = plan.jobs.count { $0.path.hasSuffix(".html") }
  }
  return report
}

/// The findings of a build, without writing anything.
package func checkSite(_ request: BuildRequest) async throws(FileError) -> BuildReport {
  let sources = try ProjectSources(project: request.project, output: request.output)
  let (found, ready) = await examine(sources, request)
  var report = found
  if let ready { _ = plan(ready, sources, &report) }
  return report
}

/// What a project needs to be published.
private struct ReadySite: Sendable {
  var site: CheckedSite
  var theme: Theme
  var images: CopiedFiles
  var staticFiles: [(path: String, file: FileID)]
}

/// Every file of the site, or findings about two that want one name.
private func plan(
  _ ready: ReadySite, _ sources: ProjectSources, _ report: inout BuildReport
) -> (jobs: [OutputJob], paths: OutputPaths)? {
  let site = SiteRendering(ready.site, theme: ready.theme, files: ready.images.paths)
  var jobs = outputPlan(for: site)
  jobs += ready.staticFiles.map { OutputJob(path: $0.path, content: .copy($0.file)) }
  for file in ready.site.copiedFiles {
    if let path = ready.images.paths[file] { jobs.append(OutputJob(path: path, content: .copy(file))) }
  }
  // Two files of one content have one name and are written once.
  var seen = Set<String>()
  jobs = jobs.filter { job in if case .copy = job.content { seen.insert(job.path).inserted } else { true } }

  switch OutputPaths.check(jobs.map(\.path)) {
  case .usable(let paths): return (jobs, paths)
  case .unusable(let problems):
    report.diagnostics += problems.map { finding($0, jobs: jobs, sources: sources) }
    report.diagnostics = report.diagnostics.inSourceOrder()
    return nil
  }
}

/// Reads and checks everything, theme and content alike, so that all findings come in one run.
private func examine(
  _ sources: ProjectSources, _ request: BuildRequest
) async -> (report: BuildReport, ready: ReadySite?) {
  let (library, layout, readProblems) = await sources.readLibrary(request)
  let languages = Set([library.settings.language] + library.guides.map(\.language)).map(\.text).sorted()
  let (theme, themeProblems) = Theme.load(
    files: sources.themeFiles, templates: TemplateName.allCases.map(\.declaration), languages: languages,
    requiredPhrases: TemplateName.requiredPhrases)

  let map = SiteMap(library)
  let documents = library.documents
  let today = request.today
  let checked = await parallelMap(count: documents.count, threads: request.threads, makeWorker: {}) {
    _, index in
    map.check(documents[index].document, as: documents[index].role, today: today)
  }
  var findings = [DocumentFindings](repeating: DocumentFindings(), count: library.paths.count)
  for (index, entry) in documents.enumerated() { findings[Int(entry.document.file.number)] = checked[index] }
  let files = await CopiedFiles(usedBy: findings, sources: sources, threads: request.threads)
  let earlier = sources.diagnostics + readProblems + themeProblems
  let (site, diagnostics) = map.checkWhole(findings: findings, images: files.images, earlier: earlier)

  let report = BuildReport(
    diagnostics: diagnostics.inSourceOrder(), sources: sources.index, published: nil,
    counts: LibraryCounts(
      guides: library.guides.count, steps: library.guides.reduce(0) { $0 + $1.stepCount }, pages: 0))
  guard let site, let theme else { return (report, nil) }
  return (report, ReadySite(site: site, theme: theme, images: files, staticFiles: layout.staticFiles))
}

/// Makes every file and hands it to the output folder.
private func publish(
  _ jobs: [OutputJob], in folder: OutputFolder, sources: ProjectSources, images: CopiedFiles,
  _ request: BuildRequest
) async throws(FileError) -> OutputFolder.Summary {
  let failures = await parallelMap(
    count: jobs.count, threads: request.threads, makeWorker: { PageWorker() },
    body: { worker, index -> FileError? in
      do throws(FileError) {
        try Interruption.check(.write, jobs[index].path)
        switch jobs[index].content {
        case .render(let render): try worker.write(render, index, to: folder)
        case .bytes(let bytes): try folder.write(index, bytes)
        case .copy(let file):
          if let bytes = images.held[file] {
            try folder.write(index, bytes)
          } else {
            try folder.write(index, try readFile(sources.path(of: sources.entries[Int(file.number)])))
          }
        }
        return nil
      } catch {
        return error
      }
    })
  if let failure = failures.lazy.compactMap({ $0 }).first {
    folder.abandon()
    throw failure
  }
  return try folder.finish()
}

/// One thread's page buffer.
private final class PageWorker {
  private var writer = HTMLWriter()

  func write(
    _ render: @Sendable (inout HTMLWriter) -> Void, _ index: Int, to folder: OutputFolder
  ) throws(FileError) {
    writer.reset()
    render(&writer)
    let outcome = writer.withBytes { bytes in
      Result { () throws(FileError) in try folder.write(index, UnsafeRawBufferPointer(bytes)) }
    }
    try outcome.get()
  }
}
