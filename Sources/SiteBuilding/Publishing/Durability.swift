import CLinux

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a build promises about a power cut. (A killed build needs no promise of the disk: the system
/// keeps what was handed to it.)
package enum Durability: Sendable {
  /// Once `finish()` has returned, a power cut loses nothing. Before that, every file in the output is
  /// whole, old or new, and the next build finishes the job.
  ///
  /// The disk is told to catch up at most twice, however many files there are: once before the first new
  /// file is renamed into place, so that no name can lead to bytes that are not on the disk yet, and once
  /// after the last. A build that changes nothing does not wait for the disk at all. Measured on tmpfs:
  /// nothing; on a virtual disk with ext4: about 10 ms when one page of 2,000 changed, 30 to 115 ms for
  /// a first site of 16 MB, where `fsync` takes 12 ms for each file.
  case full
  /// After a power cut the output may have to be deleted and built again. For previews and tests.
  case none

  /// Waits until everything handed to the file system that holds this folder is on its disk.
  func settle(_ folder: Int32, _ path: String) throws(FileError) {
    guard self == .full else { return }
    #if canImport(Darwin)
      sync()
    #else
      guard syncfs(folder) == 0 else { throw FileError(.sync, path) }
    #endif
  }

  /// Waits for one file, or for the names in one folder.
  func settle(only file: Int32, _ path: String) throws(FileError) {
    guard self == .full else { return }
    guard fsync(file) == 0 else { throw FileError(.sync, path) }
  }
}
