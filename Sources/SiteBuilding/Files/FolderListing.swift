import CLinux

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The names in one folder, in byte order, so that the order never depends on the disk.
///
/// Names stay bytes with an ending NUL, ready for the next system call, until somebody wants text.
struct FolderListing: ~Copyable {
  enum Kind: Sendable { case file, folder, link, other }

  private var names: [UInt8] = []
  private var items: [(start: Int32, length: Int32, kind: Kind)] = []

  var count: Int { items.count }

  /// - Parameter folder: stays open and is the caller's; its reading position is used.
  init(of folder: Int32, _ path: String) throws(FileError) {
    names.reserveCapacity(1024)
    guard lseek(folder, 0, SEEK_SET) == 0 else { throw FileError(.list, path) }
    try read(folder, path)
    sort()
  }

  // Where offsets have 64 bits anyway, its entries are those of `readdir`.
  #if os(Linux) && (arch(x86_64) || arch(arm64))
    /// As `readdir` does it, without the five calls that make and end its stream: a build lists thousands of
    /// folders, most of which hold a handful of names.
    private mutating func read(_ folder: Int32, _ path: String) throws(FileError) {
      let room = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 32_768, alignment: MemoryLayout<dirent>.alignment)
      defer { room.deallocate() }
      while true {
        let count = retrying { getdents64(folder, room.baseAddress, room.count) }
        guard count >= 0 else { throw FileError(.list, path) }
        if count == 0 { return }
        var offset = 0
        while offset < count {
          let entry = (room.baseAddress! + offset).assumingMemoryBound(to: dirent.self)
          append(entry, in: folder)
          offset += Int(entry.pointee.d_reclen)
        }
      }
    }
  #else
    private mutating func read(_ folder: Int32, _ path: String) throws(FileError) {
      let own = retrying { openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
      guard own >= 0, let stream = fdopendir(own) else { throw FileError(.list, path) }
      defer { closedir(stream) }
      while true {
        errno = 0
        guard let entry = readdir(stream) else {
          guard errno == 0 else { throw FileError(.list, path) }
          break
        }
        append(entry, in: own)
      }
    }
  #endif

  private mutating func append(_ entry: UnsafeMutablePointer<dirent>, in folder: Int32) {
    let name = (UnsafeRawPointer(entry) + Self.nameOffset).assumingMemoryBound(to: CChar.self)
    if strcmp(name, ".") == 0 || strcmp(name, "..") == 0 { return }
    let length = strlen(name)
    let kind = Self.kind(Int32(entry.pointee.d_type), of: name, in: folder)
    items.append((Int32(names.count), Int32(length), kind))
    names.append(contentsOf: UnsafeRawBufferPointer(start: name, count: length + 1))
  }

  private static func kind(_ told: Int32, of name: UnsafePointer<CChar>, in folder: Int32) -> Kind {
    switch told {
    case Int32(DT_REG): return .file
    case Int32(DT_DIR): return .folder
    case Int32(DT_LNK): return .link
    case Int32(DT_UNKNOWN):
      // Some file systems do not tell while listing.
      var status = stat()
      guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
      return status.isFile ? .file : status.isFolder ? .folder : status.isLink ? .link : .other
    default: return .other
    }
  }

  private mutating func sort() {
    names.withUnsafeBytes { names in
      guard let base = names.baseAddress else { return }
      // The ending NUL is compared too, so of two names with one beginning the shorter comes first.
      items.sort {
        memcmp(base + Int($0.start), base + Int($1.start), Int(min($0.length, $1.length)) + 1) < 0
      }
    }
  }

  func kind(_ index: Int) -> Kind { items[index].kind }

  func isDotName(_ index: Int) -> Bool { names[Int(items[index].start)] == UInt8(ascii: ".") }

  func hasNameInUTF8(_ index: Int) -> Bool {
    withName(index) { name in
      name.allSatisfy { $0 < 0x80 } || String(validating: name, as: UTF8.self) != nil
    }
  }

  /// The name's bytes. The pointer is valid only inside `body`.
  func withName<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let item = items[index]
    return names.withUnsafeBufferPointer { names in
      body(UnsafeBufferPointer(rebasing: names[Int(item.start)..<Int(item.start + item.length)]))
    }
  }

  /// The name behind the path of its folder, in one piece.
  ///
  /// - Parameter folder: empty at the top.
  /// - Returns: `nil` for a name that is not valid UTF-8.
  func path(_ index: Int, below folder: String) -> String? {
    withName(index) { name in
      if folder.isEmpty { return String(validating: name, as: UTF8.self) }
      return folder.withBytes { folder in
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: folder.count + 1 + name.count) { path in
          _ = path.update(fromContentsOf: folder)
          path[folder.count] = UInt8(ascii: "/")
          _ = path[(folder.count + 1)...].update(fromContentsOf: name)
          return String(validating: UnsafeBufferPointer(path), as: UTF8.self)
        }
      }
    }
  }

  /// The name with a replacement character for every byte that is not UTF-8: to be shown, not opened.
  func repairedName(_ index: Int) -> String { withName(index) { String(decoding: $0, as: UTF8.self) } }

  /// The name as system calls take it, UTF-8 or not.
  func withCName<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = Int(items[index].start)
    return try names.withUnsafeBufferPointer { (names) throws(Failure) -> Result in
      guard let base = names.baseAddress else { preconditionFailure("a listed name has bytes") }
      return try body(UnsafeRawPointer(base + start).assumingMemoryBound(to: CChar.self))
    }
  }

  private static let nameOffset: Int = {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else {
      preconditionFailure("d_name is stored in place")
    }
    return offset
  }()
}
