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
    let root = path(relative)
    var files: [String: String] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      let full = "\(root)/\(path)"
      if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: full) {
        files[path] = "-> \(target)"
      } else if let text = text("\(relative)/\(path)"), !isFolder(full) {
        files[path] = text
      }
    }
    return files
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
