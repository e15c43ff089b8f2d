import Diagnostics
import Editions
import GuideModel
import Theming

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a build takes from the last one and leaves to the next.
struct BuildMemory: Sendable {
  let cache: BuildCache
  private let folder: CacheFolder
  /// Names the program that learned what the cache says.
  private let program: Fingerprint
  private let request: BuildRequest

  init(of request: BuildRequest) {
    self.request = request
    folder = CacheFolder(of: request.project)
    var hash = ContentHash()
    hash.update(Self.programStamp)
    // Limits decide whether a file is read at all; that is why settings have a say before they are read.
    let settings = joined(ProjectSources.contentFolder(of: request.project), "site.yml")
    hash.update((try? readFile(settings, limit: Limits().fileBytes)) ?? [])
    program = Fingerprint(hash)
    cache = request.remembers ? BuildCache(folder.read(), program: program) : .empty
  }

  /// Whether an earlier build may have left something; quick to tell.
  static func isLeft(for request: BuildRequest) -> Bool {
    request.remembers && CacheFolder(of: request.project).hasCache
  }

  /// What every page depends on, beside the content.
  func sharedPrint(of site: SiteRendering) -> Fingerprint {
    var hash = ContentHash()
    hash.update(program)
    hash.update(site.library.settings.baseURL ?? "")
    hash.update(request.includesDrafts ? 1 : 0)
    hash.update(site.theme.digest)
    return Fingerprint(hash)
  }

  /// Leaves to the next build what this one learned.
  ///
  /// - Parameter outputs: the site as it was published.
  func save(_ project: ExaminedProject, _ sources: ProjectSources, outputs: RememberedOutputs) {
    guard request.remembers else { return }
    let (library, images) = (project.library, project.images)
    let isSame =
      library.isAsCached && images.isAsCached && images.records.count == cache.copied.count
      && outputs.areThose(of: cache)
    if isSame { return }
    folder.replace { (stream) throws(FileError) in
      try stream.write {
        BuildCache.begin(&$0, program: program)
        $0.number(UInt32(library.memoryCount))
      }
      try stream.write(library.files.count, threads: request.threads) { index, writer in
        write(library.files[index], FileID(index), of: sources, to: &writer)
      }
      try stream.write { $0.number(UInt32(images.records.count)) }
      for (path, entry) in images.records { try stream.write { $0.row(path, entry) } }
      try stream.write { $0.number(UInt32(outputs.count)) }
      try outputs.forEach { (path, output) throws(FileError) in try stream.write { $0.row(path, output) } }
    }
  }

  private func write(
    _ file: ReadFile?, _ id: FileID, of sources: ProjectSources, to writer: inout CacheWriter
  ) {
    guard let file, let (document, prints) = file.memory else { return }
    let path = sources.files.path(of: id)
    writer.row(path, file.stamp.ifSettled(at: sources.listedAt), file.kind, prints)
    writer.block { writer in
      if file.origin != .file, let known = cache.documents[path] {
        cache.withPayload(known) { writer.raw($0) }
      } else {
        writer.matter(of: file.document, document)
        writer.outline(document.outline)
      }
    }
  }

  /// The program's own file: another version is another program, and so is one that was just compiled.
  private static let programStamp: FileStamp = {
    #if canImport(Darwin)
      let path = _dyld_get_image_name(0).map { String(cString: $0) } ?? ""
    #else
      let path = "/proc/self/exe"
    #endif
    var status = stat()
    return stat(path, &status) == 0 ? FileStamp(status) : .unknown
  }()
}

/// Takes away what builds of a project left for the next one.
package func forgetBuilds(of project: String) { CacheFolder(of: project).remove() }
