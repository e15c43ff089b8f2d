/// The names under which a build keeps what is not in place yet.
enum Staging {
  /// Inside an output that exists already: holds changed files until all of them are written.
  static let innerName = ".waymark-new"

  /// Beside an output that does not exist yet: becomes it, in one step.
  static func siblingName(of output: String) -> String { ".\(output).waymark-new" }
}
