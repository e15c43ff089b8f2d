import Diagnostics
import GuideModel

/// Finds what an author meant as Markdown and Markdown took for text: readers would see the signs themselves.
///
/// Looks only at text that the parser has left over, so nothing that works is ever reported.
struct UnreadMarkdown {
  private let article: Article
  private let source: SourcePositions
  private var diagnostics: [Diagnostic] = []

  static func findings(in article: Article, source: SourcePositions) -> [Diagnostic] {
    var reading = UnreadMarkdown(article: article, source: source)
    reading.checkParagraphs()
    reading.checkLinks()
    return reading.diagnostics
  }

  private init(article: Article, source: SourcePositions) {
    self.article = article
    self.source = source
  }

  // MARK: Paragraphs, by how they begin

  private mutating func checkParagraphs() {
    for index in article.nodes.indices {
      // Patterns, since `==` of another module's enum is a call.
      let kind = article.nodes[index].kind
      switch kind {
      case .paragraph, .heading: break
      default: continue
      }
      let first = index + 1
      guard first < Int(article.nodes[index].end), case .text = article.nodes[first].kind else { continue }
      let words = article.text[
        Int(article.nodes[first].text.lowerBound)..<Int(article.nodes[first].text.upperBound)]
      switch words.first {
      case UInt8(ascii: "<"): checkConflict(words, first)
      case UInt8(ascii: "#") where kind == .paragraph: checkHeading(words, first)
      case UInt8(ascii: "|") where kind == .paragraph: checkTable(index)
      case UInt8(ascii: "[") where index > 0 && article.nodes[index - 1].kind == .item: checkBox(words, first)
      default: break
      }
    }
  }

  /// `##Words`. With a single sign it may be a hashtag.
  private mutating func checkHeading(_ words: ArraySlice<UInt8>, _ node: Int) {
    let level = words.prefix { $0 == UInt8(ascii: "#") }.count
    guard (2...6).contains(level), words.count > level, isAsWritten(node, words.prefix(level + 1)) else {
      return
    }
    let signs = String(repeating: "#", count: level)
    report(node, words.count, "this is not a heading yet", "put a space behind `\(signs)`")
  }

  /// Lines with bars and no line of dashes that fits.
  private mutating func checkTable(_ paragraph: Int) {
    let range = article.nodes[paragraph].source
    let text = source.bytes[Int(range.lowerBound)..<min(Int(range.upperBound), source.bytes.count)]
    let lines = text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    guard lines.count > 1 else { return }
    let cells = lines.prefix(2).map { line in
      var line = line.drop { $0 == 0x20 }
      while let last = line.last, last <= 0x20 { line.removeLast() }
      if line.last == UInt8(ascii: "|") { line.removeLast() }
      return (
        count: line.dropFirst().split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).count,
        hasBar: line.first == UInt8(ascii: "|"), isDashes: line.allSatisfy { "|-: \t".utf8.contains($0) }
      )
    }
    guard cells[0].hasBar, cells[1].hasBar else { return }
    let span = range.lowerBound..<Int32(text.startIndex + lines[0].count)
    if cells[1].isDashes {
      report(
        span,
        "this is not a table yet: its head has \(cells[0].count) columns and the line below it \(cells[1].count)",
        "give the line of dashes one `---` for each column")
    } else {
      report(
        span, "this is not a table yet",
        "put a line below its head, with one `---` for each column: `|\(String(repeating: "---|", count: min(cells[0].count, 8)))`"
      )
    }
  }

  /// `- []` or `- [x]words`.
  private mutating func checkBox(_ words: ArraySlice<UInt8>, _ node: Int) {
    guard let close = words.prefix(3).firstIndex(of: UInt8(ascii: "]")) else { return }
    let inner = words[(words.startIndex + 1)..<close]
    guard
      inner.isEmpty || inner.elementsEqual([0x20]) || inner.elementsEqual("x".utf8)
        || inner.elementsEqual("X".utf8),
      close + 1 < words.endIndex, isAsWritten(node, words[...close])
    else { return }
    report(
      node, close + 1 - words.startIndex, "this is not a box to tick yet",
      "write `- [ ] ` with a space between the brackets and one behind them")
  }

  /// What a version control system leaves in a file that two people changed.
  private mutating func checkConflict(_ words: ArraySlice<UInt8>, _ node: Int) {
    guard words.starts(with: "<<<<<<< ".utf8) else { return }
    report(
      node, words.count, "two versions of this file were never made one",
      "keep what is right, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`")
  }

  // MARK: Links

  /// `[words](my file.md)`, `[words](file.md` and `[words] (file.md)`.
  private mutating func checkLinks() {
    let hits = offsetsOfBrokenLinks()
    if hits.isEmpty { return }
    var known = Set(article.links.map(\.source.lowerBound))
    known.formUnion(article.images.map(\.source.lowerBound))
    var hit = 0
    for node in article.nodes where node.kind == .text {
      var rest = node
      while hit < hits.count, hits[hit] < Int(node.text.lowerBound) { hit += 1 }
      while hit < hits.count, hits[hit] + 1 < Int(node.text.upperBound) {
        let isApart = article.text[hits[hit] + 1] == 0x20
        hit += 1
        // Behind links that work: a text's place is a hint.
        while let place = source.find(isApart ? "] (" : "](", in: rest) {
          rest.source = place.upperBound..<max(place.upperBound, node.source.upperBound)
          if known.contains(place.upperBound) || known.contains(place.upperBound + 1) { continue }
          reportLink(place, isApart: isApart)
          break
        }
      }
    }
  }

  /// Where `](` stands in the text of the article, and `] (` before what must be an address.
  private func offsetsOfBrokenLinks() -> [Int] {
    var found: [Int] = []
    article.text.withUnsafeBufferPointer { text in
      let search = ByteSearch(text)
      var rest = 0..<text.count
      while let index = search.first(UInt8(ascii: "]"), in: rest), index + 1 < text.count {
        rest = index + 1..<text.count
        if text[index + 1] == UInt8(ascii: "(") {
          found.append(index)
        } else if text[index + 1] == 0x20, index + 2 < text.count, text[index + 2] == UInt8(ascii: "(") {
          let address = text[(index + 3)...].prefix(200).prefix { $0 > 0x20 && $0 != UInt8(ascii: ")") }
          let isClosed = address.endIndex < text.count && text[address.endIndex] == UInt8(ascii: ")")
          if isClosed, address.suffix(3).elementsEqual(".md".utf8) || address.starts(with: "http".utf8) {
            found.append(index)
          }
        }
      }
    }
    return found
  }

  private mutating func reportLink(_ place: Range<Int32>, isApart: Bool) {
    // What is longer is not looked for: a line may hold thousands of these.
    let reach = 300
    let first = max(Int(place.lowerBound) - reach, source.body.lowerBound)
    var start = Int(place.lowerBound)
    while start > first, !isStop(source.bytes[start - 1]) {
      start -= 1
      if source.bytes[start] == UInt8(ascii: "[") { break }
    }
    let isEscaped = start > first && source.bytes[start - 1] == UInt8(ascii: "\\")
    guard source.bytes[start] == UInt8(ascii: "["), !isEscaped else { return }
    let isImage = start > first && source.bytes[start - 1] == UInt8(ascii: "!")
    let rest = source.bytes[Int(place.upperBound)..<min(Int(place.upperBound) + reach, source.bytes.count)]
    let close = rest.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      .firstIndex(of: UInt8(ascii: ")"))
    let what = isImage ? "an image" : "a link"
    let address = close.map {
      String(decoding: source.bytes[Int(place.upperBound)..<$0], as: UTF8.self)
    }
    let help: String
    if isApart {
      help = "take out the space between `]` and `(`"
    } else if let address, address.hasPrefix("#") {
      let anchor = address.lowercased().split(separator: " ").joined(separator: "-")
      help = "write the heading in small letters, with hyphens for spaces: `\(anchor)`"
    } else if let address, address.utf8.contains(0x20) {
      help =
        address.utf8.count <= 60 && !address.utf8.contains(UInt8(ascii: "<"))
        ? "the address has a space in it: write `(<\(address)>)`, or better a file name with hyphens"
        : "an address with spaces stands between `<` and `>`"
    } else {
      help =
        close == nil
        ? "close it with `)`" : "write `[words](address)`, with nothing else between the round brackets"
    }
    report(
      Int32(start)..<Int32(close.map { $0 + 1 } ?? Int(place.upperBound)), "this is not \(what) yet", help)
  }

  private func isStop(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "]") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  // MARK: Findings

  /// Whether a node's text stands in the source as it is, with no escape before it.
  private func isAsWritten(_ node: Int, _ words: ArraySlice<UInt8>) -> Bool {
    let start = Int(article.nodes[node].source.lowerBound)
    return start + words.count <= source.bytes.count
      && source.bytes[start..<start + words.count].elementsEqual(words)
  }

  private mutating func report(_ node: Int, _ length: Int, _ message: String, _ help: String) {
    let start = article.nodes[node].source.lowerBound
    report(start..<min(start + Int32(length), Int32(source.bytes.count)), message, help)
  }

  private mutating func report(_ span: Range<Int32>, _ message: String, _ help: String) {
    diagnostics.append(
      Diagnostic(.markdownUnread, message, at: SourceSpan(file: source.file, bytes: span), help: help))
  }
}
