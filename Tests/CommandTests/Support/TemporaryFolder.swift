import Foundation

/// A folder for one test, removed when the test lets go of it.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    // In memory where there is such a place: the tests write some hundred thousand files.
    let memory = "/dev/shm"
    let parent = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    let folder = URL(fileURLWithPath: parent).appendingPathComponent("waymark-command-\(UUID().uuidString)")
    try! FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ relative: String) -> String { relative.isEmpty ? path : "\(path)/\(relative)" }

  func write(_ text: String, to relative: String) throws { try write(Array(text.utf8), to: relative) }

  func write(_ bytes: [UInt8], to relative: String) throws {
    let path = path(relative)
    try makeFolder((relative as NSString).deletingLastPathComponent)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  func makeFolder(_ relative: String) throws {
    try FileManager.default.createDirectory(atPath: path(relative), withIntermediateDirectories: true)
  }

  func link(_ relative: String, to target: String) throws {
    try makeFolder((relative as NSString).deletingLastPathComponent)
    try FileManager.default.createSymbolicLink(atPath: path(relative), withDestinationPath: target)
  }

  func copy(_ from: String, to relative: String) throws {
    try makeFolder((relative as NSString).deletingLastPathComponent)
    try FileManager.default.copyItem(atPath: from, toPath: path(relative))
  }

  func move(_ from: String, to relative: String) throws {
    try makeFolder((relative as NSString).deletingLastPathComponent)
    guard rename(path(from), path(relative)) == 0 else { throw POSIXError(.init(rawValue: errno)!) }
  }

  func remove(_ relative: String) throws { try FileManager.default.removeItem(atPath: path(relative)) }

  func exists(_ relative: String) -> Bool {
    var status = stat()
    return lstat(path(relative), &status) == 0
  }

  func bytes(_ relative: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path(relative)).map { Array($0) }
  }

  func text(_ relative: String) -> String? { bytes(relative).map { String(decoding: $0, as: UTF8.self) } }

  func edit(_ relative: String, _ change: (String) -> String) throws {
    try write(change(text(relative) ?? ""), to: relative)
  }

  func names(in relative: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(relative))) ?? []).sorted()
  }

  /// Everything below a folder by relative path, the folders too.
  func tree(_ relative: String) -> [String: Item] {
    var tree: [String: Item] = [:]
    var waiting = [""]
    while let folder = waiting.popLast() {
      for name in names(in: relative + (folder.isEmpty ? "" : "/" + folder)) {
        let path = folder.isEmpty ? name : folder + "/" + name
        let full = self.path(relative + "/" + path)
        var status = stat()
        guard lstat(full, &status) == 0 else { continue }
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
          tree[path] = .folder
          waiting.append(path)
        case S_IFREG: tree[path] = .file(FileManager.default.contents(atPath: full) ?? Data())
        case S_IFLNK:
          tree[path] = .link((try? FileManager.default.destinationOfSymbolicLink(atPath: full)) ?? "")
        default: tree[path] = .other
        }
      }
    }
    return tree
  }

  enum Item: Equatable, Sendable {
    case file(Data)
    case folder, other
    case link(String)
  }

  /// What tells whether a file was touched: its inode and the time of its last change.
  func stamps(_ relative: String) -> [String: [Int]] {
    var stamps: [String: [Int]] = [:]
    for (path, item) in tree(relative) {
      guard case .file = item else { continue }
      var status = stat()
      guard lstat(self.path("\(relative)/\(path)"), &status) == 0 else { continue }
      stamps[path] = [Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    }
    return stamps
  }
}

extension [String: TemporaryFolder.Item] {
  /// Paths on which two trees differ, for messages.
  func differences(from other: Self) -> [String] {
    Set(keys).union(other.keys).filter { self[$0] != other[$0] }.sorted()
  }
}
