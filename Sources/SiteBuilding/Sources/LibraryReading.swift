import Theming
import Diagnostics
import GuideModel
import GuideReading
import SiteChecks

/// The library as it was read, with what the next build may remember of it.
struct ReadLibrary: Sendable {
  var library: Library
  var layout: LibraryLayout
  /// Of reading and putting in order.
  var diagnostics: [Diagnostic]
  /// What was found in each article by itself, by `FileID`. Counts for documents that are published.
  var articleFindings: [FileID: [Diagnostic]]
  var prints: DocumentPrints
  var articles: ArticleStore
  /// For the next build, in the order of the files.
  var records: [(path: String, entry: BuildCache.Document, payload: ArraySlice<UInt8>)]
  /// Every document came from the cache, and it held no others.
  var isAsCached: Bool
}

/// One Markdown file as it was read now or by an earlier build.
private struct ReadFile: Sendable {
  var document: ReadDocument
  /// Of the bytes that were read.
  var stamp = FileStamp.unknown
  var findings: [Diagnostic] = []
  var content: Fingerprint?
  var matter: Fingerprint?
  /// `nil` when there is something to report, which is only known by reading again.
  var payload: ArraySlice<UInt8>?
  var isCached = false
}

extension ProjectSources {
  /// Reads site.yml and every Markdown file, and puts them in order.
  func readLibrary(
    _ request: BuildRequest, cache: BuildCache, purpose: ArticleStore.Purpose
  ) -> ReadLibrary {
    let layout = LibraryLayout(entries)
    var (settings, settingsFile, diagnostics) = readSiteSettings(layout)
    if let baseURL = request.baseURL { settings.baseURL = baseURL }
    let limits = settings.limits
    let articles = ArticleStore(
      for: purpose, in: CacheFolder(of: project), limits: limits, mostHeld: request.mostHeldArticles,
      source: { [self] file in
        let entry = entries[Int(file.number)]
        return cache.documents[entry.path].map { (path(of: entry), $0.content) }
      })

    let wanted = layout.documents
    let read = parallelMap(
      count: wanted.count, threads: request.threads,
      makeWorker: { DocumentWorker(limits: limits) },
      body: { worker, index in
        let (file, kind) = wanted[index]
        return worker.read(file, as: kind, of: self, cache: cache, articles: articles)
      })

    var documents: [FileID: ReadDocument] = [:]
    documents.reserveCapacity(read.count)
    var articleFindings: [FileID: [Diagnostic]] = [:]
    var prints = DocumentPrints(count: layout.paths.count)
    var records: [(path: String, entry: BuildCache.Document, payload: ArraySlice<UInt8>)] = []
    records.reserveCapacity(read.count)
    var isAsCached = read.count == cache.documents.count
    for (index, one) in read.enumerated() {
      let file = wanted[index].file
      documents[file] = one.document
      diagnostics += one.document.diagnostics
      if !one.findings.isEmpty { articleFindings[file] = one.findings }
      prints.content[Int(file.number)] = one.content
      prints.matter[Int(file.number)] = one.matter
      if !one.isCached { isAsCached = false }
      if let payload = one.payload, let content = one.content, let matter = one.matter {
        let entry = BuildCache.Document(
          stamp: one.stamp.ifSettled(at: listedAt), kind: wanted[index].kind.rawValue,
          content: content, matter: matter,
          payload: 0..<0)
        records.append((entries[Int(file.number)].path, entry, payload))
      }
    }
    let (library, problems) = assembleLibrary(
      layout, documents: documents, settings: settings, settingsFile: settingsFile,
      includingDrafts: request.includesDrafts)
    return ReadLibrary(
      library: library, layout: layout, diagnostics: diagnostics + layout.diagnostics + problems,
      articleFindings: articleFindings, prints: prints, articles: articles, records: records,
      isAsCached: isAsCached)
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
      let bytes = try readFile(path(of: entries[Int(file.number)]), limit: Limits().fileBytes)
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
private struct DocumentWorker {
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
    let entry = sources.entries[Int(file.number)]
    let known = cache.documents[entry.path].flatMap { $0.kind == kind.rawValue ? $0 : nil }
    func remembered(_ stamp: FileStamp) -> ReadFile? {
      guard let known, let document = cache.document(known, file: file, keeper: articles) else { return nil }
      return ReadFile(
        document: document, stamp: stamp, content: known.content, matter: known.matter,
        payload: cache.payload(known))
    }
    if let known, known.stamp == sources.stamps[Int(file.number)], var read = remembered(known.stamp) {
      read.isCached = true
      return read
    }
    let stamp: FileStamp
    do throws(FileError) {
      stamp = try readFile(sources.path(of: entry), into: &bytes, limit: limits.fileBytes)
    } catch {
      if case .tooLarge(let size, _) = error.cause {
        return ReadFile(
          document: ReadDocument(unreadable: reader.tooLarge(byteCount: size, file: file)))
      }
      return ReadFile(
        document: ReadDocument(
          unreadable: Diagnostic(
            .layoutUnreadable, error.reason, at: .whole(file), help: "check who may read it")))
    }
    let content = Fingerprint(of: bytes)
    // Touched, but not changed.
    if let known, known.content == content, let read = remembered(stamp) { return read }
    return parse(file, as: kind, stamp: stamp, content: content, articles: articles)
  }

  private mutating func parse(
    _ file: FileID, as kind: DocumentKind, stamp: FileStamp, content: Fingerprint, articles: ArticleStore
  ) -> ReadFile {
    var read = ReadFile(
      document: bytes.withUnsafeBufferPointer { reader.read($0, as: kind, file: file) }, stamp: stamp,
      content: content)
    guard let document = read.document.document else { return read }
    read.findings = checkArticle(document.article, of: file)
    writer.removeAll()
    writer.matter(of: read.document, document.matter)
    read.matter = Fingerprint(of: writer.bytes)
    if read.document.diagnostics.isEmpty, read.findings.isEmpty {
      writer.outline(document.outline)
      // A copy with no room to spare: there are as many as there are pages.
      read.payload = writer.bytes.withUnsafeBufferPointer { Array($0)[...] }
    }
    read.document.document = articles.keep(document)
    return read
  }
}
