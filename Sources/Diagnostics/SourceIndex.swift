/// Every file and folder that diagnostics may point at, with a way to read a file's text again.
///
/// Texts are not kept: a report reads the few files that it quotes when it prints them.
package struct SourceIndex: Sendable {
  /// The path as the author knows it, relative to the project folder: `content/site.yml`.
  package var path: @Sendable (FileID) -> String
  /// The bytes of a file; `nil` when it cannot be read or is a folder.
  package var load: @Sendable (FileID) -> [UInt8]?

  package init(
    path: @escaping @Sendable (FileID) -> String, load: @escaping @Sendable (FileID) -> [UInt8]?
  ) {
    self.path = path
    self.load = load
  }

  /// - Parameter paths: by `FileID`.
  package init(paths: [String], load: @escaping @Sendable (FileID) -> [UInt8]?) {
    self.init(path: { paths[Int($0.number)] }, load: load)
  }
}
