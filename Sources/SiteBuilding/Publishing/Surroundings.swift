#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The folders that a build must not write over.
package struct Surroundings: Sendable {
  /// The folder that holds `content/`. The output may lie in it.
  package var project: String
  /// The content and theme folders, existing or not. The output may not lie in them.
  package var sources: [String]
  /// `nil` when there is none.
  package var home: String?

  package init(
    project: String, sources: [String], home: String? = getenv("HOME").map { String(cString: $0) }
  ) {
    self.project = project
    self.sources = sources
    self.home = home
  }

  /// - Parameter output: a resolved path, which need not exist.
  func refusal(of output: String) -> Refusal? {
    if output == "/" { return .overlaps(.root) }
    let identity = FileIdentity(at: output)
    let above = Self.lineage(of: output)
    for source in sources {
      guard let folder = FileIdentity(at: source) else {
        // What would be read from there as soon as it is.
        let path = (try? resolvedPath(of: source)) ?? source
        if output == path || output.hasPrefix(path + "/") { return .overlaps(.source(source)) }
        continue
      }
      if above.contains(folder) || isAbove(source, identity) { return .overlaps(.source(source)) }
    }
    if isAbove(project, identity) { return .overlaps(.project) }
    if let home, isAbove(home, identity) { return .overlaps(.home) }
    return nil
  }

  /// Whether the output is the folder at this path, or contains it.
  private func isAbove(_ path: String, _ output: FileIdentity?) -> Bool {
    guard let output, let real = try? realPath(of: path) else { return false }
    return Self.lineage(of: real).contains(output)
  }

  /// The folder and all that contain it. Compared by identity rather than by name, so that another
  /// spelling of a folder, in other case or through a second mount, is the same folder.
  private static func lineage(of path: String) -> Set<FileIdentity> {
    var lineage: Set<FileIdentity> = []
    var path = path
    while true {
      if let identity = FileIdentity(at: path) { lineage.insert(identity) }
      if path == "/" { return lineage }
      path = parentFolder(of: path)
    }
  }
}
