import Diagnostics

/// One file or folder below content/.
package struct ContentEntry: Sendable {
  /// Relative to content/, with `/` between folders.
  package var path: String
  package var isFolder: Bool

  package init(path: String, isFolder: Bool) {
    self.path = path
    self.isFolder = isFolder
  }
}

/// The files of the content folder, to be found by their number and by their path.
///
/// A class, since each link of the library asks.
package final class ContentFiles: Sendable {
  private let tree: FileTree
  private let table: IndexTable

  package init(_ tree: FileTree) {
    self.tree = tree
    var table = IndexTable(capacity: tree.count)
    tree.forEachPath { number, path in
      if tree.isFolder(number) { return }
      table.insert(number, hash: IndexTable.hash(ofText: path)) { other in
        tree.path(of: other) == String(decoding: path, as: UTF8.self)
      }
    }
    self.table = table
  }

  /// - Parameter entries: in the order of their numbers, which begin at 0; each folder followed by what is
  ///   in it.
  package convenience init(_ entries: [ContentEntry]) {
    var tree = FileTree()
    var open: [(number: Int, path: String)] = []
    for entry in entries {
      // By bytes: a name that begins with a combining mark would melt into the slash before it.
      while let last = open.last, !entry.path.utf8.starts(with: last.path.utf8) {
        tree.closeFolder(open.removeLast().number)
      }
      let prefix = open.last?.path.utf8.count ?? 0
      entry.path.withBytes { path in
        let name = UnsafeBufferPointer(rebasing: path[prefix...])
        if entry.isFolder {
          open.append((tree.openFolder(name, in: open.last?.number), entry.path + "/"))
        } else {
          tree.addFile(name, in: open.last?.number)
        }
      }
    }
    for folder in open.reversed() { tree.closeFolder(folder.number) }
    self.init(tree)
  }

  /// How many numbers are given out: what knows something of every file has as many places.
  package var numberCount: Int { tree.count }

  /// The file at a path, as strings compare them: an accented letter is found however it is encoded.
  package subscript(_ path: String) -> FileID? {
    path.withBytes { bytes in
      table.first(hash: IndexTable.hash(ofText: bytes)) {
        tree.hasPath($0, bytes) || tree.path(of: $0) == path
      }
    }.map { FileID($0) }
  }

  // Of a file or folder below content/:

  /// - Parameters:
  ///   - prefix: what the path is to begin with, such as the way to the content folder and a slash.
  ///   - suffix: what it is to end with, such as a folder's slash.
  package func path(of file: FileID, after prefix: String = "", before suffix: String = "") -> String {
    tree.path(of: Int(file.number), after: prefix, before: suffix)
  }

  /// The last part of its path.
  package func name(of file: FileID) -> String { tree.name(of: Int(file.number)) }

  /// The bytes of its name in UTF-8. The pointer is valid only inside `body`.
  package func withName<Result>(of file: FileID, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    tree.withName(of: Int(file.number), body)
  }

  package func isFolder(_ file: FileID) -> Bool { tree.isFolder(Int(file.number)) }

  /// Whether its name ends in `.md`.
  package func isMarkdown(_ file: FileID) -> Bool { withName(of: file) { $0.hasSuffix(".md") } }

  /// The folder that it lies in; `nil` at the top.
  package func folder(of file: FileID) -> FileID? { tree.folder(of: Int(file.number)).map { FileID($0) } }

  /// What lies in a folder, by name; at the top for `nil`.
  package func children(of folder: FileID?) -> some Sequence<FileID> {
    let all = tree.numbers(in: folder.map { Int($0.number) })
    return sequence(state: all.lowerBound) { [self] next in
      guard next < all.upperBound else { return nil as FileID? }
      defer { next = tree.number(behind: next) }
      return FileID(next)
    }
  }
}

extension ContentFiles {
  /// The files, in order.
  package var all: some Sequence<FileID> {
    (0..<numberCount).lazy.map { FileID($0) }.filter { [self] in !isFolder($0) }
  }

  package var paths: [String] { all.map { path(of: $0) } }

  /// What lies beside the pages: pictures and other files, in order, with their paths.
  package var thatAreNotMarkdown: [(path: String, file: FileID)] {
    all.filter { !isMarkdown($0) }.map { (path: path(of: $0), file: $0) }
  }
}
