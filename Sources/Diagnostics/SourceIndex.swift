/// Every file and folder that diagnostics may point at, with a way to read a file's text again.
///
/// Texts are not kept: a report reads the few files that it quotes when it prints them.
package struct SourceIndex: Sendable {
  /// Paths as the author knows them, relative to the project folder (`content/site.yml`), by `FileID`.
  package var paths: [String]
  /// The bytes of a file; `nil` when it cannot be read or is a folder.
  package var load: @Sendable (FileID) -> [UInt8]?

  package init(paths: [String], load: @escaping @Sendable (FileID) -> [UInt8]?) {
    self.paths = paths
    self.load = load
  }

  package func path(_ file: FileID) -> String { paths[Int(file.number)] }
}
