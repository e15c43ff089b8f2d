import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The folder that a site is published in, owned by one build from `open` to `finish`.
///
/// Whatever happens in between, a kill or a full disk, the folder holds the old site; whatever happens
/// during `finish`, every file in it is whole, and the next build finishes the job.
package final class OutputFolder: Sendable {
  package enum Opening: Sendable {
    case ready(OutputFolder)
    case refused(Refusal)
  }

  package struct Summary: Equatable, Sendable {
    package var written = 0
    package var unchanged = 0
    package var removed = 0

    package init(written: Int = 0, unchanged: Int = 0, removed: Int = 0) {
      self.written = written
      self.unchanged = unchanged
      self.removed = removed
    }
  }

  /// As the author gave it, for messages.
  private let path: String
  private let paths: OutputPaths
  private let writer: any SiteWriter
  private let outcomes: WriteOutcomes
  private let ownership: Mutex<Ownership>

  /// A flag beside the lock: in release builds of Swift 6.3 a noncopyable value behind an optional is
  /// taken for `nil` when it is compared, and nothing would ever be cleaned up.
  private struct Ownership: ~Copyable {
    var lock: OutputLock?
    /// Neither finished nor abandoned.
    var isHeld = true
  }

  /// - Parameters:
  ///   - path: where the site goes; made, with the folders above it, when it is not there.
  ///   - paths: all files of the site, those first that others refer to.
  ///   - patience: how long to wait for another build.
  ///   - threads: how many may look at the old site at a time.
  package static func open(
    at path: String, avoiding surroundings: Surroundings, paths: OutputPaths, durability: Durability = .full,
    patience: Duration = .seconds(10), threads: Int = 1
  ) throws(FileError) -> Opening {
    switch try OutputPlace.claim(path, avoiding: surroundings, patience: patience) {
    case .refused(let refusal): return .refused(refusal)
    case .granted(let place):
      do throws(FileError) {
        switch try writer(for: paths, in: place, durability, threads) {
        case .refused(let refusal): return .refused(refusal)
        case .ready(let writer): return .ready(OutputFolder(path, paths, writer, place.lock))
        }
      } catch {
        throw error.inside(path)
      }
    }
  }

  private enum Choice {
    case ready(any SiteWriter)
    case refused(Refusal)
  }

  private static func writer(
    for paths: OutputPaths, in place: OutputPlace, _ durability: Durability, _ threads: Int
  ) throws(FileError) -> Choice {
    switch try place.state() {
    case .somethingElse: return .refused(.notAFolder)
    case .absent: break
    case .folder:
      let output = try place.open()
      switch try ExistingOutput.inspect(output.descriptor, "", threads: threads) {
      case .refused(let refusal): return .refused(refusal)
      case .ours(let existing):
        if existing.isEmpty && place.vacate() { break }
        return .ready(try SiteUpdate(paths, of: output, existing, durability))
      }
    }
    return .ready(try FreshSite(paths, in: place.parent, named: place.name, durability, threads: threads))
  }

  private init(_ path: String, _ paths: OutputPaths, _ writer: any SiteWriter, _ lock: OutputLock) {
    self.path = path
    self.paths = paths
    self.writer = writer
    outcomes = WriteOutcomes(count: paths.paths.count)
    ownership = Mutex(Ownership(lock: consume lock))
  }

  deinit { abandon() }

  /// Writes one file, or finds that it is there already. May be called from any number of threads at a
  /// time, once for each file.
  /// - Parameter index: position in the list of paths.
  package func write(_ index: Int, _ bytes: UnsafeRawBufferPointer) throws(FileError) {
    precondition(outcomes[index] == .missing, "a file is written once")
    do throws(FileError) {
      outcomes.note(try writer.write(index, bytes), for: index)
    } catch {
      throw error.inside(path)
    }
  }

  package func write(_ index: Int, _ bytes: borrowing [UInt8]) throws(FileError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(FileError) in
      try write(index, UnsafeRawBufferPointer(bytes))
    }
  }

  /// Leaves a file of the old site as it is, in place of writing it. For a file that is known to have
  /// the bytes that it should have while its stamp is this one.
  /// - Returns: whether it is there like that; if not, it has to be written.
  package func keep(_ index: Int, as stamp: FileStamp) -> Bool {
    guard writer.stands(index, as: stamp) else { return false }
    outcomes.note(.unchanged, for: index)
    return true
  }

  /// Makes what was written the site and lets the next build go on. After every file has been written.
  ///
  /// When it throws, the build counts as abandoned.
  /// - Parameter inspect: called before another build may write here, with the stamp of a file by index.
  package func finish(
    inspect: (@escaping (Int) -> FileStamp?) -> Void = { _ in }
  ) throws(FileError) -> Summary {
    precondition(outcomes.count(.missing) == 0, "a site is finished when all its files are written")
    do throws(FileError) {
      let removed = try writer.finish(outcomes)
      inspect { [writer] in writer.stamp($0) }
      release()
      return Summary(
        written: outcomes.count(.written), unchanged: outcomes.count(.unchanged), removed: removed)
    } catch {
      abandon()
      throw error.inside(path)
    }
  }

  /// Forgets what was written and lets the next build go on; the old site stays as it is. Happens by
  /// itself when the last reference goes. Does nothing after `finish()`.
  package func abandon() {
    ownership.withLock { ownership in
      guard ownership.isHeld else { return }
      writer.abandon()
      ownership.isHeld = false
      ownership.lock = nil
    }
  }

  private func release() {
    ownership.withLock { ownership in
      ownership.isHeld = false
      ownership.lock = nil
    }
  }
}
