import Theming
import Diagnostics
import GuideModel
import GuideReading

/// What the last build learned, so that this one need not learn it again.
///
/// Nothing depends on it but time: a cache that is missing, damaged or of another version reads as
/// empty, and whatever is taken from it is known to be what a build without it would make.
struct BuildCache: Sendable {
  /// What was read of one Markdown file that had nothing to report.
  struct Document: Sendable {
    var stamp: FileStamp
    /// What it was read as.
    var kind: DocumentKind
    var prints: ReadFile.Prints
    /// See `DocumentCoding`; where it stands in the cache's bytes.
    var payload: Range<Int>
  }

  /// A file that pages show or link to.
  struct Copied: Equatable, Sendable {
    var stamp: FileStamp
    /// Below the site's root.
    var output: String
    /// `nil` for what is no image.
    var size: ImageSize?
  }

  /// A file of the site.
  struct Output: Equatable, Sendable {
    /// Of everything that its bytes depend on.
    var key: Fingerprint
    var stamp: FileStamp
  }

  private(set) var documents: [String: Document] = [:]
  private(set) var copied: [String: Copied] = [:]
  private(set) var outputs: [String: Output] = [:]
  private let bytes: [UInt8]

  static let empty = BuildCache()

  private init() { bytes = [] }

  private static let magic: UInt64 = 0x0031_6568_6361_6377  // "wcache1"

  /// - Parameter program: names the program, its theme and what decides how files are read. What another
  ///   program learned is not used.
  init(_ bytes: [UInt8], program: Fingerprint) {
    self.bytes = bytes
    do throws(DamagedCache) { try read(program) } catch {
      documents = [:]
      copied = [:]
      outputs = [:]
    }
  }

  private typealias Tables = (
    documents: [String: Document], copied: [String: Copied], outputs: [String: Output]
  )

  private mutating func read(_ program: Fingerprint) throws(DamagedCache) {
    let bytes = self.bytes
    let tables = try bytes.withUnsafeBufferPointer { (buffer) throws(DamagedCache) -> Tables in
      let raw = UnsafeRawBufferPointer(buffer)
      guard raw.count > 16 else { throw DamagedCache() }
      let content = UnsafeRawBufferPointer(rebasing: raw[..<(raw.count - 16)])
      var end = CacheReader(UnsafeRawBufferPointer(rebasing: raw[(raw.count - 16)...]))
      guard try end.fingerprint() == Fingerprint(of: content) else { throw DamagedCache() }
      var reader = CacheReader(content)
      guard try reader.number(UInt64.self) == Self.magic, try reader.fingerprint() == program else {
        throw DamagedCache()
      }
      var documents: [String: Document] = [:]
      let count = Int(try reader.number(UInt32.self))
      documents.reserveCapacity(min(count, raw.count / 64))
      for _ in 0..<count {
        let path = try reader.text()
        let (stamp, rawKind) = (try reader.stamp(), try reader.number(UInt8.self))
        guard let kind = DocumentKind(rawValue: rawKind) else { throw DamagedCache() }
        let prints = ReadFile.Prints(content: try reader.fingerprint(), matter: try reader.fingerprint())
        let length = try reader.block().count
        documents[path] = Document(
          stamp: stamp, kind: kind, prints: prints, payload: reader.position - length..<reader.position)
      }
      var copied: [String: Copied] = [:]
      for _ in 0..<Int(try reader.number(UInt32.self)) {
        let path = try reader.text()
        copied[path] = Copied(
          stamp: try reader.stamp(), output: try reader.text(),
          size: try reader.optional { (reader) throws(DamagedCache) -> ImageSize in
            ImageSize(width: Int(try reader.number(Int64.self)), height: Int(try reader.number(Int64.self)))
          })
      }
      var outputs: [String: Output] = [:]
      let pages = Int(try reader.number(UInt32.self))
      outputs.reserveCapacity(min(pages, raw.count / 48))
      for _ in 0..<pages {
        let path = try reader.text()
        outputs[path] = Output(key: try reader.fingerprint(), stamp: try reader.stamp())
      }
      guard reader.isAtEnd else { throw DamagedCache() }
      return (documents, copied, outputs)
    }
    (documents, copied, outputs) = (tables.documents, tables.copied, tables.outputs)
  }

  /// Reads a document's payload; `nil` when it does not make sense.
  func document(_ entry: Document, file: FileID, keeper: any ArticleKeeper) -> ReadDocument? {
    bytes.withUnsafeBytes { raw in
      var reader = CacheReader(UnsafeRawBufferPointer(rebasing: raw[entry.payload]))
      return try? reader.document(file: file, keeper: keeper)
    }
  }

  /// A document's payload as it stands, to be written again.
  func withPayload(_ entry: Document, _ body: (UnsafeRawBufferPointer) -> Void) {
    bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[entry.payload])) }
  }

  /// What goes before the tables of a cache.
  static func begin(_ writer: inout CacheWriter, program: Fingerprint) {
    writer.number(magic)
    writer.fingerprint(program)
  }
}

extension CacheWriter {
  /// A row of the table of documents, as `BuildCache` reads it.
  mutating func row(_ path: String, _ stamp: FileStamp, _ kind: DocumentKind, _ prints: ReadFile.Prints) {
    text(path)
    self.stamp(stamp)
    number(kind.rawValue)
    fingerprint(prints.content)
    fingerprint(prints.matter)
  }

  mutating func row(_ path: String, _ copied: BuildCache.Copied) {
    text(path)
    stamp(copied.stamp)
    text(copied.output)
    optional(copied.size) {
      $0.number(Int64($1.width))
      $0.number(Int64($1.height))
    }
  }

  mutating func row(_ path: String, _ output: BuildCache.Output) {
    text(path)
    fingerprint(output.key)
    stamp(output.stamp)
  }
}
