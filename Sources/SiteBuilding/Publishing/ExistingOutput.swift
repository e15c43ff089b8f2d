#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What is in an output folder before a build.
struct ExistingOutput {
  /// What Waymark wrote there, as far as it knows; empty when there is no manifest.
  let manifest: Manifest
  /// Whether the folder holds nothing at all.
  let isEmpty: Bool
  /// Whether a build was cut off while it changed this folder.
  let wasCutOff: Bool

  enum Finding {
    case ours(ExistingOutput)
    case refused(Refusal)
  }

  /// - Parameter threads: how many may list folders at a time.
  static func inspect(_ output: Int32, _ path: String, threads: Int = 1) throws(FileError) -> Finding {
    let manifest: Manifest
    switch try Manifest.find(in: output) {
    case .none: manifest = .empty
    case .readable(let found): manifest = found
    case .unreadable: return .refused(.unreadableManifest)
    }
    let ours = Set(manifest.paths)
    let listing = try FolderListing(of: output, path)
    let isEmpty = listing.count == 0
    // Each name at the top with all that is below it is a walk of its own.
    let walks = parallelMap(count: listing.count, threads: threads, makeWorker: {}) { _, index in
      Result { () throws(FileError) in
        var walk = Walk(ours: ours)
        try walk.visit(index, of: listing, in: output, path: "")
        return walk
      }
    }
    var foreign: [String] = []
    var wasCutOff = false
    for walk in walks {
      let walk = try walk.get()
      foreign += walk.foreign
      wasCutOff = wasCutOff || walk.sawStaging
    }
    guard foreign.isEmpty else {
      return .refused(.foreignFiles(Array(foreign.prefix(mostNamed)), andMore: foreign.count > mostNamed))
    }
    return .ours(ExistingOutput(manifest: manifest, isEmpty: isEmpty, wasCutOff: wasCutOff))
  }

  /// How many foreign files a refusal names.
  private static let mostNamed = 5
  /// Left alone at the top of an output: what hosts and repositories keep there.
  private static let tolerated: Set<String> = [".git", "CNAME", ".well-known"]
  /// Left alone in every folder: what file managers drop wherever someone looks.
  private static let droppings: Set<String> = [".DS_Store", "Thumbs.db", "desktop.ini"]

  private struct Walk: Sendable {
    let ours: Set<String>
    var foreign: [String] = []
    var sawStaging = false

    var isDone: Bool { foreign.count > mostNamed }

    /// - Parameter path: of the folder that the name is in.
    mutating func visit(
      _ index: Int, of listing: borrowing FolderListing, in folder: Int32, path: String
    ) throws(FileError) {
      guard let inner = listing.path(index, below: path) else {
        foreign.append((path.isEmpty ? "" : path + "/") + listing.repairedName(index))
        return
      }
      if path.isEmpty {
        if inner == Manifest.name || tolerated.contains(inner) { return }
        if inner == Staging.innerName {
          sawStaging = true
          return
        }
      }
      if listing.kind(index) == .folder {
        try visitFolder(String(inner.lastPathComponent), in: folder, path: inner)
      } else if !ours.contains(inner), !droppings.contains(String(inner.lastPathComponent)) {
        foreign.append(inner)
      }
    }

    private mutating func visitFolder(_ name: String, in folder: Int32, path: String) throws(FileError) {
      do throws(FileError) {
        guard let open = try OpenFile.folder(below: folder, name) else { return }
        let listing = try FolderListing(of: open.descriptor, path)
        for index in 0..<listing.count where !isDone {
          try visit(index, of: listing, in: open.descriptor, path: path)
        }
      } catch {
        // We can read what we wrote.
        guard error.code == EACCES else { throw error.at(path) }
        foreign.append(path)
      }
    }
  }
}
