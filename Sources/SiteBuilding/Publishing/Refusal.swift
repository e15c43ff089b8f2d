/// Why a folder will not be used as the output. The author's to settle, so it is a value and no error.
package enum Refusal: Equatable, Sendable {
  /// A place that a website must never be written to.
  package enum Place: Equatable, Sendable {
    case root, home, project
    /// The content or the theme folder, by its path.
    case source(String)
  }

  /// The output is this place, or contains it; a source folder may not contain the output either.
  case overlaps(Place)
  /// There is a file where the folder should be, or a symbolic link that leads nowhere.
  case notAFolder
  /// Files that Waymark did not write: the first few of them, relative to the output, and whether there
  /// are more.
  case foreignFiles([String], andMore: Bool)
  /// There is a manifest, but not one that this Waymark can read.
  case unreadableManifest
  /// Something that is not ours has the name under which a new site is put together, at this path.
  case inTheWay(String)
  /// Another build has been writing beside this folder for longer than we were willing to wait.
  case busy
}
