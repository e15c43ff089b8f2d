/// Sorts out which files of an old site are in the way of a new one.
///
/// A file is where a folder has to be, or the reverse; or it differs from a new file or folder by case
/// alone, and then it is the same one on a file system that ignores case.
struct Obstacles {
  /// To be removed before the first new file is put in place.
  private(set) var blocking: [String] = []
  /// To be removed at the end, so that for visitors in between there are too many pages, not too few.
  private(set) var harmless: [String] = []
  /// New files that must be written even where an equal one seems to be there: it may be a stale file,
  /// seen through its other spelling.
  private(set) var twins: Set<Int> = []

  /// - Parameter stale: what the old site has and the new one lacks.
  init(stale: [String], to paths: OutputPaths) {
    for path in stale {
      if isInTheWay(path, of: paths) { blocking.append(path) } else { harmless.append(path) }
    }
  }

  private mutating func isInTheWay(_ path: String, of paths: OutputPaths) -> Bool {
    switch paths.occupant(path) {
    case .file(let index):
      twins.insert(index)
      return true
    case .folder: return true
    case nil: break
    }
    var folder = String(path.parentPath)
    while !folder.isEmpty {
      switch paths.occupant(folder) {
      case .file: return true
      case .folder(let index):
        if !OutputPaths.areSameBytes(paths.folders[index].path, folder) { return true }
      case nil: break
      }
      folder = String(folder.parentPath)
    }
    return false
  }
}
