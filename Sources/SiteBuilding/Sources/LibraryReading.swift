import Diagnostics
import GuideModel
import GuideReading

extension ProjectSources {
  /// Reads site.yml and every Markdown file, and puts them in order.
  func readLibrary(_ request: BuildRequest) async -> (
    library: Library, layout: LibraryLayout, diagnostics: [Diagnostic]
  ) {
    let layout = LibraryLayout(entries)
    var (settings, settingsFile, diagnostics) = readSiteSettings(layout)
    if let baseURL = request.baseURL { settings.baseURL = baseURL }
    let limits = settings.limits

    let wanted = layout.documents
    let read = await parallelMap(
      count: wanted.count, threads: request.threads,
      makeWorker: { (reader: DocumentReader(limits: limits), bytes: [UInt8]()) },
      body: { worker, index in
        let (file, kind) = wanted[index]
        let entry = entries[Int(file.number)]
        do throws(FileError) {
          try readFile(path(of: entry), into: &worker.bytes, limit: limits.fileBytes)
          return worker.bytes.withUnsafeBufferPointer { worker.reader.read($0, as: kind, file: file) }
        } catch {
          if case .tooLarge(let size, _) = error.cause {
            return ReadDocument(unreadable: worker.reader.tooLarge(byteCount: size, file: file))
          }
          return ReadDocument(
            unreadable: Diagnostic(
              .layoutUnreadable, error.reason, at: .whole(file), help: "check who may read it"))
        }
      })
    var documents: [FileID: ReadDocument] = [:]
    documents.reserveCapacity(read.count)
    for (index, document) in read.enumerated() {
      documents[wanted[index].file] = document
      diagnostics += document.diagnostics
    }
    let (library, problems) = assembleLibrary(
      layout, documents: documents, settings: settings, settingsFile: settingsFile,
      includingDrafts: request.includesDrafts)
    return (library, layout, diagnostics + layout.diagnostics + problems)
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
