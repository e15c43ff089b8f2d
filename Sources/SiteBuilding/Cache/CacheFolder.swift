#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The folder `.waymark` beside content/, where builds keep what they learned.
///
/// It may be deleted at any time. Nothing here ever fails: where the folder cannot be made or read,
/// builds go on without it, a little slower.
struct CacheFolder: Sendable {
  private let path: String

  init(of project: String) { path = joined(project, ".waymark") }

  /// Bytes of the largest cache that is worth reading.
  private static let largest = 1 << 30

  var hasCache: Bool { access(path + "/cache", F_OK) == 0 }

  func read() -> [UInt8] {
    guard let folder = try? OpenFile.folder(path) else { return [] }
    guard let file = try? OpenFile.reading("cache", in: folder.descriptor, following: false) else {
      return []
    }
    var bytes: [UInt8] = []
    _ = try? file.readAll("cache", into: &bytes, limit: Self.largest)
    return bytes
  }

  /// Replaces the cache in one step. Two builds at once may write over each other's unfinished copy;
  /// then its checksum does not fit and the next build starts afresh.
  func replace(_ write: (inout CacheStream) throws(FileError) -> Void) {
    guard let folder = made() else { return }
    _ = unlinkat(folder.descriptor, "cache.new", 0)
    do throws(FileError) {
      let file = try OpenFile.creating("cache.new", in: folder.descriptor)
      var stream = CacheStream(to: file, named: "cache.new")
      try write(&stream)
      try stream.finish()
      if renameat(folder.descriptor, "cache.new", folder.descriptor, "cache") == 0 { return }
    } catch {}
    _ = unlinkat(folder.descriptor, "cache.new", 0)
  }

  /// A file without a name, gone when it is closed.
  func scratchFile() -> OpenFile? {
    guard let folder = made() else { return nil }
    let name = "articles"
    // Left behind by a build that was killed between making it and taking its name away.
    _ = unlinkat(folder.descriptor, name, 0)
    let flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = retrying { openat(folder.descriptor, name, flags, 0o600) }
    guard descriptor >= 0 else { return nil }
    _ = unlinkat(folder.descriptor, name, 0)
    return OpenFile(descriptor: descriptor)
  }

  /// Takes away what builds put there, and the folder if nothing else is in it.
  func remove() {
    guard let folder = try? OpenFile.folder(path) else { return }
    for name in ["cache", "cache.new", "articles", ".gitignore"] {
      _ = unlinkat(folder.descriptor, name, 0)
    }
    _ = rmdir(path)
  }

  private func made() -> OpenFile? {
    if let folder = try? OpenFile.folder(path) { return folder }
    guard mkdir(path, 0o777) == 0, let folder = try? OpenFile.folder(path) else { return nil }
    // Nobody wants it in a history of versions.
    try? writeNewFile(Array("*\n".utf8), named: ".gitignore", in: folder.descriptor)
    return folder
  }
}
