import Diagnostics

/// Cuts the text of a template into tags and lines of literal text, and settles which lines are
/// standalone: they hold only tags, so that nothing of the line is written.
struct TemplateScanner {
  enum Kind: UInt8 {
    case field, markup, section, inverted, close, partial, parent, block, comment, delimiters

    fileprivate init(sigil: UInt8) {
      self =
        switch sigil {
        case UInt8(ascii: "{"), UInt8(ascii: "&"): .markup
        case UInt8(ascii: "#"): .section
        case UInt8(ascii: "^"): .inverted
        case UInt8(ascii: "/"): .close
        case UInt8(ascii: ">"): .partial
        case UInt8(ascii: "<"): .parent
        case UInt8(ascii: "$"): .block
        case UInt8(ascii: "!"): .comment
        case UInt8(ascii: "="): .delimiters
        default: .field
        }
    }
  }

  enum Piece {
    case text(Range<Int>, startsLine: Bool)
    case tag(Kind, TemplateTag)
  }

  private let source: TemplateSource
  private var opening = Array("{{".utf8)
  private var closing = Array("}}".utf8)
  /// Where the next closing delimiter stands, kept so that many openings before it cost one search.
  private var knownClosing: (delimiter: [UInt8], position: Int)?
  private var line: [RawPiece] = []
  /// Names that `{{<name}}` has opened, to know the tags that close them.
  private var parents: Set<String> = []
  private var pieces: [Piece] = []
  private var diagnostics: [Diagnostic] = []

  private enum RawPiece {
    case text(Range<Int>)
    case tag(Kind, name: String, Range<Int>)
  }

  static func scan(_ source: TemplateSource) -> (pieces: [Piece], diagnostics: [Diagnostic]) {
    var scanner = TemplateScanner(source: source)
    scanner.scan()
    return (scanner.pieces, scanner.diagnostics)
  }

  private init(source: TemplateSource) { self.source = source }

  // MARK: Tags

  private mutating func scan() {
    let bytes = source.bytes
    // A byte-order mark is not part of the page.
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while let start = find(opening, from: position) {
      text(position..<start)
      position = tag(at: start)
    }
    text(position..<bytes.count)
    endLine()
  }

  /// - Returns: where scanning goes on.
  private mutating func tag(at start: Int) -> Int {
    let bytes = source.bytes
    var inner = start + opening.count
    let sigil = inner < bytes.count ? bytes[inner] : 0
    let kind = Kind(sigil: sigil)
    if kind != .field { inner += 1 }
    let closer: [UInt8] =
      switch kind {
      case .markup where sigil == UInt8(ascii: "{"): [UInt8(ascii: "}")] + closing
      case .delimiters: [UInt8(ascii: "=")] + closing
      default: closing
      }
    guard let end = findClosing(closer, from: inner) else {
      unclosed(start)
      return inner
    }
    // A tag inside a tag: the first was never closed.
    if kind != .comment, kind != .delimiters, let next = find(opening, from: inner, before: end) {
      unclosed(start)
      return next
    }
    let range = start..<end + closer.count
    let name = trimmed(inner..<end)
    if kind == .delimiters {
      setDelimiters(name, range)
    } else if kind != .comment, name.isEmpty {
      report(.templateSyntax, "this tag names nothing", range, help: "write a name between the braces")
    }
    let text = source.text(name)
    if kind == .parent { parents.insert(text) }
    line.append(.tag(kind, name: text, range))
    return range.upperBound
  }

  private mutating func setDelimiters(_ name: Range<Int>, _ range: Range<Int>) {
    let parts = source.bytes[name].split(whereSeparator: isBlank)
    guard parts.count == 2, !parts.joined().contains(UInt8(ascii: "=")) else {
      report(
        .templateSyntax, "this tag must name two delimiters", range, help: "write them as in `{{=<% %>=}}`")
      return
    }
    (opening, closing) = (Array(parts[0]), Array(parts[1]))
    knownClosing = nil
  }

  private mutating func unclosed(_ start: Int) {
    let rest = source.bytes[start...].prefix(40)
    let end = rest.firstIndex(of: newline) ?? rest.endIndex
    report(
      .templateUnclosed, "this tag is never closed", start..<end,
      help: "close it with `\(String(decoding: closing, as: UTF8.self))`")
  }

  private func find(_ word: [UInt8], from start: Int, before end: Int = .max) -> Int? {
    let bytes = source.bytes
    let last = min(bytes.count, end) - word.count
    var index = start
    while index <= last {
      if bytes[index] == word[0], word.indices.allSatisfy({ bytes[index + $0] == word[$0] }) { return index }
      index += 1
    }
    return nil
  }

  private mutating func findClosing(_ word: [UInt8], from start: Int) -> Int? {
    if let known = knownClosing, known.delimiter == word, known.position >= start {
      return known.position < source.bytes.count ? known.position : nil
    }
    let found = find(word, from: start)
    knownClosing = (word, found ?? source.bytes.count)
    return found
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isBlank(source.bytes[start]) { start += 1 }
    while end > start, isBlank(source.bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, _ range: Range<Int>, help: String
  ) {
    diagnostics.append(Diagnostic(code, message, at: source.span(range), help: help))
  }

  // MARK: Lines

  private mutating func text(_ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound {
      let end =
        source.bytes[start..<range.upperBound].firstIndex(of: newline).map { $0 + 1 } ?? range.upperBound
      line.append(.text(start..<end))
      if source.bytes[end - 1] == newline { endLine() }
      start = end
    }
  }

  private mutating func endLine() {
    defer { line.removeAll(keepingCapacity: true) }
    guard let first = line.first else { return }
    let isStandalone = !source.isPhrase && isLineStandalone()
    var indentation = 0..<0
    if case .text(let range) = first, source.bytes[range].allSatisfy(isBlank) { indentation = range }
    if !isStandalone, case .tag = first { pieces.append(.text(0..<0, startsLine: !source.isPhrase)) }
    for (index, piece) in line.enumerated() {
      switch piece {
      case .text(let range):
        if !isStandalone { pieces.append(.text(range, startsLine: index == 0 && !source.isPhrase)) }
      case .tag(let kind, let name, let range):
        let leads = index == 0 || (index == 1 && !indentation.isEmpty) || isStandalone
        let tag = TemplateTag(
          name: name, range: range, indentation: leads ? indentation : 0..<0, isStandalone: isStandalone)
        pieces.append(.tag(kind, tag))
      }
    }
  }

  /// One tag alone on its line, or a parent with its blocks: there several tags often share a line,
  /// and the specification's cases want those lines gone too.
  private func isLineStandalone() -> Bool {
    var tags = 0
    var hasParent = false
    for piece in line {
      switch piece {
      case .text(let range):
        guard source.bytes[range].allSatisfy(isBlank) else { return false }
      case .tag(.field, _, _), .tag(.markup, _, _):
        return false
      case .tag(let kind, let name, _):
        tags += 1
        hasParent = hasParent || kind == .parent || (kind == .close && parents.contains(name))
      }
    }
    return tags == 1 || (tags > 1 && hasParent)
  }
}

private let newline = UInt8(ascii: "\n")

/// Space, tab and the two characters of line endings.
func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
    || byte == UInt8(ascii: "\r")
}
