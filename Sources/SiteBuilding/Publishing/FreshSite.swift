#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A site where there was none: put together in a folder beside the output's place and renamed into it.
///
/// A build that is killed leaves only that folder behind. It is known as ours by its name together with
/// the manifest, which is the first file written into it, and removed by the next build.
final class FreshSite: SiteWriter {
  private let paths: OutputPaths
  private let folders: FolderTree
  private let parent: Int32
  private let name: String
  private let durability: Durability
  /// By file; each is set by the one thread that writes the file.
  private nonisolated(unsafe) let stamps: UnsafeMutableBufferPointer<FileStamp>

  /// - Parameters:
  ///   - parent: the open folder that the output will lie in; stays open as long as this does.
  ///   - name: the output's name in it. Nothing is there.
  ///   - threads: how many may prepare it at a time.
  init(
    _ paths: OutputPaths, in parent: Int32, named name: String, _ durability: Durability, threads: Int
  ) throws(FileError) {
    let staging = Staging.siblingName(of: name)
    guard mkdirat(parent, staging, 0o777) == 0 else { throw FileError(.makeFolder, "") }
    do throws(FileError) {
      folders = try Self.prepare(paths, OpenFile.folder(staging, in: parent), threads)
    } catch {
      try? Removal.removeTree(staging, in: parent)
      throw error
    }
    self.paths = paths
    self.parent = parent
    self.name = name
    self.durability = durability
    stamps = .allocate(capacity: paths.paths.count)
    stamps.initialize(repeating: .unknown)
  }

  deinit { stamps.deallocate() }

  private static func prepare(
    _ paths: OutputPaths, _ root: consuming OpenFile, _ threads: Int
  ) throws(FileError) -> FolderTree {
    var folders = FolderTree(root: root, folders: paths.folders)
    // As soon as the file is there, the folder is known as ours.
    let manifest = try OpenFile.creating(Manifest.name, in: folders.root.descriptor).release()
    let (written, made) = inParallel(threads: threads) {
      Result { () throws(FileError) in
        let file = OpenFile(descriptor: manifest)
        try Manifest(paths.paths).write(to: file)
        try file.close(Manifest.name)
      }
    } and: {
      Result { () throws(FileError) in try folders.makeMissing(threads: threads) }
    }
    try written.get()
    try made.get()
    return folders
  }

  func write(_ index: Int, _ bytes: UnsafeRawBufferPointer) throws(FileError) -> WriteOutcome {
    stamps[index] = try paths.withName(index) { (folder, name) throws(FileError) in
      try folders.withMadeFolder(folder) { (folder) throws(FileError) in
        try writeNewFile(bytes, named: name, in: folder)
      }
    }
    return .written
  }

  func stands(_ index: Int, as stamp: FileStamp) -> Bool { false }

  // Moving the folder that they are in leaves the files' own stamps alone.
  func stamp(_ index: Int) -> FileStamp? { stamps[index] }

  func finish(_ outcomes: borrowing WriteOutcomes) throws(FileError) -> Int {
    try durability.settle(folders.root.descriptor, "")
    guard renameat(parent, Staging.siblingName(of: name), parent, name) == 0 else {
      throw FileError(.rename, "")
    }
    try durability.settle(only: parent, "")
    return 0
  }

  func abandon() {
    // What cannot be removed now is removed by the next build.
    try? Removal.removeTree(Staging.siblingName(of: name), in: parent)
  }

  /// Removes what a killed build left beside the output.
  /// - Returns: whether the name is free now; not when a stranger uses it.
  static func removeLeftover(of name: String, in parent: Int32) throws(FileError) -> Bool {
    let staging = Staging.siblingName(of: name)
    var status = stat()
    if fstatat(parent, staging, &status, AT_SYMLINK_NOFOLLOW) != 0 {
      if errno == ENOENT { return true }
      throw FileError(.read, staging)
    }
    guard status.isFolder else { return false }
    let folder = try OpenFile.folder(staging, in: parent)
    let isOurs = faccessat(folder.descriptor, Manifest.name, F_OK, AT_SYMLINK_NOFOLLOW) == 0
    if !isOurs {
      let listing = try FolderListing(of: folder.descriptor, staging)
      guard listing.count == 0 else { return false }
    }
    try Removal.removeTree(staging, in: parent)
    return true
  }
}
