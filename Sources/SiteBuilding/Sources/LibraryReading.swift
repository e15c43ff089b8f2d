import Theming
import Diagnostics
import GuideModel
import GuideReading
import SiteChecks

/// The library as it was read, with what the next build may remember of it.
struct ReadLibrary: Sendable {
  var library: Library
  /// See `LibraryLayout.staticFiles`.
  var staticFiles: [(path: String, file: FileID)]
  /// Of reading and putting in order.
  var diagnostics: [Diagnostic]
  /// By `FileID`; `nil` for what is no Markdown file of the library.
  var files: [ReadFile?]
  var articles: ArticleStore
  /// How many files the next build may know something of: see `ReadFile.memory`.
  var memoryCount: Int
  /// Every document came from the cache, and it held no others.
  var isAsCached: Bool

  func prints(of file: FileID) -> ReadFile.Prints? { files[Int(file.number)]?.prints }
}

/// One Markdown file as it was read now or by an earlier build.
///
/// A class, so that a thousand of them can be looked through without counting what each of them holds.
final class ReadFile: Sendable {
  let document: ReadDocument
  /// Of the bytes that were read.
  let stamp: FileStamp
  /// What was found in the article by itself. Counts for documents that are published.
  let findings: [Diagnostic]
  /// What identifies the file's text; `nil` for one that could not be read.
  let prints: Prints?
  let kind: DocumentKind
  let origin: Origin

  init(
    document: ReadDocument, stamp: FileStamp = .unknown, findings: [Diagnostic] = [], prints: Prints? = nil,
    kind: DocumentKind, origin: Origin = .file
  ) {
    self.document = document
    self.stamp = stamp
    self.findings = findings
    self.prints = prints
    self.kind = kind
    self.origin = origin
  }

  struct Prints: Equatable, Sendable {
    /// Of the whole file.
    var content: Fingerprint
    /// Of the front matter alone.
    var matter: Fingerprint
  }

  enum Origin: UInt8, Sendable {
    case file
    /// Its text is that which the cache knew, though the disk says something else of it.
    case sameText
    case cache
  }

  /// What the next build may know of the file; `nil` where there is something to report, which is only
  /// known by reading again.
  var memory: (document: Document, prints: Prints)? {
    guard let document = document.document, let prints, findings.isEmpty, self.document.diagnostics.isEmpty
    else { return nil }
    return (document, prints)
  }
}

extension ProjectSources {
  /// Reads site.yml and every Markdown file, and puts them in order.
  func readLibrary(
    _ request: BuildRequest, cache: BuildCache, purpose: ArticleStore.Purpose
  ) -> ReadLibrary {
    let layout = LibraryLayout(files)
    var (settings, settingsFile, diagnostics) = readSiteSettings(layout)
    if let baseURL = request.baseURL { settings.baseURL = baseURL }
    let limits = settings.limits
    let articles = ArticleStore(
      for: purpose, in: CacheFolder(of: project), limits: limits,
      fileCount: files.numberCount, mostHeld: request.mostHeldArticles,
      source: { [self] file in
        cache.documents[files.path(of: file)].map { (diskPath(of: file), $0.prints.content) }
      })

    let kinds = layout.kinds
    let read = parallelMap(
      count: files.numberCount, threads: request.threads,
      makeWorker: { DocumentWorker(limits: limits) },
      body: { worker, index in
        kinds[index].map {
          worker.read(FileID(index), as: $0, of: self, cache: cache, articles: articles)
        }
      })

    var fromCache = 0
    var memoryCount = 0
    var isAsCached = true
    for file in read {
      guard let file else { continue }
      diagnostics += file.document.diagnostics
      if file.memory != nil { memoryCount += 1 }
      if file.origin == .cache { fromCache += 1 } else { isAsCached = false }
    }
    let (library, problems) = assembleLibrary(
      layout, read: { read[Int($0.number)]?.document }, settings: settings, settingsFile: settingsFile,
      includingDrafts: request.includesDrafts, workers: Threads(count: request.threads))
    return ReadLibrary(
      library: library, staticFiles: layout.staticFiles,
      diagnostics: diagnostics + layout.diagnostics + problems, files: read, articles: articles,
      memoryCount: memoryCount, isAsCached: isAsCached && fromCache == cache.documents.count)
  }

  private func readSiteSettings(_ layout: LibraryLayout) -> (SiteSettings, FileID, [Diagnostic]) {
    guard let file = layout.settings else {
      let missing = Diagnostic(
        .settingsMissing, "content/ has no site.yml", at: .whole(contentFolder),
        help: ["site.yaml", "Site.yml", "config.yml"].first { layout.files[$0] != nil }
          .map { "call `\($0)` `site.yml`" }
          ?? "add one with `id:`, `title:` and `language:`, each on a line of its own")
      return (
        readSettings(UnsafeBufferPointer(start: nil, count: 0), file: contentFolder).settings, contentFolder,
        [missing]
      )
    }
    do throws(FileError) {
      let bytes = try readFile(diskPath(of: file), limit: Limits().fileBytes)
      let (settings, diagnostics) = bytes.withUnsafeBufferPointer { readSettings($0, file: file) }
      return (settings, file, diagnostics)
    } catch {
      let unreadable = Diagnostic(.layoutUnreadable, error.reason, at: .whole(file))
      return (
        readSettings(UnsafeBufferPointer(start: nil, count: 0), file: file).settings, file, [unreadable]
      )
    }
  }
}

/// What one thread uses again for each file it reads.
private struct DocumentWorker: ~Copyable {
  private let limits: Limits
  private var reader: DocumentReader
  private var bytes: [UInt8] = []
  private var writer = CacheWriter()

  init(limits: Limits) {
    self.limits = limits
    reader = DocumentReader(limits: limits)
  }

  mutating func read(
    _ file: FileID, as kind: DocumentKind, of sources: ProjectSources, cache: BuildCache,
    articles: ArticleStore
  ) -> ReadFile {
    // On a first build nobody need put the path together.
    let known =
      cache.documents.isEmpty
      ? nil : cache.documents[sources.files.path(of: file)].flatMap { $0.kind == kind ? $0 : nil }
    func remembered(_ stamp: FileStamp, _ origin: ReadFile.Origin) -> ReadFile? {
      guard let known, let document = cache.document(known, file: file, keeper: articles) else { return nil }
      return ReadFile(document: document, stamp: stamp, prints: known.prints, kind: kind, origin: origin)
    }
    if let known, known.stamp == sources.stamps[Int(file.number)],
      let read = remembered(known.stamp, .cache)
    {
      return read
    }
    let stamp: FileStamp
    do throws(FileError) {
      stamp = try readFile(sources.diskPath(of: file), into: &bytes, limit: limits.fileBytes)
    } catch {
      if case .tooLarge(let size, _) = error.cause {
        return ReadFile(
          document: ReadDocument(unreadable: reader.tooLarge(byteCount: size, file: file)), kind: kind)
      }
      return ReadFile(
        document: ReadDocument(
          unreadable: Diagnostic(
            .layoutUnreadable, error.reason, at: .whole(file), help: "check who may read it")), kind: kind)
    }
    let content = Fingerprint(of: bytes)
    // Touched, but not changed.
    if let known, known.prints.content == content, let read = remembered(stamp, .sameText) { return read }
    return parse(file, as: kind, stamp: stamp, content: content, articles: articles)
  }

  private mutating func parse(
    _ file: FileID, as kind: DocumentKind, stamp: FileStamp, content: Fingerprint, articles: ArticleStore
  ) -> ReadFile {
    var read = bytes.withUnsafeBufferPointer { reader.read($0, as: kind, file: file) }
    guard let document = read.document else { return ReadFile(document: read, kind: kind) }
    let findings = checkArticle(document.article, of: file)
    writer.removeAll()
    writer.matter(of: read, document)
    let prints = ReadFile.Prints(content: content, matter: writer.buffer.withBytes { Fingerprint(of: $0) })
    read.document = articles.keep(document)
    return ReadFile(document: read, stamp: stamp, findings: findings, prints: prints, kind: kind)
  }
}
