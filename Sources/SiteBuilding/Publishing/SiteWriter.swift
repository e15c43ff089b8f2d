/// One way of bringing a site into an output folder. Errors have paths relative to that folder.
protocol SiteWriter: AnyObject, Sendable {
  /// Takes the bytes of one file. Any number of threads at a time, each with another file.
  func write(_ index: Int, _ bytes: UnsafeRawBufferPointer) throws(FileError) -> WriteOutcome

  /// Whether a file of the old site stands where this one goes and has this stamp. Any number of threads.
  func stands(_ index: Int, as stamp: FileStamp) -> Bool

  /// What the disk says of a file of the new site, after `finish`.
  func stamp(_ index: Int) -> FileStamp?

  /// Makes what was written the site, after all files have been.
  /// - Returns: how many files of the old site were removed.
  func finish(_ outcomes: borrowing WriteOutcomes) throws(FileError) -> Int

  /// Forgets what was written; the old site stays. May be called at any time, and more than once.
  func abandon()
}

enum WriteOutcome: UInt8 { case missing, written, unchanged }

/// What became of each file: one byte a file, so that threads that write different files need no lock.
struct WriteOutcomes: ~Copyable, @unchecked Sendable {
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  init(count: Int) {
    bytes = .allocate(capacity: count)
    bytes.initialize(repeating: WriteOutcome.missing.rawValue)
  }

  deinit { bytes.deallocate() }

  subscript(_ index: Int) -> WriteOutcome {
    WriteOutcome(rawValue: bytes[index]) ?? .missing
  }

  /// Once for each file; nothing else may look at that file's outcome at the same time.
  func note(_ outcome: WriteOutcome, for index: Int) { bytes[index] = outcome.rawValue }

  func indices(of outcome: WriteOutcome) -> [Int] { bytes.indices.filter { bytes[$0] == outcome.rawValue } }

  func count(_ outcome: WriteOutcome) -> Int { bytes.count { $0 == outcome.rawValue } }
}
