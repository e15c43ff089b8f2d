import GuideModel

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Everything in a folder that people edit, listed once.
///
/// Each folder is followed by what is in it, and names are in byte order: the same list from any disk.
/// Names that begin with a dot are left out. A symbolic link counts as what it points at, provided that
/// this lies in the folder too.
package struct FolderScan: Sendable {
  package struct Entry: Equatable, Sendable {
    package enum Kind: Sendable { case file, folder }

    /// Relative to the scanned folder: `rebuild-trust/guide.md`.
    package var path: String
    package var kind: Kind
    /// `nil` for folders, and for files whose stamp was not wanted.
    package var stamp: FileStamp?
  }

  /// Something that the author should put right; it is not among the entries.
  package struct Problem: Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
      /// The path has replacement characters where the name's bytes are not UTF-8.
      case nameIsNotUTF8
      /// A symbolic link to something outside the folder.
      case leavesFolder
      /// A symbolic link to nothing, or to itself.
      case brokenLink
      /// A symbolic link to a folder that it lies in.
      case loop
      /// A link to a folder, found inside another linked folder. Following those too could list a few
      /// folders that point at each other millions of times.
      case linkInLinkedFolder
      /// A pipe, socket or device.
      case notAFile
      /// More than `FolderScan.deepest` folders inside each other, or a path that the system cannot open.
      case tooDeep
      case unreadable(FileError)
    }

    package var path: String
    package var reason: Reason
  }

  package private(set) var entries: [Entry] = []
  package private(set) var problems: [Problem] = []

  /// How many folders may lie inside each other.
  package static let deepest = 64

  /// - Parameter whole: a folder at the top of this one in which dot-names count like any other, since it
  ///   is copied as it is (`static`).
  /// - Parameter isStamped: whether the stamp of a file is wanted, by its path. Asking the disk for it takes as
  ///   long as all the rest.
  /// - Parameter threads: how many may list folders at a time.
  /// - Throws: when the folder itself cannot be listed. What cannot be read inside it is a problem.
  package init(
    of folder: String, whole: String? = nil, isStamped: @escaping @Sendable (String) -> Bool = { _ in true },
    threads: Int = 1
  ) throws(FileError) {
    let root = try realPath(of: folder)
    let open = try OpenFile.folder(folder, following: true)
    let identity = try FileIdentity(of: open.descriptor, folder)
    let listing = try FolderListing(of: open.descriptor, folder)
    // Each name at the top with all that is below it is a walk of its own, and their results in order are
    // those of one walk.
    let descriptor = open.descriptor
    let walks = parallelMap(count: listing.count, threads: threads, makeWorker: {}) { _, index in
      var walk = Walk(root: root, rootIdentity: identity, whole: whole, isStamped: isStamped)
      walk.visit(index, of: listing, in: descriptor, path: "", isWhole: false)
      return walk
    }
    _ = consume open
    for walk in walks {
      entries += walk.entries
      problems += walk.problems
    }
  }

  private struct Walk: Sendable {
    let root: String
    let whole: String?
    let isStamped: @Sendable (String) -> Bool
    var entries: [Entry] = []
    var problems: [Problem] = []
    private var open: [FileIdentity]
    private var isInLinkedFolder = false

    init(
      root: String, rootIdentity: FileIdentity, whole: String?,
      isStamped: @escaping @Sendable (String) -> Bool
    ) {
      self.root = root
      self.whole = whole
      self.isStamped = isStamped
      open = [rootIdentity]
    }

    mutating func list(_ folder: Int32, path: String, name: String) throws(FileError) {
      let listing = try FolderListing(of: folder, name)
      open.append(try FileIdentity(of: folder, name))
      defer { open.removeLast() }
      entries.reserveCapacity(entries.count + listing.count)
      let isWhole = whole.map { path == $0 || path.hasPrefix($0 + "/") } ?? false
      for index in 0..<listing.count {
        visit(index, of: listing, in: folder, path: path, isWhole: isWhole)
      }
    }

    /// - Parameters:
    ///   - path: of the folder.
    ///   - isWhole: whether dot-names count in it.
    mutating func visit(
      _ index: Int, of listing: borrowing FolderListing, in folder: Int32, path: String, isWhole: Bool
    ) {
      if listing.isDotName(index), !isWhole { return }
      guard let own = listing.path(index, below: path) else {
        let name = listing.repairedName(index)
        return report(path.isEmpty ? name : String(joining: path, "/", name), .nameIsNotUTF8)
      }
      guard root.utf8.count + 1 + own.utf8.count < PATH_MAX else { return report(own, .tooDeep) }
      let kind = listing.kind(index)
      listing.withCName(index) { name in add(name, kind, in: folder, path: own) }
    }

    private mutating func add(
      _ name: UnsafePointer<CChar>, _ kind: FolderListing.Kind, in folder: Int32, path: String
    ) {
      switch kind {
      case .file: addFile(name, in: folder, path: path)
      case .folder: addFolder(name, in: folder, path: path, following: false)
      case .link: addLink(name, in: folder, path: path)
      case .other: report(path, .notAFile)
      }
    }

    private mutating func addFile(_ name: UnsafePointer<CChar>, in folder: Int32, path: String) {
      var stamp: FileStamp?
      if isStamped(path) {
        var status = stat()
        guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
          return report(path, .unreadable(FileError(.read, path)))
        }
        guard status.isFile else { return report(path, .notAFile) }
        stamp = FileStamp(status)
      }
      entries.append(Entry(path: path, kind: .file, stamp: stamp))
    }

    private mutating func addFolder(
      _ name: UnsafePointer<CChar>, in folder: Int32, path: String, following: Bool
    ) {
      guard open.count < FolderScan.deepest else { return report(path, .tooDeep) }
      entries.append(Entry(path: path, kind: .folder, stamp: nil))
      do throws(FileError) {
        let inner = try OpenFile.folder(name, in: folder, following: following)
        try list(inner.descriptor, path: path, name: path)
      } catch {
        report(path, .unreadable(FileError(.list, path, error.cause)))
      }
    }

    private mutating func addLink(_ name: UnsafePointer<CChar>, in folder: Int32, path: String) {
      var status = stat()
      guard fstatat(folder, name, &status, 0) == 0 else {
        let error = FileError(.resolve, path)
        let isBroken = error.code == ENOENT || error.code == ELOOP || error.code == ENOTDIR
        return report(path, isBroken ? .brokenLink : .unreadable(error))
      }
      do throws(FileError) {
        let target = try realPath(of: root + "/" + path)
        guard target == root || target.hasPrefix(root == "/" ? "/" : root + "/") else {
          return report(path, .leavesFolder)
        }
      } catch {
        return report(path, .unreadable(error))
      }
      if status.isFolder {
        if open.contains(FileIdentity(status)) { return report(path, .loop) }
        if isInLinkedFolder { return report(path, .linkInLinkedFolder) }
        isInLinkedFolder = true
        defer { isInLinkedFolder = false }
        return addFolder(name, in: folder, path: path, following: true)
      }
      guard status.isFile else { return report(path, .notAFile) }
      entries.append(Entry(path: path, kind: .file, stamp: FileStamp(status)))
    }

    private mutating func report(_ path: String, _ reason: Problem.Reason) {
      problems.append(Problem(path: path, reason: reason))
    }
  }
}
