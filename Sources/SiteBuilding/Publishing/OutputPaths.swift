import GuideModel

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The paths of all files of a site, checked before the first one is written.
///
/// Relative to the output folder, `/` between components. Each of them can exist beside all the others on
/// any file system, also on one that does not tell `A` from `a`.
package struct OutputPaths: Sendable {
  package enum Checked: Sendable {
    case usable(OutputPaths)
    /// In the order of the paths, at most one for each.
    case unusable([Problem])
  }

  package struct Problem: Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
      /// Empty, or with an empty component: `a//b`, `a/`.
      case emptyName
      /// Begins with `/`.
      case absolute
      /// Has `.` or `..` as a component.
      case dots
      /// Has a component of more than 255 bytes, the most that common file systems take.
      case nameTooLong
      /// More than 1,023 bytes in all, the most that macOS and S3 take.
      case pathTooLong
      /// Has a byte below 32, or 127.
      case controlCharacter
      /// Waymark's own notes in the output, or a repository's `.git`.
      case reserved
      case twice
      /// Equal to this other file or folder but for upper and lower case.
      case differsOnlyByCase(from: String)
      /// A file and a folder of one name.
      case fileAndFolder
    }

    /// Position in the list that was checked.
    package var index: Int
    package var path: String
    package var reason: Reason
  }

  /// One folder of the output. The first is the output itself; a parent always comes before its children.
  struct Folder: Sendable {
    /// Empty for the output itself.
    let path: String
    let parent: Int
    /// How many folders it lies in.
    let level: Int
  }

  struct Place: Sendable {
    let folder: Int32
    /// Where the last component begins, in bytes.
    let nameStart: Int32
  }

  enum Occupant: Equatable {
    case file(Int)
    case folder(Int)
  }

  let paths: [String]
  private(set) var places: [Place] = []
  private(set) var folders = [Folder(path: "", parent: -1, level: 0)]
  /// Files and folders by their path with case folded away; folders are numbered behind the files.
  private var occupants: IndexTable

  package static func check(_ paths: [String]) -> Checked {
    var checked = OutputPaths(paths: paths)
    let problems = paths.indices.compactMap { index in
      checked.add(paths[index], index).map { Problem(index: index, path: paths[index], reason: $0) }
    }
    return problems.isEmpty ? .usable(checked) : .unusable(problems)
  }

  private init(paths: [String]) {
    self.paths = paths
    places.reserveCapacity(paths.count)
    // There is a slash for each folder at least.
    let slashes = paths.reduce(0) { sum, path in
      sum + path.withBytes { bytes in bytes.count { $0 == Self.slash } }
    }
    occupants = IndexTable(capacity: paths.count + slashes)
  }

  private mutating func add(_ path: String, _ index: Int) -> Problem.Reason? {
    if let fault = Self.fault(of: path) { return fault }
    let nameStart = path.withBytes { $0.last(Self.slash) }.map { $0 + 1 } ?? 0
    let folder: Int
    switch addFolder(of: path, nameStart) {
    case .success(let index): folder = index
    case .failure(let clash): return clash.reason
    }
    if let other = occupy(path, index) { return reason(path, clashesWith: other, asFolder: false) }
    places.append(Place(folder: Int32(folder), nameStart: Int32(nameStart)))
    return nil
  }

  private struct Clash: Error { let reason: Problem.Reason }

  /// The folder of a path whose last component begins at `nameStart`.
  private mutating func addFolder(of path: String, _ nameStart: Int) -> Result<Int, Clash> {
    if nameStart == 0 { return .success(0) }
    // Most files come right after another one of their folder.
    if let last = places.last, case let folder = Int(last.folder), last.nameStart == nameStart,
      path.withBytes({ path in folders[folder].path.withBytes { path.hasPrefix($0) } })
    {
      return .success(folder)
    }
    let folderPath = String(path.parentPath)
    if let other = occupant(folderPath) {
      if case .folder(let index) = other, Self.areSameBytes(folders[index].path, folderPath) {
        return .success(index)
      }
      return .failure(Clash(reason: reason(folderPath, clashesWith: other, asFolder: true)))
    }
    let outerStart = folderPath.withBytes { $0.last(Self.slash) }.map { $0 + 1 } ?? 0
    return addFolder(of: folderPath, outerStart).map { parent in
      folders.append(Folder(path: folderPath, parent: parent, level: folders[parent].level + 1))
      _ = occupy(folderPath, paths.count + folders.count - 1)
      return folders.count - 1
    }
  }

  /// - Returns: what stands at this path already, if something does.
  private mutating func occupy(_ path: String, _ number: Int) -> Occupant? {
    let key = Self.key(path)
    return occupants.insert(number, hash: Self.hash(ofKey: key)) { [paths, folders] in
      Self.isPath($0, paths, folders, withKey: key)
    }.map(occupant)
  }

  private func reason(_ path: String, clashesWith other: Occupant, asFolder: Bool) -> Problem.Reason {
    let (otherPath, otherIsFolder) =
      switch other {
      case .file(let index): (paths[index], false)
      case .folder(let index): (folders[index].path, true)
      }
    guard Self.areSameBytes(path, otherPath) else { return .differsOnlyByCase(from: otherPath) }
    return asFolder == otherIsFolder ? .twice : .fileAndFolder
  }

  /// The folder of a file, and the name that the file has in it. An error gets the file's path.
  func withName<Result>(
    _ index: Int, _ body: (_ folder: Int, _ name: UnsafePointer<CChar>) throws(FileError) -> Result
  ) throws(FileError) -> Result {
    let place = places[index]
    var outcome: Swift.Result<Result, FileError>?
    paths[index].withCString { path in
      outcome = Swift.Result { () throws(FileError) in
        try body(Int(place.folder), path + Int(place.nameStart))
      }
    }
    guard let outcome else { preconditionFailure("withCString calls its closure") }
    do throws(FileError) {
      return try outcome.get()
    } catch {
      throw error.at(paths[index])
    }
  }

  /// Whether some of these files lie in a folder or below it, by folder.
  func folders(of files: [Int]) -> [Bool] {
    var holds = [Bool](repeating: false, count: folders.count)
    for file in files {
      var folder = Int(places[file].folder)
      while folder >= 0, !holds[folder] {
        holds[folder] = true
        folder = folders[folder].parent
      }
    }
    return holds
  }

  /// What stands at this path, or at one that some file system would take for it.
  func occupant(_ path: String) -> Occupant? {
    let key = Self.key(path)
    return occupants.first(hash: Self.hash(ofKey: key)) { Self.isPath($0, paths, folders, withKey: key) }
      .map(occupant)
  }

  /// Whether there is a file at this very path.
  func contains(_ path: String) -> Bool {
    if case .file(let index) = occupant(path) { Self.areSameBytes(paths[index], path) } else { false }
  }

  private func occupant(_ number: Int) -> Occupant {
    number < paths.count ? .file(number) : .folder(number - paths.count)
  }

  private static func isPath(
    _ number: Int, _ paths: [String], _ folders: [Folder], withKey wanted: String
  ) -> Bool {
    let path = number < paths.count ? paths[number] : folders[number - paths.count].path
    // Most paths are their own key.
    return areSameBytes(path, wanted) || key(path) == wanted
  }

  /// As a dictionary compares them, two ways of encoding one accented letter are equal as well, which is
  /// how the file systems that ignore case see them.
  private static func key(_ path: String) -> String {
    let isFolded = path.withBytes { bytes in
      bytes.allSatisfy { $0 < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
    return isFolded ? path : path.lowercased()
  }

  private static func hash(ofKey key: String) -> Int { key.withBytes { IndexTable.hash(ofText: $0) } }

  /// `==` on strings would take two encodings of one letter for equal.
  static func areSameBytes(_ a: String, _ b: String) -> Bool {
    guard a.utf8.count == b.utf8.count else { return false }
    return a.withBytes { a in b.withBytes { b in a.hasPrefix(b) } }
  }

  /// What is wrong with a path by itself; `nil` when nothing is.
  static func fault(of path: String) -> Problem.Reason? {
    if let fault = path.withBytes(fault(of:)) { return fault }
    return path.utf8.first == UInt8(ascii: ".") && isReserved(path) ? .reserved : nil
  }

  private static func fault(of path: UnsafeBufferPointer<UInt8>) -> Problem.Reason? {
    if path.first == slash { return .absolute }
    if path.count > 1023 { return .pathTooLong }
    if path.contains(where: { $0 < 32 || $0 == 127 }) { return .controlCharacter }
    var rest = path
    while let end = rest.first(slash) {
      if let fault = fault(ofComponent: UnsafeBufferPointer(rebasing: rest[..<end])) { return fault }
      rest = UnsafeBufferPointer(rebasing: rest[(end + 1)...])
    }
    return fault(ofComponent: rest)
  }

  private static func fault(ofComponent name: UnsafeBufferPointer<UInt8>) -> Problem.Reason? {
    if name.isEmpty { return .emptyName }
    if name.count > 255 { return .nameTooLong }
    return name.count <= 2 && name.allSatisfy { $0 == UInt8(ascii: ".") } ? .dots : nil
  }

  private static func isReserved(_ path: String) -> Bool {
    let top = key(String(path.prefix { $0 != "/" }))
    return top == Manifest.name || top == Staging.innerName || top == ".git"
  }

  private static let slash = UInt8(ascii: "/")
}
