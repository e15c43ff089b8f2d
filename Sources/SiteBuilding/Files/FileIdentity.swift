#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What makes two paths the same file or folder, however they are spelled.
struct FileIdentity: Hashable, Sendable {
  private let device: dev_t
  private let number: ino_t

  init(_ status: stat) {
    device = status.st_dev
    number = status.st_ino
  }

  init(of descriptor: Int32, _ path: String) throws(FileError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(.read, path) }
    self.init(status)
  }

  /// Of what the path leads to; `nil` when it leads nowhere.
  init?(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}
