import GuideModel

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where a site goes, with the sole right to change what is there for as long as the lock is held.
struct OutputPlace {
  /// Real as far as it exists.
  let path: String
  let lock: OutputLock

  /// The open folder that the output lies in.
  var parent: Int32 { lock.folder.descriptor }
  var name: String { String(path.lastPathComponent) }

  enum Claim {
    case granted(OutputPlace)
    case refused(Refusal)
  }

  static func claim(
    _ path: String, avoiding surroundings: Surroundings?, patience: Duration
  ) throws(FileError) -> Claim {
    let resolved: String
    do throws(FileError) {
      resolved = try resolvedPath(of: path)
    } catch {
      // A link that leads nowhere, or a file where a folder should be.
      guard error.code == ENOENT || error.code == ENOTDIR else { throw error }
      return .refused(.notAFolder)
    }
    if let refusal = surroundings?.refusal(of: resolved) { return .refused(refusal) }
    let parentPath = parentFolder(of: resolved)
    try makeFolders(parentPath)
    let parent = try OpenFile.folder(parentPath)
    guard let lock = try OutputLock.take(on: parent, parentPath, patience: patience) else {
      return .refused(.busy)
    }
    let place = OutputPlace(path: resolved, lock: lock)
    guard try FreshSite.removeLeftover(of: place.name, in: place.parent) else {
      return .refused(.inTheWay(parentPath + "/" + Staging.siblingName(of: place.name)))
    }
    return .granted(place)
  }

  enum State {
    case absent
    case folder
    case somethingElse
  }

  func state() throws(FileError) -> State {
    var status = stat()
    guard fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return .absent }
      throw FileError(.read, path)
    }
    return status.isFolder ? .folder : .somethingElse
  }

  func open() throws(FileError) -> OpenFile { try OpenFile.folder(name, in: parent) }

  /// Takes an empty folder away, so that a whole site can be renamed to where it was.
  /// - Returns: `false` where that is not possible: a mount point, or a parent that we may not change.
  func vacate() -> Bool { unlinkat(parent, name, AT_REMOVEDIR) == 0 }
}
