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

  /// What was found, by name.
  package private(set) var tree = FileTree()
  /// By number in `tree`: see `Entry.stamp`.
  package private(set) var stamps: [FileStamp?] = []
  package private(set) var problems: [Problem] = []

  package var entries: [Entry] {
    (0..<tree.count).map {
      Entry(path: tree.path(of: $0), kind: tree.isFolder($0) ? .folder : .file, stamp: stamps[$0])
    }
  }

  /// How many folders may lie inside each other.
  package static let deepest = 64

  /// - Parameter whole: a folder at the top of this one in which dot-names count like any other, since it
  ///   is copied as it is (`static`).
  /// - Parameter isStamped: whether the stamp of a file is wanted, by its path in UTF-8. Asking the disk for it
  ///   takes as long as all the rest.
  /// - Parameter threads: how many may list folders at a time.
  /// - Throws: when the folder itself cannot be listed. What cannot be read inside it is a problem.
  package init(
    of folder: String, whole: String? = nil,
    isStamped: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool = { _ in true }, threads: Int = 1
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
      walk.visit(index, of: listing, in: descriptor)
      return walk
    }
    _ = consume open
    let count = walks.reduce(0) { $0 + $1.tree.count }
    tree.reserveCapacity(count, nameBytes: walks.reduce(0) { $0 + $1.tree.nameBytes })
    stamps.reserveCapacity(count)
    for walk in walks {
      tree.append(walk.tree)
      stamps += walk.stamps
      problems += walk.problems
    }
  }

  private struct Walk: Sendable {
    let root: String
    let whole: String?
    let isStamped: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
    var tree = FileTree()
    var stamps: [FileStamp?] = []
    var problems: [Problem] = []
    /// Where it is, in UTF-8; empty at the top.
    private var path: [UInt8] = []
    /// The folders that it is in, with their numbers; the first is the scanned one, which has none.
    private var open: [(identity: FileIdentity, number: Int?)]
    private var isInLinkedFolder = false

    init(
      root: String, rootIdentity: FileIdentity, whole: String?,
      isStamped: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
    ) {
      self.root = root
      self.whole = whole
      self.isStamped = isStamped
      open = [(rootIdentity, nil)]
    }

    /// - Parameter folder: open, and that of `path`.
    mutating func visit(_ index: Int, of listing: borrowing FolderListing, in folder: Int32) {
      if listing.isDotName(index), !isInWhole { return }
      let outer = path.count
      defer { path.removeSubrange(outer...) }
      if outer > 0 { path.append(UInt8(ascii: "/")) }
      listing.withName(index) { path.append(contentsOf: $0) }
      guard listing.hasNameInUTF8(index) else { return report(.nameIsNotUTF8) }
      guard root.utf8.count + 1 + path.count < PATH_MAX else { return report(.tooDeep) }
      let kind = listing.kind(index)
      listing.withCName(index) { name in
        switch kind {
        case .file: addFile(name, in: folder)
        case .folder: addFolder(name, in: folder, following: false)
        case .link: addLink(name, in: folder)
        case .other: report(.notAFile)
        }
      }
    }

    /// Whether dot-names count here.
    private var isInWhole: Bool {
      guard let whole else { return false }
      return path.starts(with: whole.utf8)
        && (path.count == whole.utf8.count || path[whole.utf8.count] == UInt8(ascii: "/"))
    }

    private mutating func addFile(_ name: UnsafePointer<CChar>, in folder: Int32) {
      var stamp: FileStamp?
      if path.withUnsafeBufferPointer(isStamped) {
        var status = stat()
        guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
          return report(.unreadable(FileError(.read, text)))
        }
        guard status.isFile else { return report(.notAFile) }
        stamp = FileStamp(status)
      }
      addFile(name, stamp)
    }

    private mutating func addFile(_ name: UnsafePointer<CChar>, _ stamp: FileStamp?) {
      tree.addFile(Self.bytes(name), in: open.last?.number)
      stamps.append(stamp)
    }

    private mutating func addFolder(_ name: UnsafePointer<CChar>, in folder: Int32, following: Bool) {
      guard open.count < FolderScan.deepest else { return report(.tooDeep) }
      let number = tree.openFolder(Self.bytes(name), in: open.last?.number)
      defer { tree.closeFolder(number) }
      stamps.append(nil)
      do throws(FileError) {
        let inner = try OpenFile.folder(name, in: folder, following: following)
        // Errors get their path below.
        let listing = try FolderListing(of: inner.descriptor, "")
        open.append((try FileIdentity(of: inner.descriptor, ""), number))
        defer { open.removeLast() }
        for index in 0..<listing.count { visit(index, of: listing, in: inner.descriptor) }
      } catch {
        report(.unreadable(FileError(.list, text, error.cause)))
      }
    }

    private mutating func addLink(_ name: UnsafePointer<CChar>, in folder: Int32) {
      var status = stat()
      guard fstatat(folder, name, &status, 0) == 0 else {
        let error = FileError(.resolve, text)
        let isBroken = error.code == ENOENT || error.code == ELOOP || error.code == ENOTDIR
        return report(isBroken ? .brokenLink : .unreadable(error))
      }
      do throws(FileError) {
        let target = try realPath(of: root + "/" + text)
        guard target == root || target.hasPrefix(root == "/" ? "/" : root + "/") else {
          return report(.leavesFolder)
        }
      } catch {
        return report(.unreadable(error))
      }
      if status.isFolder {
        if open.contains(where: { $0.identity == FileIdentity(status) }) { return report(.loop) }
        if isInLinkedFolder { return report(.linkInLinkedFolder) }
        isInLinkedFolder = true
        defer { isInLinkedFolder = false }
        return addFolder(name, in: folder, following: true)
      }
      guard status.isFile else { return report(.notAFile) }
      addFile(name, FileStamp(status))
    }

    /// The path to show: with replacement characters where it is not UTF-8.
    private var text: String { String(decoding: path, as: UTF8.self) }

    private mutating func report(_ reason: Problem.Reason) {
      problems.append(Problem(path: text, reason: reason))
    }

    private static func bytes(_ name: UnsafePointer<CChar>) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(
        start: UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self), count: strlen(name))
    }
  }
}
