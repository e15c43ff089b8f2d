import GuideModel
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The folders of a site below one open folder, each reached without ever following a symbolic link.
///
/// Descriptors are opened before the first file is written and only read after that, so any number of
/// threads can use them without a lock. Of folders beyond what a process may have open, those used last are.
struct FolderTree: ~Copyable, Sendable {
  let root: OpenFile
  private let folders: [OutputPaths.Folder]
  /// By folder; one of the two marks below where there is no descriptor.
  private var descriptors: [Int32] = []
  private let recent = RecentFolders()

  private static let absent: Int32 = -1
  private static let notKeptOpen: Int32 = -2

  /// How many folders of a tree stay open. Two trees, each with the folders that it used last, take half of the
  /// files that a process may have open.
  static let mostKeptOpen: Int = {
    var limit = rlimit()
    #if canImport(Darwin)
      let answer = getrlimit(RLIMIT_NOFILE, &limit)
    #else
      let answer = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    #endif
    let share = answer == 0 ? min(Int(clamping: limit.rlim_cur / 4), 16_384) : 64
    return max(share - RecentFolders.most, 0)
  }()

  /// Has the system make room for the descriptors of two large trees. To be called while the process has one
  /// thread: with more, Linux waits until none of them can be reading the table each time that it grows
  /// (`synchronize_rcu` in `expand_fdtable`), 10 ms at every doubling.
  static func reserveDescriptors() {
    let highest = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, Int32(2 * mostKeptOpen - 1))
    if highest >= 0 { close(highest) }
  }

  init(root: consuming OpenFile, folders: [OutputPaths.Folder]) {
    self.root = root
    self.folders = folders
  }

  deinit {
    for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
  }

  /// Opens the folders that are there.
  mutating func openExisting() throws(FileError) {
    closeAll()
    for index in folders.indices.dropFirst() {
      descriptors.append(try open(index))
    }
  }

  /// Opens folders and makes those of them that are missing.
  ///
  /// - Parameters:
  ///   - threads: how many may do so at a time.
  ///   - isWanted: a folder's parent is wanted too. Other folders count as absent from then on.
  mutating func makeMissing(
    threads: Int = 1, where isWanted: (Int) -> Bool = { _ in true }
  ) throws(FileError) {
    closeAll()
    descriptors = Array(repeating: Self.absent, count: folders.count - 1)
    // One level after the other, since a folder lies in one of the level above.
    var level = 0
    while true {
      let indices = folders.indices.filter { folders[$0].level == level + 1 && isWanted($0) }
      if indices.isEmpty { return }
      var failure: FileError?
      for (index, result) in zip(indices, made(indices, threads)) {
        switch result {
        case .success(let descriptor): descriptors[index - 1] = descriptor
        case .failure(let error): failure = failure ?? error
        }
      }
      if let failure { throw failure }
      level += 1
    }
  }

  private func made(_ indices: [Int], _ threads: Int) -> [Result<Int32, FileError>] {
    parallelMap(count: indices.count, threads: threads, makeWorker: {}) { _, number in
      Result { () throws(FileError) in
        let folder = folders[indices[number]]
        try withMadeFolder(folder.parent) { (parent) throws(FileError) in
          guard mkdirat(parent, String(folder.path.lastPathComponent), 0o777) == 0 || errno == EEXIST else {
            throw FileError(.makeFolder, folder.path)
          }
        }
        let descriptor = try open(indices[number])
        guard descriptor != Self.absent else { throw FileError(.makeFolder, folder.path, .system(EEXIST)) }
        return descriptor
      }
    }
  }

  /// A folder that `makeMissing` has made or found. If it is gone since, that is an error.
  borrowing func withMadeFolder<Result>(
    _ index: Int, _ body: (Int32) throws(FileError) -> Result
  ) throws(FileError) -> Result {
    guard let result = try withFolder(index, body) else {
      throw FileError(.open, folders[index].path, .system(ENOENT))
    }
    return result
  }

  /// - Returns: `nil` when the folder is not there.
  borrowing func withFolder<Result>(
    _ index: Int, _ body: (Int32) throws(FileError) -> Result
  ) throws(FileError) -> Result? {
    let descriptor = index == 0 ? root.descriptor : descriptors[index - 1]
    switch descriptor {
    case Self.absent: return nil
    case Self.notKeptOpen:
      let descriptor = if let recent = recent.take(index) { recent } else { try opened(index) }
      if descriptor == Self.absent { return nil }
      defer { recent.giveBack(index, descriptor) }
      return try body(descriptor)
    default: return try body(descriptor)
    }
  }

  /// - Returns: what is to stand for the folder in `descriptors`.
  private func open(_ index: Int) throws(FileError) -> Int32 {
    let descriptor = try opened(index)
    if descriptor == Self.absent || index <= Self.mostKeptOpen { return descriptor }
    recent.giveBack(index, descriptor)
    return Self.notKeptOpen
  }

  private func opened(_ index: Int) throws(FileError) -> Int32 {
    let folder = folders[index]
    let opened = try withFolder(folder.parent) { (parent) throws(FileError) -> Int32 in
      guard let folder = try OpenFile.folder(ifThere: String(folder.path.lastPathComponent), in: parent)
      else {
        return Self.absent
      }
      return folder.release()
    }
    return opened ?? Self.absent
  }

  private mutating func closeAll() {
    for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
    descriptors.removeAll(keepingCapacity: true)
    recent.closeAll()
  }
}

/// Folders that stay open for a little longer: what a thread writes next is often in the same one.
private struct RecentFolders: ~Copyable, Sendable {
  private struct Folder {
    var index: Int
    var descriptor: Int32
  }

  /// The one used last comes last.
  private let folders = Mutex<[Folder]>([])
  /// Enough for two levels of folders for each of eight threads.
  static let most = 16

  deinit { closeAll() }

  /// Nobody else has the descriptor until it is given back.
  func take(_ index: Int) -> Int32? {
    folders.withLock { folders in
      folders.lastIndex { $0.index == index }.map { folders.remove(at: $0).descriptor }
    }
  }

  func giveBack(_ index: Int, _ descriptor: Int32) {
    let oldest = folders.withLock { folders in
      folders.append(Folder(index: index, descriptor: descriptor))
      return folders.count > Self.most ? folders.removeFirst().descriptor : nil
    }
    if let oldest { close(oldest) }
  }

  func closeAll() {
    folders.withLock { folders in
      for folder in folders { close(folder.descriptor) }
      folders.removeAll()
    }
  }
}

extension OpenFile {
  /// A folder some levels below an open one.
  /// - Returns: `nil` when it is not there, or when a file or a symbolic link is in its place.
  static func folder(below root: Int32, _ path: some StringProtocol) throws(FileError) -> OpenFile? {
    let components = path.split(separator: "/" as Character).map { String($0) }
    guard var folder = try folder(ifThere: components.first ?? ".", in: root) else { return nil }
    for component in components.dropFirst() {
      guard let inner = try self.folder(ifThere: component, in: folder.descriptor) else { return nil }
      folder = inner
    }
    return folder
  }

  /// The folder of this name in an open one.
  /// - Returns: `nil` when it is not there, or when a file or a symbolic link is in its place.
  static func folder(ifThere name: String, in parent: Int32) throws(FileError) -> OpenFile? {
    do throws(FileError) {
      return try OpenFile.folder(name, in: parent)
    } catch {
      switch error.code {
      case ENOENT, ENOTDIR, ELOOP: return nil
      default: throw error
      }
    }
  }
}
