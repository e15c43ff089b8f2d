/// Removes a site: what the manifest lists, the manifest, and the folder when it is empty then.
///
/// Files that Waymark did not write stay where they are.
package enum OutputCleaning {
  package enum Outcome: Equatable, Sendable {
    /// How many files there were to remove.
    case removed(Int)
    case refused(Refusal)
  }

  package static func clean(_ path: String, patience: Duration = .seconds(10)) throws(FileError) -> Outcome {
    // Claiming a place makes the folders above it, which would be an odd thing for cleaning to do.
    if let resolved = try? resolvedPath(of: path), FileIdentity(at: parentFolder(of: resolved)) == nil {
      return .removed(0)
    }
    switch try OutputPlace.claim(path, avoiding: nil, patience: patience) {
    case .refused(let refusal): return .refused(refusal)
    case .granted(let place):
      do throws(FileError) {
        return try clean(place)
      } catch {
        throw error.inside(path)
      }
    }
  }

  private static func clean(_ place: OutputPlace) throws(FileError) -> Outcome {
    switch try place.state() {
    case .absent: return .removed(0)
    case .somethingElse: return .refused(.notAFolder)
    case .folder: break
    }
    let output = try place.open()
    switch try Manifest.find(in: output.descriptor) {
    case .none: return .removed(0)
    case .unreadable: return .refused(.unreadableManifest)
    case .readable(let manifest):
      try Removal.removeTree(Staging.innerName, in: output.descriptor)
      let removed = try Removal.removeFiles(manifest.paths, below: output.descriptor)
      // Last, so that cleaning which was cut off can go on.
      try Removal.removeTree(Manifest.name, in: output.descriptor)
      _ = place.vacate()
      return .removed(removed)
    }
  }
}
