import Diagnostics
import GuideModel

/// Refuses the few shapes of Markdown that libcmark-gfm takes quadratic time or memory for, before
/// it sees them.
///
/// One look at each line; it need not understand Markdown, only never underestimate it. Each finding
/// names the setting that raises the bound.
struct BodyBounds {
  private let search: ByteSearch
  private let bytes: UnsafeBufferPointer<UInt8>
  private let lines: LineStarts
  private let limits: Limits
  private let file: FileID
  private var diagnostics: [Diagnostic] = []

  static func check(
    _ bytes: UnsafeBufferPointer<UInt8>, lines: LineStarts, limits: Limits, file: FileID
  ) -> [Diagnostic] {
    var bounds = BodyBounds(bytes: bytes, lines: lines, limits: limits, file: file)
    bounds.checkLines()
    bounds.checkMarkup()
    bounds.checkReferences()
    return bounds.diagnostics
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, lines: LineStarts, limits: Limits, file: FileID) {
    search = ByteSearch(bytes)
    self.bytes = bytes
    self.lines = lines
    self.limits = limits
    self.file = file
  }

  // MARK: Lines: nesting and tables

  private mutating func checkLines() {
    var delimiterLines = 0
    var columns = 0
    var cells = 0
    var paragraphStart = 0
    // For each line that could stand under a table's head the parser reads the paragraph above it again.
    var bytesReadAgain = 0
    var reported: Set<DiagnosticCode> = []
    for line in 0..<lines.count {
      let range = lines.range(ofLine: line)
      let start = contentStart(of: range)
      if start.nesting > limits.nesting, reported.insert(.limitNesting).inserted {
        report(
          .limitNesting, "quotes and lists stand \(start.nesting) deep inside one another", range,
          help: "use fewer levels, or raise `nesting` (\(limits.nesting)) under `limits:` in site.yml")
      }
      if isBlank(range) {
        (delimiterLines, columns, paragraphStart) = (0, 0, range.upperBound)
        continue
      }
      if start.offset < range.upperBound,
        let found = delimiterColumns(from: start.offset, to: range.upperBound)
      {
        delimiterLines += 1
        bytesReadAgain += range.lowerBound - max(paragraphStart, Int(lines.offsets[0]))
        columns = max(columns, found)
        if found > limits.tableColumns, reported.insert(.limitTableColumns).inserted {
          report(
            .limitTableColumns, "this table has \(found) columns", range,
            help: "use a list, or raise `table_columns` (\(limits.tableColumns)) under `limits:` in site.yml")
        }
        if delimiterLines > limits.delimiterLines, reported.insert(.limitDelimiterLines).inserted {
          report(
            .limitDelimiterLines, "more than \(limits.delimiterLines) lines of dashes follow each other",
            range,
            help: "part them with empty lines, or raise `delimiter_lines` under `limits:` in site.yml")
        }
      }
      if bytesReadAgain > limits.delimiterLines * 1_024, reported.insert(.limitDelimiterLines).inserted {
        report(
          .limitDelimiterLines, "lines of dashes stand directly below long paragraphs", range,
          help: "put an empty line before them, or raise `delimiter_lines` under `limits:` in site.yml")
      }
      cells += columns
      if cells > limits.tableCells, reported.insert(.limitTableCells).inserted {
        report(
          .limitTableCells, "the tables of this file have more than \(limits.tableCells) cells", range,
          help: "move some of them to a file of their own, or raise `table_cells` under `limits:` in site.yml"
        )
      }
    }
  }

  /// Whether a line surely ends the paragraph or table before it: nothing but white space and the marks of
  /// quotes. A lone `+` or `1.` does not, and neither does `>` behind four spaces.
  private func isBlank(_ range: Range<Int>) -> Bool {
    var indent = 0
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: " "): indent += 1
      case UInt8(ascii: "\t"): indent += 4
      case UInt8(ascii: ">") where indent < 4: indent = 0
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return true
      default: return false
      }
    }
    return true
  }

  /// Where a line's own text starts behind the markers of quotes, lists and footnotes, and how deep that is.
  private func contentStart(of range: Range<Int>) -> (offset: Int, nesting: Int) {
    var index = range.lowerBound
    // One space belongs to the marker before it.
    var indent = 0
    var nesting = 0
    func afterMarker(_ index: Int) -> Int {
      index < range.upperBound && bytes[index] == UInt8(ascii: " ") ? index + 1 : index
    }
    while index < range.upperBound {
      switch bytes[index] {
      case UInt8(ascii: " "):
        indent += 1
        index += 1
      case UInt8(ascii: "\t"):
        indent += 4
        index += 1
      case UInt8(ascii: ">"):
        nesting += 1
        index = afterMarker(index + 1)
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard index + 1 < range.upperBound, isSpaceOrLineEnd(bytes[index + 1]) else { return done() }
        nesting += 1
        index = afterMarker(index + 1)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        var end = index
        while end < range.upperBound, end - index < 10,
          (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end])
        {
          end += 1
        }
        guard end + 1 < range.upperBound, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")"),
          isSpaceOrLineEnd(bytes[end + 1])
        else { return done() }
        nesting += 1
        index = afterMarker(end + 1)
      case UInt8(ascii: "["):
        guard let end = endOfFootnoteMarker(at: index, before: range.upperBound) else { return done() }
        nesting += 1
        index = afterMarker(end)
      default: return done()
      }
    }
    return done()

    // A marker behind white space may continue lists that began on lines above: one for each two columns.
    func done() -> (Int, Int) { (index, nesting == 0 ? 0 : nesting + indent / 2) }
  }

  /// Offset behind `[^label]:`; `nil` when there is none.
  private func endOfFootnoteMarker(at start: Int, before end: Int) -> Int? {
    guard start + 4 < end, bytes[start + 1] == UInt8(ascii: "^"), bytes[start + 2] != UInt8(ascii: "]")
    else { return nil }
    var index = start + 2
    while index < end, bytes[index] != UInt8(ascii: "]") {
      if isSpaceOrLineEnd(bytes[index]) { return nil }
      index += 1
    }
    return index + 1 < end && bytes[index + 1] == UInt8(ascii: ":") ? index + 2 : nil
  }

  /// How many columns a line like `|---|:-:|` makes; `nil` for any other line.
  private func delimiterColumns(from start: Int, to end: Int) -> Int? {
    switch bytes[start] {
    case UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ":"): break
    default: return nil
    }
    var columns = 0
    var inColumn = false
    for index in start..<end {
      switch bytes[index] {
      case UInt8(ascii: "-"):
        if !inColumn { columns += 1 }
        inColumn = true
      case UInt8(ascii: "|"): inColumn = false
      case UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"),
        0x0B, 0x0C:
        break
      default: return nil
      }
    }
    return columns == 0 ? nil : columns
  }

  // MARK: Runs of openers

  private mutating func checkMarkup() {
    let body = Int(lines.offsets[0])..<bytes.count
    // An opener has one of these two signs, and a bracket is part of two openers at most (`![^`). Hardly any
    // file has so many.
    let most = search.count(UInt8(ascii: "<"), in: body) + 2 * search.count(UInt8(ascii: "["), in: body)
    if most <= limits.markup { return }
    var count = 0
    var index = body.lowerBound
    let last = bytes.count - 1
    while index < last {
      let byte = bytes[index]
      index += 1
      let isOpener: Bool
      switch byte {
      case UInt8(ascii: "<"):
        isOpener = [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "!")].contains(bytes[index])
      case UInt8(ascii: "["): isOpener = bytes[index] == UInt8(ascii: "^")
      case UInt8(ascii: "!"): isOpener = bytes[index] == UInt8(ascii: "[")
      case UInt8(ascii: "*"), UInt8(ascii: "_"): isOpener = bytes[index] == UInt8(ascii: "[")
      default: continue
      }
      if isOpener {
        count += 1
        if count > limits.markup {
          report(
            .limitMarkup, "this file has more than \(limits.markup) footnotes, images and pieces of HTML",
            index - 1..<index + 1, help: "split the file, or raise `markup` under `limits:` in site.yml")
          return
        }
      }
    }
  }

  // MARK: Link definitions

  /// One link definition as it may be at most.
  private struct Definition {
    var label: Label
    /// Bytes of the destination and the title.
    var size: Int
    var line: Range<Int>
  }

  private mutating func checkReferences() {
    // Most files have no definition at all, and of the others most are far below the bound.
    let definitions = definitions()
    guard let largest = definitions.max(by: { $0.size < $1.size }) else { return }
    let brackets = search.count(UInt8(ascii: "]"), in: Int(lines.offsets[0])..<bytes.count)
    guard brackets * largest.size > limits.referenceBytes else { return }

    // Letters beyond ASCII fold in ways of their own ("ß" is "ss"), so such a label may mean any other.
    var sizes: [[UInt8]: Int] = [:]
    var anySize = 0
    for definition in definitions {
      switch definition.label {
      case .ascii(let label): sizes[label] = max(sizes[label] ?? 0, definition.size)
      case .other: anySize = max(anySize, definition.size)
      }
    }
    var total = 0
    var open: Int?
    for index in Int(lines.offsets[0])..<bytes.count {
      if bytes[index] == UInt8(ascii: "[") { open = index + 1 }
      guard bytes[index] == UInt8(ascii: "]"), let start = open, index - start <= longestLabel else {
        continue
      }
      switch normalized(start..<index) {
      case .ascii(let label): total += max(sizes[label] ?? 0, anySize)
      case .other: total += largest.size
      }
    }
    if total > limits.referenceBytes {
      report(
        .limitReferences,
        "written out at each use, the link definitions come to \(total < 10_000 ? "\(total) bytes" : "\(total / 1_000) KB")",
        largest.line,
        help:
          "shorten the address, or raise `reference_bytes` (\(limits.referenceBytes)) under `limits:` in site.yml"
      )
    }
  }

  private func definitions() -> [Definition] {
    var definitions: [Definition] = []
    for line in 0..<lines.count {
      let range = lines.range(ofLine: line)
      let start = contentStart(of: range).offset
      guard start < range.upperBound, bytes[start] == UInt8(ascii: "["),
        let close = endOfLabel(from: start + 1)
      else { continue }
      definitions.append(
        Definition(
          label: normalized(start + 1..<close), size: definitionEnd(from: close + 2) - close, line: range))
    }
    return definitions
  }

  /// The `]` of a label that begins a definition; it may stand in a later line.
  private func endOfLabel(from start: Int) -> Int? {
    var index = start
    while index + 1 < bytes.count, index - start <= longestLabel {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "]"): return bytes[index + 1] == UInt8(ascii: ":") ? index : nil
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Where the destination and the title of a definition end at the latest.
  private func definitionEnd(from start: Int) -> Int {
    var hasDestination = false
    var quote: UInt8?
    var previous = UInt8(ascii: " ")
    var index = start
    while index < bytes.count, index - start < limits.referenceBytes {
      let byte = bytes[index]
      if isLineEnd(byte) {
        var next = index + 1
        if byte == UInt8(ascii: "\r"), next < bytes.count, bytes[next] == UInt8(ascii: "\n") { next += 1 }
        var text = next
        while text < bytes.count,
          bytes[text] == UInt8(ascii: " ") || bytes[text] == UInt8(ascii: "\t")
            || bytes[text] == UInt8(ascii: ">")
        {
          text += 1
        }
        if text >= bytes.count || isLineEnd(bytes[text]) { return index }
        if quote == nil, hasDestination, closing(bytes[text]) == nil { return index }
        (index, previous) = (text, UInt8(ascii: " "))
        continue
      }
      if let open = quote {
        if byte == open, previous != UInt8(ascii: "\\") { return index + 1 }
      } else if !isSpaceOrLineEnd(byte) {
        if hasDestination, isSpaceOrLineEnd(previous) { quote = closing(byte) }
        hasDestination = true
      }
      previous = byte
      index += 1
    }
    return index
  }

  /// What closes a title that begins with this byte; `nil` when none does.
  private func closing(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): byte
    case UInt8(ascii: "("): UInt8(ascii: ")")
    default: nil
    }
  }

  private enum Label {
    case ascii([UInt8])
    case other
  }

  /// Bytes that CommonMark allows between the brackets.
  private let longestLabel = 1_000

  /// A label as CommonMark compares it, near enough: ASCII case and white space do not count.
  private func normalized(_ range: Range<Int>) -> Label {
    var label: [UInt8] = []
    for byte in bytes[range] {
      if byte >= 0x80 { return .other }
      if isSpaceOrLineEnd(byte) {
        if let last = label.last, last != UInt8(ascii: " ") { label.append(UInt8(ascii: " ")) }
      } else {
        label.append((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte)
      }
    }
    if label.last == UInt8(ascii: " ") { label.removeLast() }
    return .ascii(label)
  }

  private mutating func report(_ code: DiagnosticCode, _ message: String, _ range: Range<Int>, help: String) {
    diagnostics.append(Diagnostic(code, message, at: SourceSpan(file: file, bytes: range), help: help))
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  private func isSpaceOrLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || isLineEnd(byte)
  }
}
