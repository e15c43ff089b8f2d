#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An open file or folder, closed when it goes out of scope.
///
/// Paths are relative to an open folder where one is given, so that what is between them cannot be
/// swapped for a symbolic link. Every call is repeated when a signal interrupts it.
struct OpenFile: ~Copyable, Sendable {
  /// Stands for the current folder, as in `openat`.
  static let here: Int32 = AT_FDCWD

  let descriptor: Int32

  /// Takes over a descriptor that nobody else closes.
  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { _ = systemClose(descriptor) }

  /// - Parameter following: whether a symbolic link as the last component may be followed.
  static func reading(
    _ name: UnsafePointer<CChar>, in folder: Int32 = here, following: Bool = true
  ) throws(FileError) -> OpenFile {
    // Non-blocking, because opening a pipe that nobody writes to would otherwise wait for ever.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (following ? 0 : O_NOFOLLOW)
    let descriptor = retrying { openat(folder, name, flags) }
    guard descriptor >= 0 else { throw FileError(.open, String(cString: name)) }
    return OpenFile(descriptor: descriptor)
  }

  /// A new, empty file; never one that is there already, nor the target of a link.
  static func creating(
    _ name: UnsafePointer<CChar>, in folder: Int32 = here
  ) throws(FileError) -> OpenFile {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = retrying { openat(folder, name, flags, 0o666) }
    guard descriptor >= 0 else { throw FileError(.write, String(cString: name)) }
    return OpenFile(descriptor: descriptor)
  }

  /// A folder itself, never a symbolic link to one unless `following`.
  static func folder(
    _ name: UnsafePointer<CChar>, in folder: Int32 = here, following: Bool = false
  ) throws(FileError) -> OpenFile {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (following ? 0 : O_NOFOLLOW)
    let descriptor = retrying { openat(folder, name, flags) }
    guard descriptor >= 0 else { throw FileError(.open, String(cString: name)) }
    return OpenFile(descriptor: descriptor)
  }

  /// Gives the descriptor away; whoever gets it closes it.
  consuming func release() -> Int32 {
    let descriptor = descriptor
    discard self
    return descriptor
  }

  /// Closes and hears about it: some network disks report a full disk only here.
  consuming func close(_ path: UnsafePointer<CChar>) throws(FileError) {
    // Not repeated after EINTR: on Linux the descriptor is gone by then.
    guard systemClose(release()) == 0 || errno == EINTR else {
      throw FileError(.write, String(cString: path))
    }
  }

  borrowing func status(_ path: String) throws(FileError) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(.read, path) }
    return status
  }

  /// - Returns: how many bytes came; fewer than there was room for only at the end of the file.
  borrowing func read(
    into room: UnsafeMutableRawBufferPointer, _ path: UnsafePointer<CChar>
  ) throws(FileError) -> Int {
    var filled = 0
    while filled < room.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: room[filled...])
      let count = retrying { systemRead(descriptor, rest.baseAddress, rest.count) }
      guard count >= 0 else { throw FileError(.read, String(cString: path)) }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  borrowing func write(_ bytes: UnsafeRawBufferPointer, _ path: UnsafePointer<CChar>) throws(FileError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = retrying { systemWrite(descriptor, rest.baseAddress, rest.count) }
      guard count >= 0 else { throw FileError(.write, String(cString: path)) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  borrowing func write(_ bytes: borrowing [UInt8], _ path: UnsafePointer<CChar>) throws(FileError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(FileError) in
      try write(UnsafeRawBufferPointer(bytes), path)
    }
  }
}

/// Repeats a call that a signal interrupted before it did anything.
@inline(__always) func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

// The C calls under names of their own, since the methods above shadow them.
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }

private func systemRead(_ descriptor: Int32, _ room: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, room, count)
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

extension stat {
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
  var isFile: Bool { st_mode & S_IFMT == S_IFREG }
  var isLink: Bool { st_mode & S_IFMT == S_IFLNK }
}
