import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A site where there is one already: only what differs is changed, and only at the very end.
///
/// 1. Every file is compared with the old one. Those that differ are written into a folder of their own
///    inside the output, so a build that fails before all are written has not touched the old site.
/// 2. The manifest is replaced by one that lists the old and the new site, so from here on whatever a
///    kill leaves behind is known as ours.
/// 3. Changed files are renamed over the old ones, in the order of the plan: put what pages need before
///    the pages, and a visitor in between never misses it.
/// 4. Old files that the new site lacks are removed, then the manifest is made to list the new site.
///
/// Nothing is ever done through a symbolic link that somebody put into the output.
final class SiteUpdate: SiteWriter {
  private let paths: OutputPaths
  private let old: Manifest
  private let new: Manifest
  private let obstacles: Obstacles
  private let folders: FolderTree
  private let durability: Durability
  /// A build was cut off here, perhaps before the disk had caught up.
  private let mustSettle: Bool
  /// Holds changed files under their index; made for the first one.
  private let staging = Mutex<OpenFile?>(nil)

  init(
    _ paths: OutputPaths, of output: consuming OpenFile, _ existing: ExistingOutput, _ durability: Durability
  ) throws(FileError) {
    if existing.wasCutOff { try Removal.removeTree(Staging.innerName, in: output.descriptor) }
    var folders = FolderTree(root: output, folders: paths.folders)
    try folders.openExisting()
    self.paths = paths
    self.folders = folders
    self.durability = durability
    old = existing.manifest
    let stale = old.paths.filter { !paths.contains($0) }
    new = old.updated(to: paths, stale: stale)
    obstacles = Obstacles(stale: stale, to: paths)
    mustSettle = existing.wasCutOff
  }

  private var output: Int32 { folders.root.descriptor }

  func write(_ index: Int, _ bytes: UnsafeRawBufferPointer) throws(FileError) -> WriteOutcome {
    if !obstacles.twins.contains(index), try isInPlace(index, bytes) { return .unchanged }
    let staging = try stagingFolder()
    do throws(FileError) {
      try writeNewFile(bytes, named: String(index), in: staging)
    } catch {
      throw error.at(paths.paths[index])
    }
    return .written
  }

  func stands(_ index: Int, as stamp: FileStamp) -> Bool {
    !obstacles.twins.contains(index) && self.stamp(index) == stamp
  }

  func stamp(_ index: Int) -> FileStamp? {
    // What cannot be looked at is looked at again by the next build.
    try? paths.withName(index) { (folder, name) throws(FileError) in
      try folders.withFolder(folder) { folder in FileStamp(of: name, in: folder) } ?? nil
    }
  }

  private func isInPlace(_ index: Int, _ bytes: UnsafeRawBufferPointer) throws(FileError) -> Bool {
    try paths.withName(index) { (folder, name) throws(FileError) in
      try folders.withFolder(folder) { (folder) throws(FileError) in
        try FileComparison.holds(name, in: folder, bytes)
      } ?? false
    }
  }

  /// Open for as long as this update is.
  private func stagingFolder() throws(FileError) -> Int32 {
    try staging.withLock { (staging) throws(FileError) in
      if let descriptor = staging?.descriptor { return descriptor }
      guard mkdirat(output, Staging.innerName, 0o777) == 0 else {
        throw FileError(.makeFolder, Staging.innerName)
      }
      let made = try OpenFile.folder(Staging.innerName, in: output)
      let descriptor = made.descriptor
      staging = consume made
      return descriptor
    }
  }

  func finish(_ outcomes: borrowing WriteOutcomes) throws(FileError) -> Int {
    let written = outcomes.indices(of: .written)
    guard !written.isEmpty || old != new else {
      if mustSettle { try durability.settle(output, Manifest.name) }
      return 0
    }
    let staging = try stagingFolder()
    let union = old.union(new)
    if union != old { try union.replace(in: output, by: staging, durability) }
    try durability.settle(output, Manifest.name)
    var removed = try Removal.removeFiles(obstacles.blocking, below: output)
    try putInPlace(written, from: staging)
    removed += try Removal.removeFiles(obstacles.harmless, below: output)
    try durability.settle(output, Manifest.name)
    // Only now: were it on the disk before the removals are, a power cut would leave files that the
    // manifest does not know.
    if union != new { try new.replace(in: output, by: staging, durability) }
    guard unlinkat(output, Staging.innerName, AT_REMOVEDIR) == 0 else {
      throw FileError(.remove, Staging.innerName)
    }
    return removed
  }

  private func putInPlace(_ written: [Int], from staging: Int32) throws(FileError) {
    guard !written.isEmpty else { return }
    // Opened again, since folders may have gone with what was in the way.
    var folders = FolderTree(root: try OpenFile.folder(".", in: output), folders: paths.folders)
    let wanted = paths.folders(of: written)
    try folders.makeMissing { wanted[$0] }
    for index in written {
      try paths.withName(index) { (folder, name) throws(FileError) in
        try folders.withMadeFolder(folder) { (folder) throws(FileError) in
          guard renameat(staging, String(index), folder, name) == 0 else {
            throw FileError(.rename, "")
          }
        }
      }
    }
  }

  func abandon() {
    // What cannot be removed now is removed by the next build.
    try? Removal.removeTree(Staging.innerName, in: output)
  }
}
