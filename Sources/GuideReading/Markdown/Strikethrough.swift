import CCMarkGFM

/// Finds `~~struck~~` text and wraps it in nodes of its own.
///
/// Two tildes open before text and close after text, as GFM says; a single tilde is a tilde. The parts
/// between may hold other inlines, all within one paragraph, heading or cell. An escaped `\~~` stays.
func findStrikethrough(in root: CMarkNode, source: SourcePositions) {
  guard let iterator = cmark_iter_new(root) else { return }
  var containers: [CMarkNode] = []
  while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
    guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator),
      cmark_node_get_type(node) == CMARK_NODE_TEXT, string(cmark_node_get_literal(node)).contains("~~"),
      let parent = cmark_node_parent(node), containers.last != parent
    else { continue }
    containers.append(parent)
  }
  cmark_iter_free(iterator)
  var done: Set<CMarkNode> = []
  for container in containers where done.insert(container).inserted { strike(container, source: source) }
  // Markers that found no partner are text like that around them.
  cmark_consolidate_text_nodes(root)
}

private func strike(_ container: CMarkNode, source: SourcePositions) {
  // Each text is cut so that every marker is a node of its own; then the markers pair up in order.
  var markers: [(node: CMarkNode, opens: Bool, closes: Bool)] = []
  var child = cmark_node_first_child(container)
  while let node = child {
    child = cmark_node_next(node)
    guard cmark_node_get_type(node) == CMARK_NODE_TEXT else { continue }
    let literal = Array(string(cmark_node_get_literal(node)).utf8)
    let pieces = cut(literal, escaped: escapedTildes(node, count: literal.count { $0 == tilde }, source))
    guard pieces.count > 1 || pieces.first?.isMarker == true else { continue }
    for (index, piece) in pieces.enumerated() {
      let new = cmark_node_new(CMARK_NODE_TEXT)!
      cmark_node_set_literal(new, piece.text)
      _ = cmark_node_insert_before(node, new)
      guard piece.isMarker else { continue }
      let before =
        index > 0 ? pieces[index - 1].text.last : neighbor(cmark_node_previous(node), isBefore: true)
      let after =
        index + 1 < pieces.count
        ? pieces[index + 1].text.first : neighbor(cmark_node_next(node), isBefore: false)
      markers.append((new, after.map { !$0.isWhitespace } ?? false, before.map { !$0.isWhitespace } ?? false))
    }
    cmark_node_free(node)
  }
  var opener: CMarkNode?
  for marker in markers {
    if let start = opener, marker.closes {
      wrap(from: start, to: marker.node)
      opener = nil
    } else if opener == nil, marker.opens {
      opener = marker.node
    }
  }
}

/// A node beside a marker counts as text unless there is none.
private func neighbor(_ node: CMarkNode?, isBefore: Bool) -> Character? {
  guard let node else { return nil }
  switch cmark_node_get_type(node) {
  case CMARK_NODE_TEXT:
    let text = string(cmark_node_get_literal(node))
    return isBefore ? text.last : text.first
  case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: return " "
  default: return "x"
  }
}

private func wrap(from opener: CMarkNode, to closer: CMarkNode) {
  guard cmark_node_next(opener) != closer, let struck = cmark_node_new(CMARK_NODE_EMPH) else { return }
  cmark_node_set_user_data(struck, struckMark)
  guard cmark_node_insert_before(opener, struck) == 1 else { return cmark_node_free(struck) }
  while let next = cmark_node_next(opener), next != closer {
    cmark_node_unlink(next)
    _ = cmark_node_append_child(struck, next)
  }
  cmark_node_free(opener)
  cmark_node_free(closer)
}

/// Emphasis that is struck-out text: a table's cells take no custom nodes.
func isStruck(_ emphasis: CMarkNode) -> Bool { cmark_node_get_user_data(emphasis) == struckMark }

/// Never followed.
private nonisolated(unsafe) let struckMark = UnsafeMutableRawPointer(bitPattern: 1)

private let tilde = UInt8(ascii: "~")

/// Parts a text at each `~~`; runs of three and more are no markers.
///
/// - Parameter escaped: which of the text's tildes, counted from 0, are to stay tildes.
private func cut(_ text: [UInt8], escaped: Set<Int>) -> [(text: String, isMarker: Bool)] {
  var pieces: [(String, Bool)] = []
  var start = 0
  var index = 0
  var number = 0
  while index < text.count {
    guard text[index] == tilde else {
      index += 1
      continue
    }
    var end = index
    while end < text.count, text[end] == tilde { end += 1 }
    let isEscaped = (number..<number + end - index).contains(where: escaped.contains)
    number += end - index
    if end - index == 2, !isEscaped {
      if start < index { pieces.append((String(decoding: text[start..<index], as: UTF8.self), false)) }
      pieces.append(("~~", true))
      start = end
    }
    index = end
  }
  if start < text.count { pieces.append((String(decoding: text[start...], as: UTF8.self), false)) }
  return pieces
}

/// Which tildes of a text the author wrote as `\~`, counted from 0; the parser has taken the backslashes away.
///
/// Where source and text do not have the same number of tildes (`&#126;`, or a place that the parser has
/// wrong, as behind a line that ends in a backslash), one escape anywhere in the paragraph counts for all.
private func escapedTildes(_ node: CMarkNode, count: Int, _ source: SourcePositions) -> Set<Int> {
  let own = escapedTildes(in: source.range(of: node), source)
  if own.total == count { return own.escaped }
  var block = node
  while Int(cmark_node_get_type(block).rawValue) & Int(CMARK_NODE_TYPE_MASK) == Int(CMARK_NODE_TYPE_INLINE),
    let parent = cmark_node_parent(block)
  {
    block = parent
  }
  return escapedTildes(in: source.range(of: block), source).escaped.isEmpty ? [] : Set(0..<count)
}

private func escapedTildes(
  in range: Range<Int32>, _ source: SourcePositions
) -> (escaped: Set<Int>, total: Int) {
  var escaped: Set<Int> = []
  var number = 0
  var backslashes = 0
  for byte in source.bytes[Int(range.lowerBound)..<min(Int(range.upperBound), source.bytes.count)] {
    if byte == tilde {
      if backslashes % 2 == 1 { escaped.insert(number) }
      number += 1
    }
    backslashes = byte == UInt8(ascii: "\\") ? backslashes + 1 : 0
  }
  return (escaped, number)
}
