import Theming

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the disk says of a file without opening it. While it stays the same, so does the content.
///
/// The change time cannot be set by programs, so a tool that restores the modification time does not
/// go unnoticed.
package struct FileStamp: Equatable, Sendable {
  /// In bytes.
  package var size: Int64
  /// When the content last changed, in nanoseconds since 1970.
  package var modified: Int64
  /// When content, name or rights last changed, in nanoseconds since 1970.
  package var changed: Int64
  package var inode: UInt64

  package init(size: Int64, modified: Int64, changed: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  init(_ status: stat) {
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    self.init(
      size: Int64(status.st_size), modified: Self.nanoseconds(modified), changed: Self.nanoseconds(changed),
      inode: UInt64(status.st_ino))
  }

  /// The stamp of no file: nothing is ever like it.
  static let unknown = FileStamp(size: -1, modified: 0, changed: 0, inode: 0)

  /// The stamp itself if a later change would show in it, else one that is like nothing.
  func ifSettled(at moment: Int64) -> FileStamp { isSettled(at: moment) ? self : .unknown }

  /// - Returns: `nil` where there is no regular file.
  init?(of name: UnsafePointer<CChar>, in folder: Int32) {
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.isFile else { return nil }
    self.init(status)
  }

  /// Whether another change after `moment` would show in the stamp. Clocks of file systems tick: a file
  /// that changed in the same tick in which it was looked at may change once more unseen.
  ///
  /// Linux and APFS tick every few milliseconds; where times are whole seconds, as on FAT, every two.
  package func isSettled(at moment: Int64) -> Bool {
    let latest = max(modified, changed)
    let tick: Int64 = latest % 1_000_000_000 == 0 ? 2_500_000_000 : 20_000_000
    return latest + tick < moment
  }

  /// Now, by the clock that stamps files.
  static func now() -> Int64 {
    var time = timespec()
    #if canImport(Darwin)
      clock_gettime(CLOCK_REALTIME, &time)
    #else
      clock_gettime(CLOCK_REALTIME_COARSE, &time)
    #endif
    return nanoseconds(time)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}

extension ContentHash {
  mutating func update(_ stamp: FileStamp) {
    update(UInt64(bitPattern: stamp.size))
    update(UInt64(bitPattern: stamp.modified))
    update(UInt64(bitPattern: stamp.changed))
    update(stamp.inode)
  }
}
