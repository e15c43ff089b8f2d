import CCMarkGFM
import Diagnostics
import GuideModel

/// Finds the source bytes of what libcmark-gfm parsed.
///
/// Its lines and columns are exact for most nodes and a few bytes or a line off for others (indented
/// or lazy continuation lines, links whose text spans lines). So a node's place is a hint: the bytes
/// of a destination are looked for near it, and the node itself is marked where they are not found.
struct SourcePositions {
  let bytes: UnsafeBufferPointer<UInt8>
  let body: Range<Int>
  let lines: LineStarts
  let file: FileID
  let search: ByteSearch

  init(bytes: UnsafeBufferPointer<UInt8>, body: Range<Int>, lines: LineStarts, file: FileID) {
    self.bytes = bytes
    self.body = body
    self.lines = lines
    self.file = file
    search = ByteSearch(bytes)
  }

  func byte(at offset: Int32) -> UInt8? {
    offset >= 0 && Int(offset) < bytes.count ? bytes[Int(offset)] : nil
  }

  func range(of node: CMarkNode) -> Range<Int32> {
    // Nodes that our own passes made have no place; they lie in what holds them.
    if cmark_node_get_start_line(node) == 0, let parent = cmark_node_parent(node) { return range(of: parent) }
    let start = lines.offset(line: cmark_node_get_start_line(node), column: cmark_node_get_start_column(node))
    let end = lines.offset(line: cmark_node_get_end_line(node), column: cmark_node_get_end_column(node) + 1)
    return start..<max(start, end)
  }

  /// The bytes of a link's or image's destination.
  func destination(_ destination: String, in node: CMarkNode) -> Range<Int32> {
    let hint = range(of: node)
    guard !destination.isEmpty else { return hint }
    return destination.withBytes { needle in
      // The end of the line behind the node: links whose text spans lines are placed a line early.
      let reach = min(Int(hint.upperBound) + 512, body.upperBound)
      let from = Int(hint.lowerBound)
      // Behind brackets if it stands there, so that a text that repeats the address is not marked.
      let firstBrackets = search.first("](", in: from..<reach)
      var brackets = firstBrackets
      while let place = brackets, !search.has(needle, at: place + 2, before: reach) {
        brackets = search.first("](", in: place + 2..<reach)
      }
      let own = firstBrackets.flatMap { $0 < Int(hint.upperBound) ? $0 : nil }
      let behind = (brackets ?? own).map { $0 + 2 } ?? from
      guard let start = search.first(needle, in: behind..<reach) else { return hint }
      return Int32(start)..<Int32(start + needle.count)
    }
  }

  /// Where `words` stand in the source of a text node, or near it.
  func find(_ words: String, in node: Article.Node) -> Range<Int32>? {
    let needle = Array(words.utf8)
    let start = Int(node.source.lowerBound)
    let end = min(max(Int(node.source.upperBound), start) + 512, body.upperBound)
    guard start < end, let found = search.first(needle, in: start..<end) else { return nil }
    return Int32(found)..<Int32(found + needle.count)
  }
}
