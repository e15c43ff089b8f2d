#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What Waymark wrote into an output folder, so that it knows its own files again and removes no others.
///
/// A text file in the output: one line that names the format, then the paths in byte order, one a line.
/// No times, no machine paths, and no content hashes either: whether a file has changed is told by
/// comparing it with the new bytes, which costs less than trusting a note about it would save.
struct Manifest: Equatable {
  static let name = ".waymark-manifest"

  /// In byte order, without the manifest itself.
  let paths: [String]

  static let empty = Manifest(sorted: [])

  init(_ paths: [String]) { self.paths = ByteOrder.sorted(paths) }

  private init(sorted paths: [String]) { self.paths = paths }

  /// - Returns: `nil` when somebody else wrote this, or a later Waymark, or when it leads out of the folder.
  init?(bytes: [UInt8]) {
    guard bytes.last == Self.newline else { return nil }
    let lines = bytes.dropLast().split(separator: Self.newline, omittingEmptySubsequences: false)
    guard let header = lines.first, header.elementsEqual(Self.header.utf8) else { return nil }
    var paths: [String] = []
    paths.reserveCapacity(lines.count)
    for line in lines.dropFirst() {
      guard let path = String(validating: line, as: UTF8.self), OutputPaths.fault(of: path) == nil,
        paths.last.map({ ByteOrder.compare($0, path) < 0 }) ?? true
      else { return nil }
      paths.append(path)
    }
    self.init(sorted: paths)
  }

  /// Writes a new file of this name; it comes whole or is an error.
  /// - Returns: the open file.
  func write(in folder: Int32) throws(FileError) -> OpenFile {
    let file = try OpenFile.creating(Self.name, in: folder)
    try write(to: file)
    return file
  }

  func write(to file: borrowing OpenFile) throws(FileError) {
    var pending = Array(Self.header.utf8)
    pending.append(Self.newline)
    for path in paths {
      pending += path.utf8
      pending.append(Self.newline)
      if pending.count >= Self.mostPending { try Self.flush(&pending, to: file) }
    }
    try Self.flush(&pending, to: file)
  }

  private static func flush(_ pending: inout [UInt8], to file: borrowing OpenFile) throws(FileError) {
    try file.write(pending, name)
    pending.removeAll(keepingCapacity: true)
  }

  /// The manifest of a new site, where this is that of the old one.
  /// - Parameter stale: what the new site lacks.
  func updated(to new: OutputPaths, stale: [String]) -> Manifest {
    // Most sites have the files that they had, and nobody need sort them.
    stale.isEmpty && paths.count == new.paths.count ? self : Manifest(new.paths)
  }

  func union(_ other: Manifest) -> Manifest { Manifest(sorted: ByteOrder.union(paths, other.paths)) }

  static func == (a: Manifest, b: Manifest) -> Bool {
    a.paths.count == b.paths.count && zip(a.paths, b.paths).allSatisfy { ByteOrder.compare($0, $1) == 0 }
  }

  private static let header = "waymark-manifest 1"
  private static let newline = UInt8(ascii: "\n")
  /// Bytes that wait for others to be written with.
  private static let mostPending = 65_536
}

extension Manifest {
  /// The manifest of an open output folder.
  enum Found {
    case none
    case readable(Manifest)
    case unreadable
  }

  static func find(in output: Int32) throws(FileError) -> Found {
    var bytes: [UInt8] = []
    do throws(FileError) {
      let file = try OpenFile.reading(name, in: output, following: false)
      try file.readAll(name, into: &bytes, limit: 256 << 20)
    } catch {
      switch error.cause {
      case .system(ENOENT): return .none
      case .system(ELOOP), .notAFile, .tooLarge: return .unreadable
      case .system, .interrupted, .changedMeanwhile: throw error
      }
    }
    return Manifest(bytes: bytes).map(Found.readable) ?? .unreadable
  }

  /// - Parameter staging: an open folder on the same disk, for the file while it is not whole.
  func replace(in output: Int32, by staging: Int32, _ durability: Durability) throws(FileError) {
    let file = try write(in: staging)
    try durability.settle(only: file.descriptor, Self.name)
    try file.close(Self.name)
    guard renameat(staging, Self.name, output, Self.name) == 0 else { throw FileError(.rename, Self.name) }
  }
}
