import Diagnostics

/// One file of a theme, read but not yet understood.
package struct ThemeFile: Sendable {
  package enum Origin: Sendable {
    /// From the default theme in the binary.
    case builtIn
    /// From the project's `theme/` folder.
    case project
  }

  /// Relative to the theme folder, with `/`: `templates/part.mustache`, `assets/waymark.css`,
  /// `strings/en.yml`, `theme.yml`.
  package var path: String
  package var bytes: [UInt8]
  package var file: FileID
  package var origin: Origin

  package init(path: String, bytes: [UInt8], file: FileID, origin: Origin) {
    self.path = path
    self.bytes = bytes
    self.file = file
    self.origin = origin
  }

  /// The part of the path between `folder/` and `ending`, if the file is of that kind.
  func name(in folder: String, ending: String) -> String? {
    guard path.hasPrefix(folder), path.hasSuffix(ending),
      path.utf8.count > folder.utf8.count + ending.utf8.count
    else { return nil }
    return String(path.dropFirst(folder.count).dropLast(ending.count))
  }

  var templateName: String? { name(in: "templates/", ending: ".mustache") }
  var language: String? { name(in: "strings/", ending: ".yml") }
  var assetName: String? { name(in: "assets/", ending: "") }
}

extension Theme {
  /// The default theme with a project's own files in place of those of the same path.
  ///
  /// Strings are laid over phrase by phrase: a project's `strings/en.yml` may hold one phrase.
  package static func overlay(default builtIn: [ThemeFile], own: [ThemeFile]) -> [ThemeFile] {
    let replaced = Set(own.lazy.filter { $0.language == nil }.map(\.path))
    return builtIn.filter { !replaced.contains($0.path) } + own
  }
}
