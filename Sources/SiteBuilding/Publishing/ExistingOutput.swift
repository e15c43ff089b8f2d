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

  static func inspect(_ output: Int32, _ path: String) throws(FileError) -> Finding {
    let manifest: Manifest
    switch try Manifest.find(in: output) {
    case .none: manifest = .empty
    case .readable(let found): manifest = found
    case .unreadable: return .refused(.unreadableManifest)
    }
    var walk = Walk(ours: Set(manifest.paths))
    let listing = try FolderListing(of: output, path)
    try walk.visit(listing, output, path: "")
    guard walk.foreign.isEmpty else {
      return .refused(
        .foreignFiles(Array(walk.foreign.prefix(mostNamed)), andMore: walk.foreign.count > mostNamed))
    }
    return .ours(ExistingOutput(manifest: manifest, isEmpty: listing.count == 0, wasCutOff: walk.sawStaging))
  }

  /// How many foreign files a refusal names.
  private static let mostNamed = 5
  /// Left alone at the top of an output: what hosts and repositories keep there.
  private static let tolerated: Set<String> = [".git", "CNAME", ".well-known"]
  /// Left alone in every folder: what file managers drop wherever someone looks.
  private static let droppings: Set<String> = [".DS_Store", "Thumbs.db", "desktop.ini"]

  private struct Walk {
    let ours: Set<String>
    var foreign: [String] = []
    var sawStaging = false

    var isDone: Bool { foreign.count > mostNamed }

    mutating func visit(
      _ listing: borrowing FolderListing, _ folder: Int32, path: String
    ) throws(FileError) {
      let isTop = path.isEmpty
      for index in 0..<listing.count where !isDone {
        guard let name = listing.name(index) else {
          foreign.append((isTop ? "" : path + "/") + listing.repairedName(index))
          continue
        }
        if isTop {
          if name == Manifest.name || tolerated.contains(name) { continue }
          if name == Staging.innerName {
            sawStaging = true
            continue
          }
        }
        let inner = isTop ? name : path + "/" + name
        if listing.kind(index) == .folder {
          try visitFolder(name, in: folder, path: inner)
        } else if !ours.contains(inner), !droppings.contains(name) {
          foreign.append(inner)
        }
      }
    }

    private mutating func visitFolder(_ name: String, in folder: Int32, path: String) throws(FileError) {
      do throws(FileError) {
        guard let open = try OpenFile.folder(below: folder, name) else { return }
        try visit(FolderListing(of: open.descriptor, path), open.descriptor, path: path)
      } catch {
        // We can read what we wrote.
        guard error.code == EACCES else { throw error.at(path) }
        foreign.append(path)
      }
    }
  }
}
