import Diagnostics
import Foundation
import GuideModel
import SiteBuilding

/// A project folder for one test, removed when the test lets go of it.
package final class TemporaryProject: Sendable {
  package let path: String

  package init(_ files: [String: String] = [:]) throws {
    // In memory where there is such a place.
    let memory = URL(fileURLWithPath: "/dev/shm")
    let isThere = FileManager.default.isWritableFile(atPath: memory.path)
    let parent = isThere ? memory : FileManager.default.temporaryDirectory
    path = parent.appendingPathComponent("waymark-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path + "/content", withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func write(_ text: String, to relative: String) throws { try write(Array(text.utf8), to: relative) }

  package func write(_ bytes: [UInt8], to relative: String) throws {
    let file = URL(fileURLWithPath: "\(path)/\(relative)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// The text of every file of the built site by its path in it.
  package func site(in output: String = "public") throws -> [String: String] {
    let root = "\(path)/\(output)"
    var files: [String: String] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = String(
        decoding: FileManager.default.contents(atPath: "\(root)/\(name)") ?? Data(), as: UTF8.self)
    }
    return files
  }
}

/// What a build of a project is asked for in tests: one thread, a fixed day, no waiting for the disk.
package func buildRequest(_ project: String) -> BuildRequest {
  var request = BuildRequest(
    project: project, output: project + "/public", threads: 1, today: CalendarDate("2026-11-21")!)
  request.durability = .none
  return request
}

/// What `waymark check` prints for a project, without color and 100 cells wide.
package func humanReport(of project: String) throws -> String {
  let report = try checkSite(buildRequest(project))
  var sources = report.sources
  // The output folder's path is another on every machine.
  sources.path = { file in
    let path = report.sources.path(file)
    return path.hasPrefix(project + "/") ? String(path.dropFirst(project.count + 1)) : path
  }
  return TerminalReport(sources: sources, color: false, width: 100).render(report.diagnostics)
}

/// What `waymark check` finds in a project.
package func check(_ project: TemporaryProject) throws -> [Diagnostic] {
  try checkSite(buildRequest(project.path)).diagnostics
}

/// The findings in a project of these files: `guide/1-step.md link.unsafe: javascript:x`.
package func findings(_ files: [String: String]) throws -> [String] {
  let project = try TemporaryProject(files)
  let report = try checkSite(buildRequest(project.path))
  return report.diagnostics.map { diagnostic in
    let path = report.sources.path(diagnostic.place.file)
    let text = files[path].map { marks([diagnostic], in: $0)[0] } ?? diagnostic.code.rawValue
    return "\(path.hasPrefix("content/") ? String(path.dropFirst(8)) : path) \(text)"
  }
}
