import GuideModel

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Takes away what Waymark wrote, and only below an open folder: links are removed, never followed.
enum Removal {
  /// Removes files, then the folders that this leaves empty.
  /// - Parameter paths: relative to `root`; what is not there any more is passed over.
  /// - Returns: how many files there were to remove.
  @discardableResult
  static func removeFiles(_ paths: [String], below root: Int32) throws(FileError) -> Int {
    var removed = 0
    var start = paths.startIndex
    while start < paths.endIndex {
      let folderPath = paths[start].parentPath
      let end = paths[start...].firstIndex { $0.parentPath != folderPath } ?? paths.endIndex
      if let folder = try OpenFile.folder(below: root, folderPath) {
        for path in paths[start..<end] where try removeFile(path, in: folder.descriptor) { removed += 1 }
      }
      start = end
    }
    try removeEmptyFolders(of: paths, below: root)
    return removed
  }

  /// - Parameter folder: the open folder that the file lies in.
  /// - Returns: whether there was one.
  private static func removeFile(_ path: String, in folder: Int32) throws(FileError) -> Bool {
    let name = String(path.lastPathComponent)
    if unlinkat(folder, name, 0) == 0 { return true }
    let refusal = FileError(.remove, path)
    switch refusal.code {
    // A folder has taken the file's place. It holds nothing of ours.
    case ENOENT, EISDIR: return false
    case EPERM where try isFolder(name, in: folder): return false
    default: throw refusal
    }
  }

  /// Removes a file, a link, or a folder with everything in it; nothing where there is nothing.
  static func removeTree(_ name: String, in folder: Int32) throws(FileError) {
    if unlinkat(folder, name, 0) == 0 || errno == ENOENT { return }
    let refusal = FileError(.remove, name)
    guard refusal.code == EISDIR || refusal.code == EPERM else { throw refusal }
    let inner = try OpenFile.folder(name, in: folder)
    try empty(inner.descriptor, name)
    guard unlinkat(folder, name, AT_REMOVEDIR) == 0 else { throw FileError(.remove, name) }
  }

  private static func empty(_ folder: Int32, _ path: String) throws(FileError) {
    let listing = try FolderListing(of: folder, path)
    for index in 0..<listing.count {
      try listing.withCName(index) { (name) throws(FileError) in
        if unlinkat(folder, name, 0) == 0 || errno == ENOENT { return }
        try removeTree(String(cString: name), in: folder)
      }
    }
  }

  /// Folders on the way to these files, deepest first, where nothing is left in them.
  private static func removeEmptyFolders(of paths: [String], below root: Int32) throws(FileError) {
    var folders: Set<String> = []
    for path in paths {
      var folder = String(path.parentPath)
      while !folder.isEmpty, folders.insert(folder).inserted { folder = String(folder.parentPath) }
    }
    for path in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      guard let parent = try OpenFile.folder(below: root, path.parentPath) else { continue }
      if unlinkat(parent.descriptor, String(path.lastPathComponent), AT_REMOVEDIR) == 0 { continue }
      switch errno {
      case ENOENT, ENOTEMPTY, EEXIST, ENOTDIR, EBUSY: break
      default: throw FileError(.remove, path)
      }
    }
  }

  private static func isFolder(_ name: String, in folder: Int32) throws(FileError) -> Bool {
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw FileError(.read, name) }
    return status.isFolder
  }
}
