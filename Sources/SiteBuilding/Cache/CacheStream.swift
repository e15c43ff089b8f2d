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
    if writer.bytes.count >= Self.mostPending { try flush() }
  }

  consuming func finish() throws(FileError) {
    try flush()
    writer.fingerprint(Fingerprint(hash))
    try flush()
    try file.close(name)
  }

  private mutating func flush() throws(FileError) {
    hash.update(writer.bytes)
    try file.write(writer.bytes, name)
    writer.removeAll()
  }

  /// Bytes that wait for others to be written with.
  private static let mostPending = 65_536
}
