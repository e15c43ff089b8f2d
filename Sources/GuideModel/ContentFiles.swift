import Diagnostics

/// One file or folder below content/.
package struct ContentEntry: Sendable {
  /// Relative to content/, with `/` between folders.
  package var path: String
  package var isFolder: Bool
  package var file: FileID

  package init(path: String, isFolder: Bool, file: FileID) {
    self.path = path
    self.isFolder = isFolder
    self.file = file
  }
}

/// The files of the content folder, to be found by their number and by their path.
///
/// A large library has more of them than of anything else, so each path stands here once.
package struct ContentFiles: Sendable {
  /// Folders included, by `FileID`.
  private let entries: [ContentEntry]
  private let table: IndexTable

  /// - Parameter entries: in the order of their numbers, which begin at 0.
  package init(_ entries: [ContentEntry]) {
    self.entries = entries
    var table = IndexTable(capacity: entries.count)
    for (index, entry) in entries.enumerated() where !entry.isFolder {
      table.insert(index, hash: entry.path.hashValue) { entries[$0].path == entry.path }
    }
    self.table = table
  }

  /// How many numbers are given out: what knows something of every file has as many places.
  package var numberCount: Int { entries.count }

  /// The file at a path, as strings compare them: an accented letter is found however it is encoded.
  package subscript(_ path: String) -> FileID? {
    table.first(hash: path.hashValue) { entries[$0].path == path }.map { entries[$0].file }
  }

  /// - Parameter file: a file or folder below content/.
  package func path(of file: FileID) -> String { entries[Int(file.number)].path }
}

extension ContentFiles: Sequence {
  /// The files with their paths, in order.
  package func makeIterator() -> some IteratorProtocol<(path: String, file: FileID)> {
    entries.lazy.filter { !$0.isFolder }.map { (path: $0.path, file: $0.file) }.makeIterator()
  }
}
