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
}

private func strike(_ container: CMarkNode, source: SourcePositions) {
  // Each text is cut so that every marker is a node of its own; then the markers pair up in order.
  var markers: [(node: CMarkNode, opens: Bool, closes: Bool)] = []
  var child = cmark_node_first_child(container)
  while let node = child {
    child = cmark_node_next(node)
    guard cmark_node_get_type(node) == CMARK_NODE_TEXT else { continue }
    let literal = Array(string(cmark_node_get_literal(node)).utf8)
    let pieces = cut(literal, isEscaped: hasEscapedTilde(node, source))
    guard pieces.count > 1 || pieces.first?.isMarker == true else { continue }
    for (index, piece) in pieces.enumerated() {
      let new = cmark_node_new(CMARK_NODE_TEXT)!
      cmark_node_set_literal(new, piece.text)
      _ = cmark_node_insert_before(node, new)
      guard piece.isMarker else { continue }
      let before = index > 0 ? pieces[index - 1].text.last : neighbor(cmark_node_previous(node), isBefore: true)
      let after = index + 1 < pieces.count ? pieces[index + 1].text.first : neighbor(cmark_node_next(node), isBefore: false)
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
  guard cmark_node_next(opener) != closer, let struck = cmark_node_new(CMARK_NODE_CUSTOM_INLINE) else { return }
  _ = cmark_node_insert_before(opener, struck)
  while let next = cmark_node_next(opener), next != closer {
    cmark_node_unlink(next)
    _ = cmark_node_append_child(struck, next)
  }
  cmark_node_free(opener)
  cmark_node_free(closer)
}

/// Parts a text at each `~~`; runs of three and more are no markers.
private func cut(_ text: [UInt8], isEscaped: Bool) -> [(text: String, isMarker: Bool)] {
  if isEscaped { return [(String(decoding: text, as: UTF8.self), false)] }
  var pieces: [(String, Bool)] = []
  var start = 0
  var index = 0
  while index < text.count {
    guard text[index] == UInt8(ascii: "~") else {
      index += 1
      continue
    }
    var end = index
    while end < text.count, text[end] == UInt8(ascii: "~") { end += 1 }
    if end - index == 2 {
      if start < index { pieces.append((String(decoding: text[start..<index], as: UTF8.self), false)) }
      pieces.append(("~~", true))
      start = end
    }
    index = end
  }
  if start < text.count { pieces.append((String(decoding: text[start...], as: UTF8.self), false)) }
  return pieces
}

/// Whether the author wrote `\~` in this text; the parser has taken the backslash away.
private func hasEscapedTilde(_ node: CMarkNode, _ source: SourcePositions) -> Bool {
  let range = source.range(of: node)
  return source.search.first("\\~", in: Int(range.lowerBound)..<min(Int(range.upperBound) + 1, source.bytes.count)) != nil
}
