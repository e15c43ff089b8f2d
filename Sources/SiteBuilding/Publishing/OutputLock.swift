#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Lets builds into one output run one after another.
///
/// The lock is on the folder that the output lies in, for three reasons: the output itself may not exist
/// and is exchanged for another one by a first build; the system lets go of the lock when the process
/// dies, however it dies; and no lock file is left behind. It also keeps apart builds into two outputs
/// side by side, which costs the second one the time of the first.
///
/// Where the system has no such locks (some network disks), builds are not kept apart.
final class OutputLock: Sendable {
  let folder: OpenFile

  /// - Parameter folder: is closed with the lock.
  /// - Returns: `nil` when another build has had the lock all this time.
  static func take(
    on folder: consuming OpenFile, _ path: String, patience: Duration
  ) throws(FileError) -> OutputLock? {
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    while true {
      if retrying({ flock(folder.descriptor, LOCK_EX | LOCK_NB) }) == 0 { return OutputLock(folder: folder) }
      switch errno {
      case EWOULDBLOCK:
        guard clock.now < deadline else { return nil }
        try Interruption.check(.lock, path)
        usleep(5000)
      case EBADF, EINVAL, ENOLCK, EOPNOTSUPP, ENOSYS: return OutputLock(folder: folder)
      default: throw FileError(.lock, path)
      }
    }
  }

  private init(folder: consuming OpenFile) { self.folder = folder }
}
