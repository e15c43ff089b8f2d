/// What files and folders are called and lie in, by their number: each folder is followed by what is in it.
///
/// A large library has more of them than of anything else: what they are called stands here in a dozen bytes
/// and the name itself, and paths are put together when somebody asks.
package struct FileTree: Sendable {
  private struct Entry: Sendable {
    /// In `bytes`; the name ends where the next begins.
    var start: UInt32
    /// -1 at the top.
    var folder: Int32
    /// Of a folder: the number behind the last one in it; 0 for a file.
    var end: Int32
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  package init() {}

  /// How many numbers are given out.
  package var count: Int { entries.count }

  // MARK: Growing

  /// - Parameter name: in UTF-8, without a slash.
  /// - Parameter folder: the number of the folder that it lies in, which is not closed yet; `nil` at the top.
  /// - Returns: its number.
  @discardableResult
  package mutating func addFile(_ name: UnsafeBufferPointer<UInt8>, in folder: Int?) -> Int {
    add(name, in: folder, end: 0)
  }

  /// The same for a folder, which stays open for what is in it.
  package mutating func openFolder(_ name: UnsafeBufferPointer<UInt8>, in folder: Int?) -> Int {
    add(name, in: folder, end: Int32(entries.count + 1))
  }

  package mutating func closeFolder(_ folder: Int) { entries[folder].end = Int32(entries.count) }

  private mutating func add(_ name: UnsafeBufferPointer<UInt8>, in folder: Int?, end: Int32) -> Int {
    entries.append(Entry(start: UInt32(bytes.count), folder: Int32(folder ?? -1), end: end))
    bytes.append(contentsOf: name)
    return entries.count - 1
  }

  /// Puts what stands in another tree behind what stands in this one, whose folders are all closed.
  package mutating func append(_ other: FileTree) {
    let (number, start) = (Int32(entries.count), UInt32(bytes.count))
    bytes += other.bytes
    entries.reserveCapacity(entries.count + other.entries.count)
    for entry in other.entries {
      entries.append(
        Entry(
          start: entry.start + start, folder: entry.folder < 0 ? -1 : entry.folder + number,
          end: entry.end == 0 ? 0 : entry.end + number))
    }
  }

  package mutating func reserveCapacity(_ count: Int, nameBytes: Int) {
    entries.reserveCapacity(count)
    bytes.reserveCapacity(nameBytes)
  }

  /// Of all names together, in bytes.
  package var nameBytes: Int { bytes.count }

  // MARK: Looking

  package func isFolder(_ number: Int) -> Bool { entries[number].end != 0 }

  package func folder(of number: Int) -> Int? {
    let folder = entries[number].folder
    return folder < 0 ? nil : Int(folder)
  }

  /// What comes next in the same folder, or else behind it.
  package func number(behind number: Int) -> Int { max(number + 1, Int(entries[number].end)) }

  /// The numbers of all that lies in a folder, however deep; of everything for `nil`.
  package func numbers(in folder: Int?) -> Range<Int> {
    folder.map { $0 + 1..<max($0 + 1, Int(entries[$0].end)) } ?? 0..<count
  }

  /// The pointer is valid only inside `body`.
  package func withName<Result>(of number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range(of: number)])) }
  }

  package func name(of number: Int) -> String { String(decoding: bytes[range(of: number)], as: UTF8.self) }

  package func path(of number: Int, after prefix: String = "", before suffix: String = "") -> String {
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
  package func hasPath(_ number: Int, _ path: UnsafeBufferPointer<UInt8>) -> Bool {
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

  /// Calls `body` with the path of everything in the tree, in order. The pointers are valid only inside it.
  package func forEachPath(_ body: (_ number: Int, _ path: UnsafeBufferPointer<UInt8>) -> Void) {
    var path: [UInt8] = []
    var open: [(folder: Int, length: Int)] = []
    for number in 0..<count {
      let folder = folder(of: number)
      while let last = open.last, last.folder != folder { open.removeLast() }
      path.removeSubrange((open.last?.length ?? 0)...)
      path += bytes[range(of: number)]
      path.withUnsafeBufferPointer { body(number, $0) }
      if isFolder(number) {
        path.append(UInt8(ascii: "/"))
        open.append((number, path.count))
      }
    }
  }

  private func range(of number: Int) -> Range<Int> {
    let end = number + 1 < entries.count ? Int(entries[number + 1].start) : bytes.count
    return Int(entries[number].start)..<end
  }
}
