import Foundation

/// A disk in memory that is soon full. Only root may make one.
struct SmallDisk {
  private let path: String

  static let isPossible: Bool = {
    let folder = TemporaryFolder()
    guard let disk = SmallDisk(at: folder.path("disk"), kilobytes: 64) else { return false }
    disk.remove()
    return true
  }()

  init?(at path: String, kilobytes: Int) {
    self.path = path
    #if os(Linux)
      guard mkdir(path, 0o755) == 0, mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k") == 0 else {
        return nil
      }
    #else
      return nil
    #endif
  }

  func remove() {
    #if os(Linux)
      umount2(path, Int32(MNT_DETACH))
    #endif
  }

  /// Writes one file that takes all the room there is.
  func fill(_ name: String) throws {
    let file = open("\(path)/\(name)", O_WRONLY | O_CREAT, 0o644)
    guard file >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    defer { close(file) }
    let block = [UInt8](repeating: 120, count: 4096)
    while write(file, block, block.count) > 0 {}
  }
}
