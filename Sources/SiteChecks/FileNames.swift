import Synchronization

/// The files of a library by name, for saying which one a broken link may have meant.
///
/// Made when the first broken link is found, and remembers what it was asked: after a page was renamed,
/// thousands of files may ask for the same one.
final class FileNames: Sendable {
  private let paths: @Sendable () -> [String]
  private let state = Mutex(State())

  private struct State {
    var isFilled = false
    /// Paths by what their names say without number and ending.
    var pages: [String: [String]] = [:]
    var files: [String: [String]] = [:]
    var answers: [Question: String?] = [:]
  }

  private struct Question: Hashable {
    var name: String
    var isMarkdown: Bool
  }

  init(paths: @escaping @Sendable () -> [String]) { self.paths = paths }

  /// Paths of the files whose name is most like that of a path, whatever its number or folder.
  ///
  /// - Parameter matching: finds the nearest of some names.
  func nearest(
    to path: String, isMarkdown: Bool, matching: (String, [String]) -> String?
  ) -> [String] {
    let wanted = Self.name(of: path)
    return state.withLock { state in
      if !state.isFilled {
        for path in paths() {
          let name = Self.name(of: path)
          if path.hasSuffix(".md") {
            state.pages[name, default: []].append(path)
          } else {
            state.files[name, default: []].append(path)
          }
        }
        state.isFilled = true
      }
      let known = isMarkdown ? state.pages : state.files
      let question = Question(name: wanted, isMarkdown: isMarkdown)
      if let answer = state.answers[question] { return answer.flatMap { known[$0] } ?? [] }
      let answer = known[wanted] == nil ? matching(wanted, known.keys.sorted()) : wanted
      state.answers[question] = .some(answer)
      return answer.flatMap { known[$0] } ?? []
    }
  }

  private static func name(of path: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    if name.hasSuffix(".md") { name.removeLast(3) }
    let rest = name.drop { $0.isNumber || $0 == "-" }
    return rest.isEmpty ? name : String(rest)
  }
}
