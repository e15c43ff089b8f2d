import CCMarkGFM
import Diagnostics
import GuideModel

/// Parses Markdown into articles with libcmark-gfm: CommonMark with tables, task lists and footnotes.
///
/// `~~strikethrough~~` is found by our own pass and bare addresses stay text: with the extensions for
/// them attached, libcmark-gfm switches entries of a process-wide table on and off for each parse, so
/// that two threads spoil each other's results without a sign.
///
/// A value of this type holds buffers that are used again for the next file; each thread has its own.
struct MarkdownParser {
  private var builder = ArticleBuilder()
  private let memory = ParserMemory()

  /// - Parameter body: the range of the file's bytes that is Markdown; it has passed `BodyBounds`.
  mutating func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, body: Range<Int>, lines: LineStarts, file: FileID
  ) -> (article: Article, diagnostics: [Diagnostic]) {
    let library = CMark.shared
    let uses = SyntaxUses(of: body, in: ByteSearch(bytes))
    return memory.lend { memory in
      let options = uses.footnotes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT
      guard let parser = cmark_parser_new_with_mem(options, memory) else { fatalError("out of memory") }
      if uses.tables { cmark_parser_attach_syntax_extension(parser, library.table) }
      if uses.tasks { cmark_parser_attach_syntax_extension(parser, library.taskList) }
      bytes.baseAddress?.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
        cmark_parser_feed(parser, start + body.lowerBound, body.count)
      }
      guard let root = cmark_parser_finish(parser) else { fatalError("out of memory") }
      // Parser and tree go with the memory that they are in.
      return builder.build(from: root, in: memory, bytes: bytes, body: body, lines: lines, file: file)
    }
  }
}

/// What of the syntax beyond CommonMark a text may hold, told by bytes that it cannot do without. The rest is not
/// switched on: libcmark-gfm would look for it at the beginning of each line.
private struct SyntaxUses {
  /// The line below a table's head holds a bar or the colon of a column that is to stand at a side; of hyphens
  /// alone, it underlines a heading.
  let tables: Bool
  let tasks: Bool
  /// The mark may be written as an entity.
  let footnotes: Bool

  init(of body: Range<Int>, in search: ByteSearch) {
    func has(_ byte: Unicode.Scalar) -> Bool { search.first(UInt8(ascii: byte), in: body) != nil }
    func holds(_ words: StaticString) -> Bool { search.first(words, in: body) != nil }
    tables = has("|") || has(":") && (holds(":-") || holds("-:"))
    tasks = has("[") && (holds("[ ]") || holds("[x]") || holds("[X]"))
    footnotes = has("^") || has("&")
  }
}

/// libcmark-gfm's process-wide state: set up once, only read after that, so any thread may use it.
struct CMark: @unchecked Sendable {
  let table: OpaquePointer
  let taskList: OpaquePointer
  let tableType: UInt32
  let rowType: UInt32
  let cellType: UInt32

  static let shared = CMark()

  private init() {
    cmark_gfm_core_extensions_ensure_registered()
    guard let table = cmark_find_syntax_extension("table"),
      let taskList = cmark_find_syntax_extension("tasklist")
    else { fatalError("libcmark-gfm-extensions has no tables or task lists") }
    self.table = table
    self.taskList = taskList
    // The numbers of an extension's node kinds are given out when it is registered and stand in no
    // installed header; a table's own tree tells them.
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { fatalError("out of memory") }
    defer { cmark_parser_free(parser) }
    cmark_parser_attach_syntax_extension(parser, table)
    let sample = "|a|\n|-|\n|b|\n"
    cmark_parser_feed(parser, sample, sample.utf8.count)
    let root = cmark_parser_finish(parser)
    defer { cmark_node_free(root) }
    let first = cmark_node_first_child(root)
    let row = cmark_node_first_child(first)
    tableType = cmark_node_get_type(first).rawValue
    rowType = cmark_node_get_type(row).rawValue
    cellType = cmark_node_get_type(cmark_node_first_child(row)).rawValue
  }
}
