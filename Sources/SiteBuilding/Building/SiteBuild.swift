import Diagnostics
import Editions
import GuideModel
import GuideReading
import SiteChecks
import Theming

/// Builds a project's site: reads, checks, and publishes it if there is no error.
///
/// - Throws: when the machine fails us: a full disk, a folder that may not be written.
package func buildSite(_ request: BuildRequest) throws(FileError) -> BuildReport {
  growMemoryInLargeSteps()
  FolderTree.reserveDescriptors()
  let (memory, sources) = try remembered(request)
  let examined = examine(sources, request, cache: memory.cache, purpose: .rendering)
  var report = examined.report
  guard let ready = examined.ready else { return report }
  let (site, jobs) = plan(ready, examined.library, Threads(count: request.threads))

  Interruption.beginWriting()
  defer { Interruption.endWriting() }
  // What keys are made of is put together while names are looked through and the old site is looked at.
  let library = examined.library
  let (keys, opening) = inParallel(threads: request.threads) {
    JobKeys(site, shared: memory.sharedPrint(of: site), library: library, sources: sources)
  } and: {
    Result { () throws(FileError) in try openOutput(jobs, sources, request, &report.diagnostics) }
  }
  guard let folder = try opening.get() else { return report }
  let plan = PublishingPlan(site: site, jobs: jobs, keys: keys, cache: memory.cache)
  report.published = try publish(
    plan, in: folder, sources: sources, images: ready.images, articles: library.articles, request
  ) { outputs in memory.save(examined, sources, outputs: outputs) }
  report.counts.pages = jobs.count { $0.path.hasSuffix(".html") }
  report.remains = BuildRemains(examined, site, plan, memory, folder)
  return report
}

/// The findings of a build, without writing anything.
package func checkSite(_ request: BuildRequest) throws(FileError) -> BuildReport {
  growMemoryInLargeSteps()
  let (memory, sources) = try remembered(request)
  let examined = examine(sources, request, cache: memory.cache, purpose: .checking)
  var report = examined.report
  if let ready = examined.ready {
    let (_, jobs) = plan(ready, examined.library, Threads(count: request.threads))
    _ = usablePaths(jobs, sources, &report.diagnostics)
  }
  return report
}

/// What the last build left, and what there is now: the one is read while the other is listed.
private func remembered(_ request: BuildRequest) throws(FileError) -> (BuildMemory, ProjectSources) {
  let (memory, sources) = inParallel(threads: request.threads) {
    BuildMemory(of: request)
  } and: {
    Result { () throws(FileError) in
      try ProjectSources(
        project: request.project, output: request.output, isFirst: !BuildMemory.isLeft(for: request),
        threads: request.threads)
    }
  }
  return (memory, try sources.get())
}

/// What a project needs to be published.
struct ReadySite: Sendable {
  var site: CheckedSite
  var theme: Theme
  var images: CopiedFiles
  var staticFiles: [(path: String, file: FileID)]
}

/// A project that has been read and checked.
struct ExaminedProject: Sendable {
  var report: BuildReport
  var library: ReadLibrary
  var images: CopiedFiles
  /// `nil` when there are errors.
  var ready: ReadySite?
}

/// Every file of the site.
private func plan(
  _ ready: ReadySite, _ library: ReadLibrary, _ workers: Threads
) -> (site: SiteRendering, jobs: [OutputJob]) {
  let site = SiteRendering(
    ready.site, theme: ready.theme, files: ready.images.paths,
    textPrint: { document in
      // Of the file as it was read, so that nobody has to read it again.
      library.prints(of: document.file)?.content ?? Fingerprint(high: 0, low: 0)
    }, workers: workers)
  var jobs = outputPlan(for: site)
  let shown = ready.site.copiedFiles
  // In one step, since an array that grows by itself takes up to twice the room.
  jobs.reserveCapacity(jobs.count + ready.staticFiles.count + shown.count)
  // Two files of one content have one name and are written once.
  var seen = Set<String>()
  func copy(_ file: FileID, to path: String) {
    if seen.insert(path).inserted { jobs.append(OutputJob(path: path, content: .copy(file))) }
  }
  for (path, file) in ready.staticFiles { copy(file, to: path) }
  for file in shown {
    if let path = ready.images.paths[file] { copy(file, to: path) }
  }
  return (site, jobs)
}

/// - Returns: `nil` when two files want one name, which is reported.
private func usablePaths(
  _ jobs: [OutputJob], _ sources: ProjectSources, _ diagnostics: inout [Diagnostic]
) -> OutputPaths? {
  switch OutputPaths.check(jobs.map(\.path)) {
  case .usable(let paths): return paths
  case .unusable(let problems):
    diagnostics += problems.map { finding($0, jobs: jobs, sources: sources) }
    diagnostics = diagnostics.inSourceOrder()
    return nil
  }
}

/// Makes the output ready for these files.
///
/// - Returns: `nil` when that cannot be, which is reported.
private func openOutput(
  _ jobs: [OutputJob], _ sources: ProjectSources, _ request: BuildRequest, _ diagnostics: inout [Diagnostic]
) throws(FileError) -> OutputFolder? {
  guard let paths = usablePaths(jobs, sources, &diagnostics) else { return nil }
  let surroundings = Surroundings(
    project: request.project,
    sources: [
      ProjectSources.contentFolder(of: request.project), ProjectSources.themeFolder(of: request.project),
    ])
  let opening = try OutputFolder.open(
    at: request.output, avoiding: surroundings, paths: paths, durability: request.durability,
    threads: request.threads)
  switch opening {
  case .ready(let folder): return folder
  case .refused(let refusal):
    diagnostics.append(finding(refusal, at: .whole(sources.outputFile)))
    return nil
  }
}

/// Reads and checks everything, theme and content alike, so that all findings come in one run.
private func examine(
  _ sources: ProjectSources, _ request: BuildRequest, cache: BuildCache, purpose: ArticleStore.Purpose
) -> ExaminedProject {
  let read = sources.readLibrary(request, cache: cache, purpose: purpose)
  let library = read.library
  let languages = Set([library.settings.language] + library.guides.map(\.language)).map(\.text).sorted()
  let ((theme, themeProblems), (map, findings)) = inParallel(threads: request.threads) {
    Theme.load(
      files: sources.themeFiles, templates: TemplateName.allCases.map(\.declaration), languages: languages,
      requiredPhrases: TemplateName.requiredPhrases)
  } and: {
    let map = SiteMap(library)
    return (map, check(map, read, request))
  }
  let files = CopiedFiles(usedBy: findings, sources: sources, cache: cache, threads: request.threads)
  let earlier = sources.diagnostics + read.diagnostics + themeProblems
  let (site, diagnostics) = map.checkWhole(findings: findings, images: files.images, earlier: earlier)

  let report = BuildReport(
    diagnostics: diagnostics.inSourceOrder(), sources: sources.index, published: nil,
    counts: LibraryCounts(
      guides: library.guides.count, steps: library.guides.reduce(0) { $0 + $1.stepCount }, pages: 0))
  var examined = ExaminedProject(report: report, library: read, images: files, ready: nil)
  if let site, let theme {
    examined.ready = ReadySite(site: site, theme: theme, images: files, staticFiles: read.staticFiles)
  }
  return examined
}

/// The findings of each document, by `FileID`.
private func check(_ map: SiteMap, _ read: ReadLibrary, _ request: BuildRequest) -> [DocumentFindings] {
  let today = request.today
  return parallelMap(count: map.library.files.numberCount, threads: request.threads, makeWorker: {}) {
    _, index in
    guard let role = map.role(of: FileID(index)) else { return DocumentFindings() }
    var findings = map.check(map.library.document(role), as: role, today: today)
    findings.diagnostics += read.files[index]?.findings ?? []
    return findings
  }
}
