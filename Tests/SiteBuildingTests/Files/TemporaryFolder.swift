import Foundation
import SiteBuilding

/// A folder for one test, removed when the test lets go of it.
final class TemporaryFolder: Sendable {
  let path: String
  private let isOurs: Bool

  init() {
    // In memory where there is such a place: the tests write some hundred thousand files.
    let memory = URL(fileURLWithPath: "/dev/shm")
    let isThere = FileManager.default.isWritableFile(atPath: memory.path)
    let parent = isThere ? memory : FileManager.default.temporaryDirectory
    let folder = parent.appendingPathComponent("waymark-\(UUID().uuidString)")
    // swift-format-ignore: NeverUseForceTry
    try! FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.resolvingSymlinksInPath().path
    isOurs = true
  }

  /// A folder that somebody else made and will remove.
  init(existing path: String) {
    self.path = path
    isOurs = false
  }

  deinit {
    if isOurs { try? FileManager.default.removeItem(atPath: path) }
  }

  func path(_ relative: String) -> String { "\(path)/\(relative)" }

  func write(_ text: String, to relative: String) throws {
    let path = path(relative)
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  func makeFolder(_ relative: String) throws {
    try FileManager.default.createDirectory(atPath: path(relative), withIntermediateDirectories: true)
  }

  func link(_ relative: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path(relative), withDestinationPath: target)
  }

  func exists(_ relative: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path(relative))) != nil
  }

  func text(_ relative: String) -> String? {
    FileManager.default.contents(atPath: path(relative)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Every file and link below, by relative path; a link's text is `-> target`.
  func files(in relative: String) -> [String: String] {
    var files: [String: String] = [:]
    collect(path(relative), prefix: "", into: &files)
    return files
  }

  // With the system's calls, since Foundation's enumerator takes most of a kill test's time.
  private func collect(_ folder: String, prefix: String, into files: inout [String: String]) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let path = "\(folder)/\(name)"
      switch Int(entry.pointee.d_type) {
      case Int(DT_DIR):
        if name != "." && name != ".." { collect(path, prefix: "\(prefix)\(name)/", into: &files) }
      case Int(DT_LNK):
        files[prefix + name] = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)).map {
          "-> \($0)"
        }
      default:
        files[prefix + name] = (try? readFile(path)).map { String(decoding: $0, as: UTF8.self) }
      }
    }
  }
}
