#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Tells whether a file has certain bytes already, without holding all of it in memory.
enum FileComparison {
  private static let chunk = 65_536

  /// - Returns: `false` as well when there is no such file, or a link or a folder in its place.
  static func holds(
    _ name: UnsafePointer<CChar>, in folder: Int32, _ bytes: UnsafeRawBufferPointer
  ) throws(FileError) -> Bool {
    let descriptor = retrying { openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW) }
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT, ELOOP, ENXIO: return false
      // A file that we may not read we may well replace.
      case EACCES: return false
      default: throw FileError(.read, String(cString: name))
      }
    }
    let file = OpenFile(descriptor: descriptor)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(.read, String(cString: name)) }
    guard status.isFile, Int(status.st_size) == bytes.count else { return false }
    return try withUnsafeTemporaryAllocation(byteCount: min(bytes.count, chunk), alignment: 16) {
      (room) throws(FileError) in try equals(file, bytes, room, name)
    }
  }

  private static func equals(
    _ file: borrowing OpenFile, _ bytes: UnsafeRawBufferPointer, _ room: UnsafeMutableRawBufferPointer,
    _ name: UnsafePointer<CChar>
  ) throws(FileError) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let wanted = UnsafeMutableRawBufferPointer(rebasing: room.prefix(rest.count))
      guard let to = wanted.baseAddress, let from = rest.baseAddress else { return false }
      guard try file.read(into: wanted, name) == wanted.count else { return false }
      guard memcmp(to, from, wanted.count) == 0 else { return false }
      rest = UnsafeRawBufferPointer(rebasing: rest[wanted.count...])
    }
    return true
  }
}
