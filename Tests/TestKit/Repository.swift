import Foundation

/// The files of this repository, wherever it was cloned to.
package enum Repository {
  package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  package static func path(_ relative: String) -> String { "\(root)/\(relative)" }

  /// Names of the files and folders in a folder, sorted.
  package static func names(in relative: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(relative))) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  package static func bytes(_ relative: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path(relative)).map(Array.init)
  }

  package static func text(_ relative: String) -> String? {
    bytes(relative).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// A file that holds what some text should be. `UPDATE_SNAPSHOTS=1 swift test` writes them anew, and
/// that difference is read like code.
package struct Snapshot {
  /// Relative to the repository.
  package var path: String

  package init(_ path: String) { self.path = path }

  /// - Returns: what the file says; `actual` itself after it was written.
  package func expected(for actual: String) throws -> String? {
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
      try Data(actual.utf8).write(to: URL(fileURLWithPath: Repository.path(path)))
    }
    return Repository.text(path)
  }
}
