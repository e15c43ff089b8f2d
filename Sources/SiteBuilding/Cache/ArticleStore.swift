import Theming
import Diagnostics
import GuideModel
import GuideReading
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The articles of one build, from when they are read until the last page that shows them is made.
///
/// The first of them stay in memory. A larger library lays the others into a file without a name, so
/// that the memory of a build does not grow with its texts. Those that the cache knew were never read:
/// they are parsed when a page asks for them.
final class ArticleStore: ArticleKeeper {
  /// How articles are kept.
  enum Purpose: Sendable {
    /// For pages.
    case rendering
    /// Not at all: findings are all that is wanted.
    case checking
  }

  private let purpose: Purpose
  private let folder: CacheFolder
  private let limits: Limits
  /// How many numbers files have.
  private let fileCount: Int
  /// The path on the disk and the fingerprint of a file that the cache knew.
  private let source: @Sendable (FileID) -> (path: String, content: Fingerprint)?
  private let held = Atomic<Int>(0)
  private let state = Mutex(State())
  /// Atomic, so that threads write to places of their own without waiting for each other.
  private let end = Atomic<Int>(0)
  private let scratch = Atomic<Int32>(-1)

  private struct State {
    /// By `FileID`; empty as long as all articles are held.
    var places: [Place?] = []
    var failure: FileError?
    var hasTriedScratch = false
  }

  private struct Place {
    var offset: Int
    var nodes: Int32
    var text: Int32
    var footnotes: Int32
  }

  /// Bytes of articles that are held in memory before others go to the disk.
  private let mostHeld: Int

  init(
    for purpose: Purpose, in folder: CacheFolder, limits: Limits, fileCount: Int, mostHeld: Int,
    source: @escaping @Sendable (FileID) -> (path: String, content: Fingerprint)?
  ) {
    self.purpose = purpose
    self.folder = folder
    self.limits = limits
    self.fileCount = fileCount
    self.mostHeld = mostHeld
    self.source = source
  }

  deinit {
    let descriptor = scratch.load(ordering: .relaxed)
    if descriptor >= 0 { close(descriptor) }
  }

  /// Why an article could not be given out, if one could not. The site is not complete then.
  var failure: FileError? { state.withLock { $0.failure } }

  /// The document with its article in safe keeping.
  func keep(_ document: Document) -> Document {
    func lightened() -> Document {
      Document(file: document.file, matter: document.matter, outline: document.outline, keeper: self)
    }
    // It has nothing to keep, and says so itself.
    if document.isUnread { return document }
    if purpose == .checking { return lightened() }
    let article = document.article
    let size =
      article.nodes.capacity * MemoryLayout<Article.Node>.stride + article.text.capacity
      + article.footnotes.capacity * MemoryLayout<Article.Footnote>.stride
    if held.wrappingAdd(size, ordering: .relaxed).newValue <= mostHeld { return document }
    guard let descriptor = scratchDescriptor(), store(article, of: document.file, in: descriptor) else {
      // Memory it is, then.
      return document
    }
    return lightened()
  }

  private func scratchDescriptor() -> Int32? {
    let known = scratch.load(ordering: .acquiring)
    if known >= 0 { return known }
    return state.withLock { state in
      let known = scratch.load(ordering: .acquiring)
      if known >= 0 { return known }
      if state.hasTriedScratch { return nil }
      state.hasTriedScratch = true
      guard let file = folder.scratchFile() else { return nil }
      let descriptor = file.release()
      scratch.store(descriptor, ordering: .releasing)
      return descriptor
    }
  }

  private func store(_ article: Article, of file: FileID, in descriptor: Int32) -> Bool {
    let place: Place? = article.nodes.withUnsafeBytes { nodes in
      article.text.withUnsafeBytes { text in
        article.footnotes.withUnsafeBytes { footnotes in
          let size = nodes.count + text.count + footnotes.count
          let offset = end.wrappingAdd(size, ordering: .relaxed).oldValue
          var pieces = [nodes, text, footnotes].map {
            iovec(iov_base: UnsafeMutableRawPointer(mutating: $0.baseAddress), iov_len: $0.count)
          }
          let written = retrying { pwritev(descriptor, &pieces, Int32(pieces.count), off_t(offset)) }
          guard written == size else { return nil }
          return Place(
            offset: offset, nodes: Int32(article.nodes.count), text: Int32(text.count),
            footnotes: Int32(article.footnotes.count))
        }
      }
    }
    guard let place else { return false }
    state.withLock { state in
      if state.places.isEmpty { state.places = Array(repeating: nil, count: fileCount) }
      state.places[Int(file.number)] = place
    }
    return true
  }

  func article(of document: Document) -> Article {
    let file = document.file
    let place = state.withLock { $0.places.isEmpty ? nil : $0.places[Int(file.number)] }
    if let place {
      if let article = load(place, document.outline) { return article }
      fail(FileError(.read, ".waymark/articles"))
      return Article()
    }
    guard let (path, content) = source(file) else { return Article() }
    do throws(FileError) {
      let bytes = try readFile(path, limit: limits.fileBytes)
      guard Fingerprint(of: bytes) == content else {
        // Saved while we were building: half a site of the old text and half of the new helps nobody.
        throw FileError(.read, path, .changedMeanwhile)
      }
      var reader = DocumentReader(limits: limits)
      // What kind of file it is only matters to its front matter.
      return bytes.withUnsafeBufferPointer { reader.read($0, as: .page, file: file).document?.article }
        ?? Article()
    } catch {
      fail(error)
      return Article()
    }
  }

  private func load(_ place: Place, _ outline: Article.Outline) -> Article? {
    var offset = place.offset
    func read<Value>(_ count: Int32, _: Value.Type) -> [Value]? {
      if count == 0 { return [] }
      let count = Int(count)
      let bytes = count * MemoryLayout<Value>.stride
      var isWhole = true
      let values = [Value](unsafeUninitializedCapacity: count) { room, initialized in
        let raw = UnsafeMutableRawBufferPointer(room)
        let got = retrying {
          pread(scratch.load(ordering: .relaxed), raw.baseAddress, bytes, off_t(offset))
        }
        isWhole = got == bytes
        initialized = isWhole ? count : 0
      }
      offset += bytes
      return isWhole ? values : nil
    }
    guard let nodes = read(place.nodes, Article.Node.self), let text = read(place.text, UInt8.self),
      let footnotes = read(place.footnotes, Article.Footnote.self)
    else { return nil }
    return Article(
      nodes: nodes, text: text, links: outline.links, images: outline.images, headings: outline.headings,
      footnotes: footnotes)
  }

  private func fail(_ error: FileError) {
    state.withLock { if $0.failure == nil { $0.failure = error } }
  }
}
