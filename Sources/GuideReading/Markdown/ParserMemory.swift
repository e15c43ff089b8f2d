import CCMarkGFM

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Memory for one parse at a time: given out from the front of a block, taken back all at once.
///
/// libcmark-gfm asks for some two hundred small pieces for each page and lives with them until its tree
/// is freed. Taking them from the heap, and giving them back one by one, took a tenth of a whole build.
///
/// The library's allocator is three functions without a word of context, so the block in use is kept for
/// each thread.
final class ParserMemory {
  /// In a place of its own, so that the library's calls need not count references.
  private let pieces: UnsafeMutablePointer<Pieces>

  init() {
    pieces = .allocate(capacity: 1)
    pieces.initialize(to: Pieces())
  }

  deinit {
    pieces.pointee.deallocate()
    pieces.deinitialize(count: 1)
    pieces.deallocate()
  }

  /// Runs `body` with an allocator for libcmark-gfm; everything it gave out is gone afterwards.
  func lend<Result>(_ body: (UnsafeMutablePointer<cmark_mem>) -> Result) -> Result {
    let functions = Self.functions
    pthread_setspecific(Self.key, pieces)
    defer {
      pthread_setspecific(Self.key, nil)
      pieces.pointee.takeBack()
    }
    return body(functions)
  }

  /// Set with `functions` and only read after that, by the library's calls too: some hundred for each page, which
  /// would all ask whether it is there if it were made when it is first read. Unchecked, since being asked whether
  /// they may read it costs each of them more than its own work.
  @exclusivity(unchecked) private nonisolated(unsafe) static var key = pthread_key_t(0)

  private static var current: UnsafeMutablePointer<Pieces> {
    guard let memory = pthread_getspecific(key) else { fatalError("no parser memory on this thread") }
    return memory.assumingMemoryBound(to: Pieces.self)
  }

  /// Never changed; the library takes it as a pointer that could be. It lives as long as the process, at one
  /// place: borrowing a variable for each parse would count as changing it, on several threads at a time.
  private nonisolated(unsafe) static let functions: UnsafeMutablePointer<cmark_mem> = {
    guard pthread_key_create(&key, nil) == 0 else { fatalError("out of thread keys") }
    let functions = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
    functions.initialize(
      to: cmark_mem(
        calloc: { count, size in
          let total = count * size
          let piece = ParserMemory.current.pointee.piece(total)
          memset(piece, 0, total)
          return piece
        },
        realloc: { old, size in
          guard let old else { return ParserMemory.current.pointee.piece(size) }
          return ParserMemory.current.pointee.grown(old, to: size)
        },
        free: { _ in }))
    return functions
  }()
}

/// The block in use and those before it.
private struct Pieces {
  private var block: UnsafeMutableRawPointer
  private var blockSize = Self.firstBlock
  private var used = 0
  /// Blocks that a large page has filled, and pieces that are larger than a block.
  private var others: [UnsafeMutableRawPointer] = []

  /// Bytes; most pages need less.
  private static let firstBlock = 256 * 1024
  /// Bytes; a page that needed more is not likely to be followed by another.
  private static let largestKept = 4 << 20
  /// Before each piece stands its size.
  private static let header = 16

  init() { block = .allocate(byteCount: Self.firstBlock, alignment: 16) }

  func deallocate() {
    for other in others { other.deallocate() }
    block.deallocate()
  }

  mutating func takeBack() {
    for other in others { other.deallocate() }
    others.removeAll(keepingCapacity: true)
    used = 0
    if blockSize > Self.largestKept {
      block.deallocate()
      blockSize = Self.firstBlock
      block = .allocate(byteCount: blockSize, alignment: 16)
    }
  }

  mutating func piece(_ size: Int) -> UnsafeMutableRawPointer {
    let needed = Self.header + (size + 15) & ~15
    if needed > blockSize - used {
      others.append(block)
      // Each block is twice the last, so that a page of many megabytes takes few of them.
      blockSize = max(blockSize * 2, needed)
      block = .allocate(byteCount: blockSize, alignment: 16)
      used = 0
    }
    let start = block + used
    used += needed
    start.storeBytes(of: size, as: Int.self)
    return start + Self.header
  }

  mutating func grown(_ old: UnsafeMutableRawPointer, to size: Int) -> UnsafeMutableRawPointer {
    let oldSize = (old - Self.header).load(as: Int.self)
    if size <= oldSize { return old }
    // The piece given out last grows where it is: most that grow are texts that are being written.
    let end = old + (oldSize + 15) & ~15
    if end == block + used {
      let more = ((size + 15) & ~15) - ((oldSize + 15) & ~15)
      if more <= blockSize - used {
        used += more
        (old - Self.header).storeBytes(of: size, as: Int.self)
        return old
      }
    }
    let new = piece(size)
    new.copyMemory(from: old, byteCount: oldSize)
    return new
  }
}
