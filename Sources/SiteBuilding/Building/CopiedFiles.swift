import Diagnostics
import GuideModel
import GuideReading
import SiteChecks
import Theming

/// The files of the content folder that pages show or link to: where they go, and how large images are.
struct CopiedFiles: Sendable {
  /// Below the site's root, with a hash of the content in the name.
  private(set) var paths: [FileID: String] = [:]
  /// What the header of each shown image and each drawing says.
  private(set) var images: [FileID: Result<ImageSize, ImageProblem>] = [:]
  /// Small files that were read for their header, kept so that they are read once.
  private(set) var held: [FileID: [UInt8]] = [:]
  /// For the next build: the files whose headers say something.
  private(set) var records: [(path: String, entry: BuildCache.Copied)] = []
  /// Every record is the cache's own.
  private(set) var isAsCached = true

  init(usedBy findings: [DocumentFindings], sources: ProjectSources, cache: BuildCache, threads: Int) {
    var shown = Set<FileID>()
    var used = Set<FileID>()
    for finding in findings {
      for case .file(let file) in finding.images { shown.insert(file) }
      for case .file(let file) in finding.links { used.insert(file) }
    }
    used.formUnion(shown)
    let files = used.sorted()
    let read = parallelMap(count: files.count, threads: threads, makeWorker: { [UInt8]() }) {
      buffer, index in
      let path = sources.files.path(of: files[index])
      if let known = cache.copied[path], known.stamp == sources.stamps[Int(files[index].number)] {
        return LookedAt(
          path: known.output, header: known.size.map { .success($0) } ?? .failure(.unreadable), bytes: nil,
          isCached: true)
      }
      guard (try? readFile(sources.diskPath(of: files[index]), into: &buffer)) != nil else {
        return LookedAt(path: nil, header: .failure(.unreadable), bytes: nil)
      }
      let header = buffer.withUnsafeBufferPointer { ImageHeader.read($0) }
      return LookedAt(
        path: outputPath(of: path, buffer), header: header,
        bytes: buffer.count <= 4_096 ? buffer : nil)
    }
    var heldBytes = 0
    for (index, file) in files.enumerated() {
      let result = read[index]
      let path = sources.files.path(of: file)
      // Opened by itself, a drawing is a page that runs its scripts; so those that are only linked are
      // looked at too.
      let isDrawing = path.lowercased().hasSuffix(".svg")
      if shown.contains(file) || isDrawing || result.path == nil { images[file] = result.header }
      // Files copied as they are keep their names, so that links from outside keep working.
      paths[file] = path.hasPrefix("static/") ? String(path.dropFirst("static/".count)) : result.path
      if !result.isCached { isAsCached = false }
      if let output = result.path, let stamp = sources.stamps[Int(file.number)],
        stamp.isSettled(at: sources.listedAt)
      {
        switch result.header {
        case .success(let size):
          records.append((path, BuildCache.Copied(stamp: stamp, output: output, size: size)))
        case .failure(.unreadable):
          records.append((path, BuildCache.Copied(stamp: stamp, output: output, size: nil)))
        // These have something to report.
        case .failure(.withoutSize), .failure(.unsafe): break
        }
      }
      if let bytes = result.bytes, heldBytes < mostHeld {
        held[file] = bytes
        heldBytes += bytes.count
      }
    }
  }

  private struct LookedAt: Sendable {
    var path: String?
    var header: Result<ImageSize, ImageProblem>
    var bytes: [UInt8]?
    var isCached = false
  }
}

/// Bytes of small files kept in memory between reading their headers and copying them.
private let mostHeld = 16_000_000

/// `assets/diagram-1a2b3c4d5e.png`: a name of its own for each content, so that browsers may keep it.
private func outputPath(of path: String, _ bytes: [UInt8]) -> String {
  var hash = ContentHash()
  hash.update(bytes)
  let name = String(path.lastPathComponent)
  let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
  let stem = dot.map { name[..<$0] } ?? name[...]
  let ending = dot.map { name[$0...] } ?? ""
  return "assets/\(stem)-\(hash.hex(10))\(ending)"
}
