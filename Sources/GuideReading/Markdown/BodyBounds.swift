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
    var reported: Set<DiagnosticCode> = []
    for line in 0..<lines.count {
      let range = lines.range(ofLine: line)
      let start = contentStart(of: range)
      if start.nesting > limits.nesting, reported.insert(.limitNesting).inserted {
        report(
          .limitNesting, "quotes and lists stand \(start.nesting) deep inside one another", range,
          help: "use fewer levels, or raise `nesting` (\(limits.nesting)) under `limits:` in site.yml")
      }
      guard start.offset < range.upperBound, !isLineEnd(bytes[start.offset]) else {
        (delimiterLines, columns) = (0, 0)
        continue
      }
      if let found = delimiterColumns(from: start.offset, to: range.upperBound) {
        delimiterLines += 1
        columns = max(columns, found)
        if found > limits.tableColumns, reported.insert(.limitTableColumns).inserted {
          report(
            .limitTableColumns, "this table has \(found) columns", range,
            help: "use a list, or raise `table_columns` (\(limits.tableColumns)) under `limits:` in site.yml")
        }
        if delimiterLines > limits.delimiterLines, reported.insert(.limitDelimiterLines).inserted {
          report(
            .limitDelimiterLines, "more than \(limits.delimiterLines) lines of dashes follow each other", range,
            help: "part them with empty lines, or raise `delimiter_lines` under `limits:` in site.yml")
        }
      }
      cells += columns
      if cells > limits.tableCells, reported.insert(.limitTableCells).inserted {
        report(
          .limitTableCells, "the tables of this file have more than \(limits.tableCells) cells", range,
          help: "move some of them to a file of their own, or raise `table_cells` under `limits:` in site.yml")
      }
    }
  }

  /// Where a line's own text starts behind the markers of quotes and lists, and how deep that is.
  private func contentStart(of range: Range<Int>) -> (offset: Int, nesting: Int) {
    var index = range.lowerBound
    var indent = 0
    var nesting = 0
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
        index += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard index + 1 < range.upperBound, isSpaceOrLineEnd(bytes[index + 1]) else { return done() }
        nesting += 1
        index += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        var end = index
        while end < range.upperBound, end - index < 10, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end]) {
          end += 1
        }
        guard end + 1 < range.upperBound, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")"),
          isSpaceOrLineEnd(bytes[end + 1])
        else { return done() }
        nesting += 1
        index = end + 1
      default: return done()
      }
    }
    return done()

    // A marker behind white space may continue lists that began on lines above: one for each two columns.
    func done() -> (Int, Int) { (index, nesting == 0 ? 0 : nesting + indent / 2) }
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
      case UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), 0x0B, 0x0C:
        break
      default: return nil
      }
    }
    return columns == 0 ? nil : columns
  }

  // MARK: Runs of openers

  private mutating func checkMarkup() {
    var count = 0
    var index = Int(lines.offsets[0])
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

  private mutating func checkReferences() {
    // Most files have no definition at all, and of the others most are far below the bound.
    var definitions: [(label: [UInt8], size: Int, line: Range<Int>)] = []
    var largest = 0
    for line in 0..<lines.count {
      let range = lines.range(ofLine: line)
      let start = contentStart(of: range).offset
      guard start < range.upperBound, bytes[start] == UInt8(ascii: "["), start + 1 < range.upperBound,
        bytes[start + 1] != UInt8(ascii: "^"), let close = search.first("]:", in: start..<range.upperBound)
      else { continue }
      // The destination and the title may stand on the next lines; a paragraph's end is their end.
      var end = range.upperBound
      var next = line + 1
      while next < lines.count, end - close < limits.referenceBytes {
        let following = lines.range(ofLine: next)
        if contentStart(of: following).offset >= following.upperBound { break }
        if bytes[following.lowerBound] == UInt8(ascii: "[") || isLineEnd(bytes[following.lowerBound]) { break }
        end = following.upperBound
        next += 1
      }
      definitions.append((normalized(start + 1..<close), end - close, range))
      largest = max(largest, end - close)
    }
    guard !definitions.isEmpty else { return }
    var brackets = 0
    for index in Int(lines.offsets[0])..<bytes.count where bytes[index] == UInt8(ascii: "]") { brackets += 1 }
    guard brackets * largest > limits.referenceBytes else { return }

    var sizes: [[UInt8]: Int] = [:]
    for definition in definitions where sizes[definition.label] == nil { sizes[definition.label] = definition.size }
    var total = 0
    var open: Int?
    for index in Int(lines.offsets[0])..<bytes.count {
      if bytes[index] == UInt8(ascii: "[") { open = index + 1 }
      guard bytes[index] == UInt8(ascii: "]"), let start = open, index - start < 1_000 else { continue }
      total += sizes[normalized(start..<index)] ?? 0
    }
    if total > limits.referenceBytes, let place = definitions.max(by: { $0.size < $1.size }) {
      report(
        .limitReferences, "written out at each use, the link definitions come to \(total / 1_000) KB", place.line,
        help: "shorten the address, or raise `reference_bytes` (\(limits.referenceBytes)) under `limits:` in site.yml")
    }
  }

  /// A label as CommonMark compares it, near enough: ASCII case and white space do not count.
  private func normalized(_ range: Range<Int>) -> [UInt8] {
    var label: [UInt8] = []
    for byte in bytes[range] {
      if isSpaceOrLineEnd(byte) {
        if let last = label.last, last != UInt8(ascii: " ") { label.append(UInt8(ascii: " ")) }
      } else {
        label.append((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte)
      }
    }
    if label.last == UInt8(ascii: " ") { label.removeLast() }
    return label
  }

  private mutating func report(_ code: DiagnosticCode, _ message: String, _ range: Range<Int>, help: String) {
    diagnostics.append(Diagnostic(code, message, at: SourceSpan(file: file, bytes: range), help: help))
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  private func isSpaceOrLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || isLineEnd(byte)
  }
}
