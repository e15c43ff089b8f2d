import CCMarkGFM
import Diagnostics
import GuideModel

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// libcmark-gfm's `cmark_node *`.
typealias CMarkNode = OpaquePointer

/// Copies a libcmark-gfm tree into an `Article`.
///
/// Walks without recursion: emphasis may be nested as deep as a file is long.
struct ArticleBuilder {
  private let library = CMark.shared
  // Used again for each file; `build` copies what an article keeps, in its exact size.
  private var nodes: [Article.Node] = []
  private var text: [UInt8] = []
  private var open: [Int] = []

  private var links: [Article.Link] = []
  private var images: [Article.Image] = []
  private var headings: [Article.Heading] = []
  private var footnotes: [Article.Footnote] = []
  private var boxes: Int32 = 0
  private var diagnostics: [Diagnostic] = []

  mutating func build(
    from root: CMarkNode, in memory: UnsafeMutablePointer<cmark_mem>, bytes: UnsafeBufferPointer<UInt8>,
    body: Range<Int>, lines: LineStarts, file: FileID
  ) -> (Article, [Diagnostic]) {
    nodes.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    (links, images, headings, footnotes, boxes, diagnostics) = ([], [], [], [], 0, [])

    let source = SourcePositions(bytes: bytes, body: body, lines: lines, file: file)
    if source.search.first("~~", in: body) != nil {
      findStrikethrough(in: root, source: source, memory: memory)
    }
    walk(root, source: source)
    nameHeadings()
    findTextProblems(source: source)
    let article = Article(
      nodes: exactCopy(of: nodes), text: exactCopy(of: text), links: links, images: images,
      headings: headings,
      footnotes: footnotes)
    if source.search.first("&#", in: body) != nil { reportControlCharacters(in: article, source) }
    diagnostics += UnreadMarkdown.findings(in: article, source: source)
    return (article, diagnostics)
  }

  private mutating func walk(_ root: CMarkNode, source: SourcePositions) {
    guard var node = cmark_node_first_child(root) else { return }
    while true {
      let index = nodes.count
      if enter(node, source: source), let child = cmark_node_first_child(node) {
        open.append(index)
        node = child
        continue
      }
      if index < nodes.count { nodes[index].end = Int32(nodes.count) }
      while true {
        if let next = cmark_node_next(node) {
          node = next
          break
        }
        guard let parent = cmark_node_parent(node), parent != root else { return }
        node = parent
        leave(node, index: open.removeLast())
      }
    }
  }

  private mutating func leave(_ node: CMarkNode, index: Int) {
    if cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION {
      footnotes[footnotes.count - 1].nodes = Int32(index)..<Int32(nodes.count)
    } else {
      nodes[index].end = Int32(nodes.count)
    }
  }

  /// Appends what stands for a node; nothing for nodes that only hold others or vanish.
  ///
  /// - Returns: whether its children are to be walked.
  private mutating func enter(_ node: CMarkNode, source: SourcePositions) -> Bool {
    let type = cmark_node_get_type(node)
    switch type {
    case CMARK_NODE_TEXT:
      append(.text, node, source, literal: cmark_node_get_literal(node))
      return false
    case CMARK_NODE_SOFTBREAK:
      append(.softBreak, node, source)
      return false
    case CMARK_NODE_LINEBREAK:
      append(.lineBreak, node, source)
      return false
    case CMARK_NODE_CODE:
      append(.code, node, source, literal: cmark_node_get_literal(node))
      return false
    case CMARK_NODE_PARAGRAPH:
      append(paragraphKind(node), node, source)
      return true
    case CMARK_NODE_EMPH:
      append(isStruck(node) ? .strikethrough : .emphasis, node, source)
      return true
    case CMARK_NODE_STRONG:
      append(.strong, node, source)
      return true
    case CMARK_NODE_LINK:
      let destination = string(cmark_node_get_url(node))
      append(.link, node, source, detail: Int32(links.count))
      let place = source.destination(destination, in: node)
      let title = string(cmark_node_get_title(node))
      links.append(Article.Link(destination: destination, title: title.isEmpty ? nil : title, source: place))
      return true
    case CMARK_NODE_IMAGE:
      appendImage(node, source)
      return false
    case CMARK_NODE_HEADING:
      append(.heading, node, source, detail: Int32(headings.count))
      headings.append(
        Article.Heading(
          level: Int(cmark_node_get_heading_level(node)), anchor: "", node: Int32(nodes.count - 1)))
      return true
    case CMARK_NODE_LIST:
      appendList(node, source)
      return true
    case CMARK_NODE_ITEM:
      if cmark_node_get_syntax_extension(node) == library.taskList {
        boxes += 1
        let checked: Int32 = cmark_gfm_extensions_get_tasklist_item_checked(node) ? 2 : 0
        append(.task, node, source, detail: checked | tightness(of: node))
      } else {
        append(.item, node, source, detail: tightness(of: node))
      }
      return true
    case CMARK_NODE_BLOCK_QUOTE:
      appendQuote(node, source)
      return true
    case CMARK_NODE_CODE_BLOCK:
      appendCodeBlock(node, source)
      return false
    case CMARK_NODE_THEMATIC_BREAK:
      append(.thematicBreak, node, source)
      return false
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE:
      appendHTML(node, source, isBlock: type == CMARK_NODE_HTML_BLOCK)
      return false
    case CMARK_NODE_FOOTNOTE_REFERENCE:
      let number = Int32(string(cmark_node_get_literal(node))) ?? 1
      append(.footnoteReference, node, source, detail: number - 1)
      return false
    case CMARK_NODE_FOOTNOTE_DEFINITION:
      footnotes.append(Article.Footnote(nodes: 0..<0, references: 0))
      return true
    default:
      switch type.rawValue {
      case library.tableType:
        append(.table, node, source, detail: Int32(cmark_gfm_extensions_get_table_columns(node)))
      case library.rowType:
        let isHead = cmark_gfm_extensions_get_table_row_is_header(node) != 0
        append(isHead ? .tableHead : .tableRow, node, source)
      case library.cellType: append(.tableCell, node, source, detail: alignment(ofCell: node))
      default: preconditionFailure("libcmark-gfm made a node that no attached extension has")
      }
      return true
    }
  }

  private mutating func append(
    _ kind: Article.Kind, _ node: CMarkNode, _ source: SourcePositions, detail: Int32 = 0
  ) {
    nodes.append(Article.Node(kind: kind, detail: detail, source: source.range(of: node)))
  }

  private mutating func append(
    _ kind: Article.Kind, _ node: CMarkNode, _ source: SourcePositions, literal: UnsafePointer<CChar>?
  ) {
    let start = Int32(text.count)
    if let literal {
      literal.withMemoryRebound(to: UInt8.self, capacity: 1) { bytes in
        text.append(contentsOf: UnsafeBufferPointer(start: bytes, count: strlen(literal)))
      }
    }
    nodes.append(
      Article.Node(kind: kind, source: source.range(of: node), text: start..<Int32(text.count)))
  }

  // MARK: Kinds that need a closer look

  private func paragraphKind(_ node: CMarkNode) -> Article.Kind {
    guard let parent = open.last, cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_BLOCK_QUOTE
    else { return .paragraph }
    switch nodes[parent].kind {
    case .callout where parent == nodes.count - 1:
      // Nothing but bold text: the callout's own title.
      guard let only = cmark_node_first_child(node), cmark_node_get_type(only) == CMARK_NODE_STRONG,
        cmark_node_next(only) == nil
      else { return .paragraph }
      return .calloutTitle
    case .quote where cmark_node_next(node) == nil:
      guard let first = cmark_node_first_child(node), cmark_node_get_type(first) == CMARK_NODE_TEXT,
        string(cmark_node_get_literal(first)).hasPrefix("—"), cmark_node_previous(node) != nil
      else { return .paragraph }
      return .attribution
    default: return .paragraph
    }
  }

  private mutating func appendImage(_ node: CMarkNode, _ source: SourcePositions) {
    let destination = string(cmark_node_get_url(node))
    let caption = string(cmark_node_get_title(node))
    let parent = cmark_node_parent(node)
    let isOnlyChild = cmark_node_next(node) == nil && cmark_node_previous(node) == nil
    append(.image, node, source, detail: Int32(images.count))
    images.append(
      Article.Image(
        destination: destination, alternative: words(inside: node), caption: caption.isEmpty ? nil : caption,
        source: source.destination(destination, in: node),
        standsAlone: isOnlyChild && parent.map(cmark_node_get_type) == CMARK_NODE_PARAGRAPH))
  }

  private mutating func appendList(_ node: CMarkNode, _ source: SourcePositions) {
    var item = cmark_node_first_child(node)
    while let current = item {
      if cmark_node_get_syntax_extension(current) == library.taskList {
        append(.checklist, node, source, detail: boxes + 1)
        return
      }
      item = cmark_node_next(current)
    }
    if cmark_node_get_list_type(node) == CMARK_ORDERED_LIST {
      append(.orderedList, node, source, detail: cmark_node_get_list_start(node))
    } else {
      append(.bulletList, node, source)
    }
  }

  private func tightness(of item: CMarkNode) -> Int32 { cmark_node_get_list_tight(cmark_node_parent(item)) }

  /// A quote that begins with `[!KIND]` is a callout. The marker leaves the tree here.
  private mutating func appendQuote(_ node: CMarkNode, _ source: SourcePositions) {
    guard let paragraph = cmark_node_first_child(node),
      cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH,
      let first = cmark_node_first_child(paragraph), cmark_node_get_type(first) == CMARK_NODE_TEXT
    else { return append(.quote, node, source) }
    let literal = string(cmark_node_get_literal(first))
    if literal.hasPrefix("["), !literal.hasPrefix("[^") { reportNearCallout(literal, first, source) }
    guard literal.hasPrefix("[!"), source.byte(at: source.range(of: first).lowerBound) == UInt8(ascii: "["),
      let close = literal.firstIndex(of: "]")
    else { return append(.quote, node, source) }
    let marker = String(literal[literal.index(literal.startIndex, offsetBy: 2)..<close])
    let place = source.range(of: first)
    let span = SourceSpan(
      file: source.file, bytes: place.lowerBound..<place.lowerBound + Int32(marker.utf8.count + 3))

    let rest = literal[literal.index(after: close)...]
    guard let kind = CalloutKind(marker: marker), rest.allSatisfy(\.isWhitespace) else {
      let meant = closestMatch(to: marker, in: CalloutKind.markers)
      if CalloutKind(marker: marker) != nil {
        diagnostics.append(
          Diagnostic(
            .calloutUnknown, "a callout's kind stands alone on its line", at: span,
            help: "begin the text on the next line; for a title, write it in bold as a paragraph of its own"))
      } else {
        diagnostics.append(
          Diagnostic(
            .calloutUnknown, "there is no kind of callout called `\(marker)`", at: span,
            help: meant.map { "did you mean `[!\($0)]`?" }
              ?? "the kinds are \(CalloutKind.markers.prefix(5).joined(separator: ", "))"))
      }
      return append(.quote, node, source)
    }
    // Two spaces behind the marker make the line's end a hard one.
    if let lineEnd = cmark_node_next(first),
      [CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK].contains(cmark_node_get_type(lineEnd))
    {
      cmark_node_free(lineEnd)
    }
    cmark_node_free(first)
    if cmark_node_first_child(paragraph) == nil { cmark_node_free(paragraph) }
    if cmark_node_first_child(node) == nil {
      diagnostics.append(
        Diagnostic(
          .calloutEmpty, "this callout says nothing", at: span,
          help: "write its text below, each line with `> ` in front"))
    }
    append(.callout, node, source, detail: Int32(kind.rawValue))
  }

  /// `> [TIP]`, or `> [!TIP` without its second bracket.
  private mutating func reportNearCallout(_ literal: String, _ node: CMarkNode, _ source: SourcePositions) {
    let word = literal.dropFirst(literal.hasPrefix("[!") ? 2 : 1).prefix { $0.isLetter }
    let isClosed = literal.dropFirst(1 + word.count + (literal.hasPrefix("[!") ? 1 : 0)).first == "]"
    guard CalloutKind(marker: String(word)) != nil, isClosed != literal.hasPrefix("[!") else { return }
    let start = source.range(of: node).lowerBound
    guard source.byte(at: start) == UInt8(ascii: "[") else { return }
    diagnostics.append(
      Diagnostic(
        .calloutUnknown, "this is not a callout yet",
        at: SourceSpan(file: source.file, bytes: start..<start + Int32(word.utf8.count + 2)),
        help: "begin it with `[!\(word.uppercased())]`, alone on its line"))
  }

  private mutating func appendCodeBlock(_ node: CMarkNode, _ source: SourcePositions) {
    let info = string(cmark_node_get_fence_info(node))
    let language = info.prefix { !$0.isWhitespace }
    let start = Int32(text.count)
    text.append(contentsOf: language.utf8)
    text.append(contentsOf: string(cmark_node_get_literal(node)).utf8)
    nodes.append(
      Article.Node(
        kind: .codeBlock, detail: Int32(language.utf8.count), source: source.range(of: node),
        text: start..<Int32(text.count)))
  }

  /// Comments vanish; any other HTML is kept as text, and the author is told so.
  private mutating func appendHTML(_ node: CMarkNode, _ source: SourcePositions, isBlock: Bool) {
    let literal = Array(string(cmark_node_get_literal(node)).utf8)
    // The first line of it; where a block ends libcmark-gfm does not say at the end of a file.
    let start = Int(source.range(of: node).lowerBound)
    let lineEnd = source.bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    let length = literal.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }.count
    let place = start..<min(start + length, lineEnd ?? source.bytes.count)
    func warn(_ message: String, _ help: String) {
      diagnostics.append(
        Diagnostic(.htmlRaw, message, at: SourceSpan(file: source.file, bytes: place), help: help))
    }
    let (shown, isOpen) = withoutComments(literal)
    if isOpen, isBlock {
      warn("this comment is not closed, so readers see nothing of what follows it", "close it with `-->`")
    }
    if shown.allSatisfy({ $0 <= 0x20 }) { return }
    let begin = Int32(text.count)
    text.append(contentsOf: shown)
    nodes.append(
      Article.Node(
        kind: isBlock ? .htmlBlock : .htmlInline, source: source.range(of: node),
        text: begin..<Int32(text.count)))
    if shown.contains(UInt8(ascii: "<")) {
      warn(
        "HTML is shown as text here",
        "\(markdown(insteadOf: shown)); to show a tag on purpose, put it in `backticks`")
    } else {
      warn(
        "beside a comment that begins a line, Markdown is shown as it is written",
        "put the comment on a line of its own, with an empty line below it")
    }
  }

  /// How Markdown says what the first tag means.
  private func markdown(insteadOf html: ArraySlice<UInt8>) -> String {
    let tag = html.drop { $0 <= 0x20 || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "/") }
    let name = tag.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
    switch String(decoding: name, as: UTF8.self).lowercased() {
    case "b", "strong": return "write `**bold words**`"
    case "i", "em": return "write `*words with emphasis*`"
    case "s", "del", "strike": return "write `~~words struck out~~`"
    case "a": return "write `[words](address)`"
    case "img": return "write `![what it shows](picture.png)`"
    case "br": return "end the line with a backslash, or leave an empty line"
    case "h1", "h2", "h3", "h4", "h5", "h6": return "write headings as `## Words`"
    case "ul", "ol", "li": return "write lists as lines that begin with `- ` or `1. `"
    case "p", "div", "span", "center", "font":
      return "take the tags out; paragraphs are parted by empty lines"
    case "iframe", "video", "embed", "object", "script":
      return "link to it: `[words](address)`; pages show nothing of another site and run no script"
    default: return "write it in Markdown"
    }
  }

  /// What is left of HTML without its comments, and whether the last of them is never closed.
  private func withoutComments(_ html: [UInt8]) -> (shown: ArraySlice<UInt8>, isOpen: Bool) {
    var shown: ArraySlice<UInt8> = []
    var rest = html[...]
    while let start = rest.firstRange(of: "<!--".utf8) {
      shown += rest[..<start]
      // `<!-->` is a whole comment in HTML.
      guard let end = rest[(start + 2)...].firstRange(of: "-->".utf8) else { return (shown, true) }
      rest = rest[(end + 3)...]
      if shown.isEmpty { rest = rest.drop { $0 <= 0x20 } }
    }
    return (shown + rest, false)
  }

  private func alignment(ofCell cell: CMarkNode) -> Int32 {
    var column = 0
    var before = cmark_node_previous(cell)
    while let current = before {
      column += 1
      before = cmark_node_previous(current)
    }
    guard let row = cmark_node_parent(cell), let table = cmark_node_parent(row),
      column < Int(cmark_gfm_extensions_get_table_columns(table)),
      let alignments = cmark_gfm_extensions_get_table_alignments(table)
    else { return -1 }
    switch alignments[column] {
    case UInt8(ascii: "l"): return 0
    case UInt8(ascii: "c"): return 1
    case UInt8(ascii: "r"): return 2
    default: return -1
    }
  }

  /// The words below a node without their markup, as a screen reader would say them.
  private func words(inside node: CMarkNode) -> String {
    var out = ""
    guard let iterator = cmark_iter_new(node) else { return out }
    defer { cmark_iter_free(iterator) }
    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      guard event == CMARK_EVENT_ENTER, let current = cmark_iter_get_node(iterator) else { continue }
      switch cmark_node_get_type(current) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: out += string(cmark_node_get_literal(current))
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: out += " "
      default: break
      }
    }
    return out
  }

  // MARK: After the walk

  /// Anchors as code hosts make them: lower case, words joined by hyphens, a number for the second of
  /// two headings with the same words.
  private mutating func nameHeadings() {
    var used: Set<String> = []
    // The number to try next for words that were used before: a file may repeat a heading thousands of times.
    var copies: [String: Int] = [:]
    for index in headings.indices {
      let node = Int(headings[index].node)
      var words: [UInt8] = []
      Article.appendPlainText(of: nodes[node + 1..<Int(nodes[node].end)], text, images, to: &words)
      let base = anchor(for: String(decoding: words, as: UTF8.self))
      var name = base
      while !used.insert(name).inserted {
        let copy = copies[base, default: 1]
        name = "\(base)-\(copy)"
        copies[base] = copy + 1
      }
      headings[index].anchor = name
    }
  }

  private func anchor(for words: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in words.lowercased().unicodeScalars {
      switch scalar {
      case " ": out.append("-")
      case "-", "_": out.append(scalar)
      default:
        // What Ruby's `\p{Word}` holds, by which code hosts go; vowel signs of many scripts are marks.
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation:
          out.append(scalar)
        default: if scalar.properties.isAlphabetic { out.append(scalar) }
        }
      }
    }
    // Names of the page's own parts begin with an underscore, so no heading's may.
    let name = String(out.drop { $0 == "_" })
    return name.isEmpty ? "section" : name
  }

  private mutating func findTextProblems(source: SourcePositions) {
    let hasAddresses = source.search.first("://", in: source.body) != nil
    let hasFootnotes = source.search.first("[^", in: source.body) != nil
    for index in footnotes.indices where footnotes[index].nodes.isEmpty {
      footnotes[index].nodes = Int32(nodes.count)..<Int32(nodes.count)
    }
    let hasComments = source.search.first("<!--", in: source.body) != nil
    guard hasAddresses || hasFootnotes || hasComments else { return }
    var linkEnd = 0
    for (index, node) in nodes.enumerated() {
      switch node.kind {
      case .link: linkEnd = Int(node.end)
      case .footnoteReference where Int(node.detail) < footnotes.count:
        footnotes[Int(node.detail)].references += 1
      case .text:
        if hasAddresses, index >= linkEnd { reportBareAddresses(in: node, source) }
        if hasFootnotes { reportMissingFootnotes(in: node, source) }
        if hasComments { reportComments(in: node, source) }
      default: break
      }
    }
    if hasFootnotes { reportUnusedFootnotes(source) }
  }

  /// `&#1;`. Within code it stays what it is; so this asks first whether any has become a character.
  private mutating func reportControlCharacters(in article: Article, _ source: SourcePositions) {
    let words =
      article.links.flatMap { [$0.destination, $0.title ?? ""] }
      + article.images.flatMap { [$0.destination, $0.alternative, $0.caption ?? ""] }
    // libcmark-gfm writes U+FFFE and U+FFFF as bytes that are no UTF-8 at all.
    let isClean =
      String(validating: article.text, as: UTF8.self)?.unicodeScalars.contains(where: \.isForbiddenInPages)
      == false
      && !words.contains { $0.unicodeScalars.contains { $0.isForbiddenInPages || $0 == "\u{FFFD}" } }
    if isClean { return }
    var from = source.body.lowerBound
    while let start = source.search.first("&#", in: from..<source.body.upperBound) {
      from = start + 2
      let digits = source.bytes[from..<min(from + 9, source.body.upperBound)].prefix {
        $0 != UInt8(ascii: ";")
      }
      let text = String(decoding: digits, as: UTF8.self).lowercased()
      let value = text.hasPrefix("x") ? UInt32(text.dropFirst(), radix: 16) : UInt32(text)
      guard let value, Unicode.Scalar(value)?.isForbiddenInPages == true else { continue }
      diagnostics.append(
        Diagnostic(
          .textControlCharacter, "this stands for an invisible control character",
          at: SourceSpan(file: source.file, bytes: start..<min(digits.endIndex + 1, source.body.upperBound)),
          help: "take it out"))
    }
  }

  private mutating func reportBareAddresses(in node: Article.Node, _ source: SourcePositions) {
    let words = text[Int(node.text.lowerBound)..<Int(node.text.upperBound)]
    for scheme in ["https://", "http://"] {
      var rest = node
      var from = words.startIndex
      while let start = words[from...].firstRange(of: scheme.utf8) {
        let end =
          words[start...].firstIndex {
            $0 <= 0x20 || [UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "]")].contains($0)
          } ?? words.endIndex
        var address = String(decoding: words[start..<end], as: UTF8.self)
        while let last = address.last, ".,;:!?)\"'".contains(last) { address.removeLast() }
        from = end
        if address.utf8.count == scheme.utf8.count { continue }
        let place = source.find(address, in: rest)
        // The same address again is looked for behind this one.
        if let place { rest.source = place.upperBound..<max(place.upperBound, node.source.upperBound) }
        diagnostics.append(
          Diagnostic(
            .linkBare, "this address is not a link",
            at: SourceSpan(file: source.file, bytes: place ?? node.source),
            help: "write `<\(address)>`, or better a link with words: `[what it is](\(address))`"))
      }
    }
  }

  /// Comments that Markdown does not take for one: inside a line they hold no two hyphens, and end there.
  private mutating func reportComments(in node: Article.Node, _ source: SourcePositions) {
    let words = text[Int(node.text.lowerBound)..<Int(node.text.upperBound)]
    var from = words.startIndex
    var rest = node
    while let start = words[from...].firstRange(of: "<!--".utf8) {
      from = start + 4
      guard let place = source.find("<!--", in: rest) else { return }
      rest.source = place.upperBound..<max(place.upperBound, node.source.upperBound)
      if place.lowerBound > 0, source.byte(at: place.lowerBound - 1) == UInt8(ascii: "\\") { continue }
      diagnostics.append(
        Diagnostic(
          .htmlRaw, "readers see this comment as text", at: SourceSpan(file: source.file, bytes: place),
          help:
            "inside a line, a comment ends with `-->` and has no two hyphens between; or put it on a line of its own"
        ))
    }
  }

  private mutating func reportMissingFootnotes(in node: Article.Node, _ source: SourcePositions) {
    let words = text[Int(node.text.lowerBound)..<Int(node.text.upperBound)]
    var from = words.startIndex
    var rest = node
    while let start = words[from...].firstRange(of: "[^".utf8),
      let end = words[start...].firstIndex(of: UInt8(ascii: "]"))
    {
      let label = String(decoding: words[start...end], as: UTF8.self)
      from = end
      guard label.utf8.count > 3, !label.contains(" "), let place = source.find(label, in: rest) else {
        continue
      }
      // The same label again is looked for behind this one.
      rest.source = place.upperBound..<max(place.upperBound, node.source.upperBound)
      if place.lowerBound > 0, source.byte(at: place.lowerBound - 1) == UInt8(ascii: "\\") { continue }
      diagnostics.append(
        Diagnostic(
          .footnoteMissing, "there is no footnote `\(label)`",
          at: SourceSpan(file: source.file, bytes: place),
          help: isAtLineStart(place.lowerBound, source)
            ? "if its text stands here, put a colon behind the bracket: `\(label): …`"
            : "add its text below: `\(label): …`"))
    }
  }

  private func isAtLineStart(_ offset: Int32, _ source: SourcePositions) -> Bool {
    guard offset > 0, let before = source.byte(at: offset - 1) else { return true }
    return before == UInt8(ascii: "\n") || before == UInt8(ascii: "\r")
  }

  private mutating func reportUnusedFootnotes(_ source: SourcePositions) {
    var starts: [Int] = []
    for line in 0..<source.lines.count {
      let range = source.lines.range(ofLine: line)
      var index = range.lowerBound
      while index < range.upperBound, index - range.lowerBound < 3,
        source.byte(at: Int32(index)) == UInt8(ascii: " ")
      {
        index += 1
      }
      guard let found = source.search.first("[^", in: index..<min(index + 2, range.upperBound)),
        source.search.first("]:", in: found..<range.upperBound) != nil
      else { continue }
      starts.append(line)
    }
    let used = footnotes.compactMap { note in
      note.nodes.isEmpty ? nil : nodes[Int(note.nodes.lowerBound)].source.lowerBound
    }
    for (index, line) in starts.enumerated() {
      let range = source.lines.range(ofLine: line)
      let end =
        index + 1 < starts.count
        ? source.lines.range(ofLine: starts[index + 1]).lowerBound : source.bytes.count
      if used.contains(where: { range.lowerBound <= Int($0) && Int($0) < end }) { continue }
      // Inside a code block the line is no definition; it has become text there.
      if nodes.contains(where: { $0.kind == .codeBlock && $0.source.contains(Int32(range.lowerBound)) }) {
        continue
      }
      let close = source.search.first("]:", in: range).map { $0 + 1 } ?? range.upperBound
      diagnostics.append(
        Diagnostic(
          .footnoteUnused, "nothing refers to this footnote, so readers will not see it",
          at: SourceSpan(file: source.file, bytes: range.lowerBound..<close),
          help: "refer to it where it belongs, or take it out"))
    }
  }
}

func string(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

extension ArraySlice<UInt8> {
  /// Index of the first occurrence of `needle`.
  fileprivate func firstRange(of needle: String.UTF8View) -> Int? {
    guard let first = needle.first else { return nil }
    var index = startIndex
    while index + needle.count <= endIndex {
      if self[index] == first, self[index...].starts(with: needle) { return index }
      index += 1
    }
    return nil
  }
}

/// A copy with no room to spare. A plain copy would share the buffer, as large as the largest page so far,
/// and the next page would have to make another.
private func exactCopy<Element>(of values: [Element]) -> [Element] {
  values.withUnsafeBufferPointer { Array($0) }
}
