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
/// A large library has more of them than of anything else: what they are called stands here in some forty
/// bytes each, and paths are put together when somebody asks. A class, since each link of the library asks.
package final class ContentFiles: Sendable {
  private let names: Names
  private let table: IndexTable

  /// - Parameter entries: in the order of their numbers, which begin at 0; each folder followed by what is
  ///   in it.
  package init(_ entries: [ContentEntry]) {
    let names = Names(entries)
    var table = IndexTable(capacity: entries.count)
    for (index, entry) in entries.enumerated() where !entry.isFolder {
      table.insert(index, hash: entry.path.hashValue) { names.path(of: $0) == entry.path }
    }
    self.names = names
    self.table = table
  }

  /// How many numbers are given out: what knows something of every file has as many places.
  package var numberCount: Int { names.count }

  /// The file at a path, as strings compare them: an accented letter is found however it is encoded.
  package subscript(_ path: String) -> FileID? {
    table.first(hash: path.hashValue) { [names] in names.hasPath($0, path) || names.path(of: $0) == path }
      .map { FileID($0) }
  }

  // Of a file or folder below content/:

  /// - Parameters:
  ///   - prefix: what the path is to begin with, such as the way to the content folder and a slash.
  ///   - suffix: what it is to end with, such as a folder's slash.
  package func path(of file: FileID, after prefix: String = "", before suffix: String = "") -> String {
    names.path(of: Int(file.number), after: prefix, before: suffix)
  }

  /// The last part of its path.
  package func name(of file: FileID) -> String { names.name(of: Int(file.number)) }

  package func isFolder(_ file: FileID) -> Bool { names.isFolder(Int(file.number)) }

  /// Whether its name ends in `.md`.
  package func isMarkdown(_ file: FileID) -> Bool { names.isMarkdown(Int(file.number)) }

  /// The folder that it lies in; `nil` at the top.
  package func folder(of file: FileID) -> FileID? { names.folder(of: Int(file.number)).map { FileID($0) } }
}

extension ContentFiles {
  /// The files, in order.
  package var all: some Sequence<FileID> {
    (0..<numberCount).lazy.filter { [names] in !names.isFolder($0) }.map { FileID($0) }
  }

  package var paths: [String] { all.map { path(of: $0) } }

  /// What lies beside the pages: pictures and other files, in order, with their paths.
  package var thatAreNotMarkdown: [(path: String, file: FileID)] {
    (0..<numberCount).filter { [names] in !names.isFolder($0) && !names.isMarkdown($0) }
      .map { (path: names.path(of: $0), file: FileID($0)) }
  }
}

/// What files and folders are called and lie in, by their number.
private struct Names: Sendable {
  private struct Entry: Sendable {
    /// In `bytes`; the name ends where the next begins.
    var start: UInt32
    /// -1 at the top.
    var folder: Int32
    var isFolder: Bool
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  init(_ entries: [ContentEntry]) {
    self.entries.reserveCapacity(entries.count)
    var open: [(number: Int, path: String)] = []
    for (number, entry) in entries.enumerated() {
      while let last = open.last, !Self.hasBytes(entry.path, inFront: last.path) { open.removeLast() }
      self.entries.append(
        Entry(
          start: UInt32(bytes.count), folder: Int32(open.last?.number ?? -1), isFolder: entry.isFolder))
      // By bytes: a name that begins with a combining mark would melt into the slash before it.
      let prefix = open.last?.path.utf8.count ?? 0
      entry.path.withBytes { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[prefix...])) }
      if entry.isFolder { open.append((number, entry.path + "/")) }
    }
  }

  /// By bytes: to strings, a combining mark behind the slash would be part of it.
  private static func hasBytes(_ path: String, inFront prefix: String) -> Bool {
    path.withBytes { path in prefix.withBytes { path.hasPrefix($0) } }
  }

  var count: Int { entries.count }

  func isFolder(_ number: Int) -> Bool { entries[number].isFolder }

  func folder(of number: Int) -> Int? {
    let folder = entries[number].folder
    return folder < 0 ? nil : Int(folder)
  }

  func isMarkdown(_ number: Int) -> Bool {
    let name = range(of: number)
    return name.count >= 3 && bytes[name.upperBound - 3] == UInt8(ascii: ".")
      && bytes[name.upperBound - 2] == UInt8(ascii: "m") && bytes[name.upperBound - 1] == UInt8(ascii: "d")
  }

  func name(of number: Int) -> String { String(decoding: bytes[range(of: number)], as: UTF8.self) }

  func path(of number: Int, after prefix: String = "", before suffix: String = "") -> String {
    var length = prefix.utf8.count + range(of: number).count + suffix.utf8.count
    var folder = folder(of: number)
    while let inner = folder {
      length += range(of: inner).count + 1
      folder = self.folder(of: inner)
    }
    return bytes.withUnsafeBufferPointer { bytes in
      String(unsafeUninitializedCapacity: length) { room in
        var end = length - suffix.utf8.count
        _ = room[end...].update(fromContentsOf: suffix.utf8)
        var part: Int? = number
        while let inner = part {
          if inner != number {
            end -= 1
            room[end] = UInt8(ascii: "/")
          }
          let name = range(of: inner)
          end -= name.count
          _ = room[end..<end + name.count].update(fromContentsOf: bytes[name])
          part = self.folder(of: inner)
        }
        _ = room[..<end].update(fromContentsOf: prefix.utf8)
        return length
      }
    }
  }

  /// Whether the path has these very bytes, from its end to its beginning.
  func hasPath(_ number: Int, _ path: String) -> Bool {
    path.withBytes { path in
      bytes.withUnsafeBufferPointer { bytes in
        var end = path.count
        var part: Int? = number
        while let inner = part {
          let name = range(of: inner)
          guard name.count <= end,
            UnsafeBufferPointer(rebasing: path[(end - name.count)..<end]).hasPrefix(
              UnsafeBufferPointer(rebasing: bytes[name]))
          else { return false }
          end -= name.count
          part = folder(of: inner)
          if part != nil {
            guard end > 0, path[end - 1] == UInt8(ascii: "/") else { return false }
            end -= 1
          }
        }
        return end == 0
      }
    }
  }

  private func range(of number: Int) -> Range<Int> {
    let end = number + 1 < entries.count ? Int(entries[number + 1].start) : bytes.count
    return Int(entries[number].start)..<end
  }
}
