import Diagnostics
import Synchronization

/// The files of a library by name, for saying which one a broken link may have meant.
///
/// Made when the first broken link is found, and remembers what it was asked: after a page was renamed,
/// thousands of files may ask for the same one.
final class FileNames: Sendable {
  private let paths: @Sendable () -> [String]
  private let state = Mutex(State())

  private struct State {
    /// By whether the files are Markdown.
    var known: [Bool: Known] = [:]
    var answers: [Question: String?] = [:]
  }

  /// Files of one kind by what their names say without number and ending.
  private struct Known: Sendable {
    var paths: [String: [String]]
    var names: KnownNames

    init(_ all: [String]) {
      paths = Dictionary(grouping: all, by: FileNames.name)
      names = KnownNames(paths.keys.sorted())
    }
  }

  private struct Question: Hashable {
    var name: String
    var isMarkdown: Bool
  }

  init(paths: @escaping @Sendable () -> [String]) { self.paths = paths }

  /// Paths of the files whose name is most like that of a path, whatever its number or folder.
  func nearest(to path: String, isMarkdown: Bool) -> [String] {
    let question = Question(name: Self.name(of: path), isMarkdown: isMarkdown)
    let (known, answered) = state.withLock { state in
      if state.known.isEmpty {
        let all = paths()
        state.known[true] = Known(all.filter { $0.hasSuffix(".md") })
        state.known[false] = Known(all.filter { !$0.hasSuffix(".md") })
      }
      return (state.known[isMarkdown]!, state.answers[question])
    }
    if let found = known.paths[question.name] { return found }
    if let answered { return answered.flatMap { known.paths[$0] } ?? [] }
    // Other threads may ask meanwhile; at worst two of them look for one name.
    let answer = known.names.closest(to: question.name)
    state.withLock { $0.answers[question] = .some(answer) }
    return answer.flatMap { known.paths[$0] } ?? []
  }

  fileprivate static func name(of path: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    if name.hasSuffix(".md") { name.removeLast(3) }
    let rest = name.drop { $0.isNumber || $0 == "-" }
    return rest.isEmpty ? name : String(rest)
  }
}
