import Theming

/// A cache while it is written: on its way to the disk as it comes, since it may be as large as everything
/// else that a build holds. Its checksum goes last.
struct CacheStream: ~Copyable {
  private let file: OpenFile
  private let name: String
  private var writer = CacheWriter()
  private var hash = ContentHash()

  /// - Parameter name: what errors call the file.
  init(to file: consuming OpenFile, named name: String) {
    self.file = file
    self.name = name
  }

  mutating func write(_ body: (inout CacheWriter) -> Void) throws(FileError) {
    body(&writer)
    if writer.buffer.count >= Self.mostPending { try flush() }
  }

  /// Writes rows in their order, which some threads make a thousand at a time.
  mutating func write(
    _ count: Int, threads: Int, _ row: @Sendable (Int, inout CacheWriter) -> Void
  ) throws(FileError) {
    for start in stride(from: 0, to: count, by: Self.rowsAtATime) {
      let rows = parallelMap(
        count: min(Self.rowsAtATime, count - start), threads: threads, makeWorker: { CacheWriter() }
      ) { writer, index in
        writer.removeAll()
        row(start + index, &writer)
        return writer.buffer.bytes
      }
      for row in rows { try write { writer in row.withUnsafeBytes { writer.raw($0) } } }
    }
  }

  consuming func finish() throws(FileError) {
    try flush()
    writer.fingerprint(Fingerprint(hash))
    try flush()
    try file.close(name)
  }

  private mutating func flush() throws(FileError) {
    try writer.buffer.withBytes { (bytes) throws(FileError) in
      hash.update(bytes)
      try file.write(bytes, name)
    }
    writer.removeAll()
  }

  /// Enough for all threads, and little beside the library that the rows are made from.
  private static let rowsAtATime = 1_024
  /// Bytes that wait for others to be written with.
  private static let mostPending = 65_536
}
