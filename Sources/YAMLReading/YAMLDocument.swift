import CYAML
import Diagnostics

/// Reads one YAML mapping out of a stretch of a file.
///
/// Aliases and merge keys are refused, and nesting is bounded, so the result is never larger than
/// the text: nothing like an alias bomb can be written.
///
/// - Parameter range: the bytes of the document in `text`; spans count from the start of `text`.
/// - Returns: `nil` only together with an error. An empty document is an empty mapping.
package func readYAML(
  _ text: UnsafeBufferPointer<UInt8>, range: Range<Int>, file: FileID
) -> (mapping: YAMLMapping?, diagnostics: [Diagnostic]) {
  if let plain = readPlainYAML(text, range: range, file: file) { return (plain, []) }
  return readFullYAML(text, range: range, file: file)
}

/// The same by libyaml alone.
func readFullYAML(
  _ text: UnsafeBufferPointer<UInt8>, range: Range<Int>, file: FileID
) -> (mapping: YAMLMapping?, diagnostics: [Diagnostic]) {
  var reader = YAMLReader(text: text, range: range, file: file)
  let mapping = reader.read()
  return (mapping, reader.diagnostics)
}

package func readYAML(_ text: [UInt8], file: FileID) -> (mapping: YAMLMapping?, diagnostics: [Diagnostic]) {
  text.withUnsafeBufferPointer { readYAML($0, range: 0..<text.count, file: file) }
}

/// Levels of lists and mappings; front matter needs three.
private let deepestNesting = 16

private struct YAMLReader {
  let text: UnsafeBufferPointer<UInt8>
  let range: Range<Int>
  let file: FileID
  var diagnostics: [Diagnostic] = []

  private var parser = yaml_parser_t()
  // libyaml counts characters; the cursor turns its ever-growing counts into byte offsets.
  private var cursor: (character: Int, byte: Int)
  private let isASCII: Bool

  init(text: UnsafeBufferPointer<UInt8>, range: Range<Int>, file: FileID) {
    self.text = text
    self.file = file
    // A byte order mark is not text; libyaml would count it as the first line's first column.
    let hasMark = text[range].starts(with: [0xEF, 0xBB, 0xBF])
    let range = hasMark ? range.lowerBound + 3..<range.upperBound : range
    self.range = range
    cursor = (0, range.lowerBound)
    isASCII = text[range].allSatisfy { $0 < 0x80 }
  }

  /// Why reading stopped; the finding itself is already recorded.
  private struct Stopped: Error {}

  mutating func read() -> YAMLMapping? {
    // An empty file may come as no bytes at all.
    guard let base = text.baseAddress else {
      return YAMLMapping(entries: [], span: span(range.lowerBound..<range.lowerBound))
    }
    guard yaml_parser_initialize(&parser) == 1 else { return nil }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&parser, base + range.lowerBound, range.count)
    return try? document()
  }

  private mutating func document() throws(Stopped) -> YAMLMapping {
    while true {
      let event = try next()
      switch event.kind {
      case YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT: continue
      case YAML_STREAM_END_EVENT:
        return YAMLMapping(entries: [], span: span(range.lowerBound..<range.lowerBound))
      default:
        let value = try self.value(from: event, depth: 0)
        var following = try next()
        if following.kind == YAML_DOCUMENT_END_EVENT { following = try next() }
        if following.kind != YAML_STREAM_END_EVENT {
          try fail(.yamlSyntax, "only one YAML document can stand here", following.bytes)
        }
        switch value.content {
        case .mapping(let mapping): return mapping
        case .scalar("", isPlain: true): return YAMLMapping(entries: [], span: value.span)
        default:
          try fail(
            .yamlSyntax, "this is not a list of settings",
            Int(value.span.bytes.lowerBound)..<Int(value.span.bytes.upperBound),
            help: hint(value))
        }
      }
    }
  }

  private mutating func value(from event: Event, depth: Int) throws(Stopped) -> YAMLValue {
    if depth > deepestNesting {
      try fail(
        .yamlTooDeep, "lists and settings are nested more than \(deepestNesting) deep here", event.bytes)
    }
    if let mark = event.mark {
      let isAnchor = mark == UInt8(ascii: "&")
      try fail(
        isAnchor ? .yamlAlias : .yamlSyntax,
        isAnchor ? "YAML anchors (`&name`) are not read" : "a value cannot begin with `!`", event.bytes,
        help: "put the whole value in quotes")
    }
    switch event.kind {
    case YAML_SCALAR_EVENT:
      // Written as `"\u0000"`; as itself it was found before.
      if !event.isPlain, let bad = event.text.unicodeScalars.first(where: \.isForbiddenInPages) {
        diagnostics.append(
          Diagnostic(
            .textControlCharacter, "there is an invisible control character (\(bad.name)) in this value",
            at: span(event.bytes), help: "take it out"))
      }
      return YAMLValue(.scalar(event.text, isPlain: event.isPlain), span: span(event.bytes))
    case YAML_SEQUENCE_START_EVENT:
      var items: [YAMLValue] = []
      while true {
        let item = try next()
        if item.kind == YAML_SEQUENCE_END_EVENT {
          return YAMLValue(.list(items), span: span(event.bytes.lowerBound..<item.bytes.upperBound))
        }
        items.append(try value(from: item, depth: depth + 1))
      }
    case YAML_MAPPING_START_EVENT:
      var entries: [YAMLMapping.Entry] = []
      // By key: a file may hold thousands.
      var places: [String: Int] = [:]
      while true {
        let key = try next()
        if key.kind == YAML_MAPPING_END_EVENT {
          let mapping = YAMLMapping(
            entries: entries, span: span(event.bytes.lowerBound..<key.bytes.upperBound))
          return YAMLValue(.mapping(mapping), span: mapping.span)
        }
        guard key.kind == YAML_SCALAR_EVENT, key.mark == nil else {
          try fail(.yamlSyntax, "a setting's name must be plain text", key.bytes)
        }
        let value = try value(from: try next(), depth: depth + 1)
        if let first = places[key.text].map({ entries[$0] }) {
          diagnostics.append(
            Diagnostic(
              .yamlDuplicateKey, "`\(key.text)` is set twice", at: span(key.bytes),
              help: "keep one of the two",
              related: [.init(.span(first.keySpan), "first set here")]))
        } else {
          places[key.text] = entries.count
          entries.append(.init(key: key.text, keySpan: span(key.bytes), value: value))
        }
      }
    case YAML_ALIAS_EVENT:
      try fail(
        .yamlAlias, "YAML aliases (`*name`) are not read", event.bytes,
        help: "write the value out; put text that begins with `*` in quotes")
    default:
      try fail(.yamlSyntax, "this is not a value", event.bytes)
    }
  }

  /// `title Sit down` or `title:Sit down`, where a list of settings should be.
  private func hint(_ value: YAMLValue) -> String {
    if case .scalar(let text, isPlain: true) = value.content,
      let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), !text[..<colon].contains(" ")
    {
      let rest = text[text.utf8.index(after: colon)...].prefix { $0 != "\n" && $0 != " " }
      return "put a space behind the colon: `\(text[..<colon]): \(rest)…`"
    }
    return "write one setting a line, each with a colon behind its name: `title: Name exactly what you did`"
  }

  // MARK: libyaml

  private struct Event {
    var kind: yaml_event_type_t
    var bytes: Range<Int>
    var text = ""
    var isPlain = false
    /// `&` of an anchor or `!` of a tag before the value: YAML would take the word behind it away.
    var mark: UInt8?
  }

  private mutating func next() throws(Stopped) -> Event {
    var raw = yaml_event_t()
    guard yaml_parser_parse(&parser, &raw) == 1 else { throw syntaxError() }
    defer { yaml_event_delete(&raw) }
    let start = byte(at: Int(raw.start_mark.index))
    let end = max(start, byte(at: Int(raw.end_mark.index), keepingCursor: true))
    var event = Event(kind: raw.type, bytes: start..<end)
    switch raw.type {
    case YAML_SEQUENCE_START_EVENT:
      event.mark = mark(anchor: raw.data.sequence_start.anchor, tag: raw.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      event.mark = mark(anchor: raw.data.mapping_start.anchor, tag: raw.data.mapping_start.tag)
    case YAML_SCALAR_EVENT:
      let scalar = raw.data.scalar
      event.mark = mark(anchor: scalar.anchor, tag: scalar.tag)
      event.text = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      event.isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
    default: break
    }
    return event
  }

  private func mark(anchor: UnsafePointer<UInt8>?, tag: UnsafePointer<UInt8>?) -> UInt8? {
    if anchor != nil { return UInt8(ascii: "&") }
    return tag == nil ? nil : UInt8(ascii: "!")
  }

  /// What libyaml says, put into words that tell an author what to do.
  private mutating func syntaxError() -> Stopped {
    if parser.error == YAML_MEMORY_ERROR { fatalError("out of memory while reading YAML") }
    let problem = parser.problem.map { String(cString: $0) } ?? "cannot be read"
    var mark = parser.problem_mark
    if parser.error == YAML_READER_ERROR { mark.index = Int(parser.problem_offset) }
    let at = min(byte(at: Int(mark.index)), range.upperBound)
    let lineStart =
      text[range.lowerBound..<at].lastIndex { $0 == UInt8(ascii: "\n") }.map { $0 + 1 } ?? range.lowerBound
    let lineEnd = text[at..<range.upperBound].firstIndex { $0 == UInt8(ascii: "\n") } ?? range.upperBound
    let line = String(decoding: text[lineStart..<lineEnd], as: UTF8.self)

    let context = parser.context.map { String(cString: $0) } ?? ""
    let character = at..<min(at + 1, max(at, lineEnd))
    if problem.contains("mapping values are not allowed"),
      let colon = line.utf8.firstIndex(of: UInt8(ascii: ":"))
    {
      let key = line[..<colon].trimmed(), value = line[line.utf8.index(after: colon)...].trimmed()
      record(
        .yamlSyntax, "a value with a colon in it must stand in quotes", character,
        help: value.isEmpty ? "put it in quotes" : "put it in quotes: `\(key): \(quoted(value))`")
    } else if problem.contains("tab character")
      || (problem.contains("cannot start any token") && at < range.upperBound
        && text[at] == UInt8(ascii: "\t"))
    {
      record(.yamlSyntax, "YAML does not allow a tab here", character, help: "indent with spaces")
    } else if problem.contains("cannot start any token") {
      record(
        .yamlSyntax, "a value cannot begin with this character", character,
        help: "put the whole value in quotes")
    } else if context.contains("an alias") || context.contains("an anchor") {
      let sign = context.contains("an alias") ? "*" : "&"
      record(
        .yamlAlias, "a value cannot begin with `\(sign)`", contextStart()..<max(contextStart(), at),
        help: "put the whole value in quotes")
    } else if context.contains("a tag") {
      record(
        .yamlSyntax, "a value cannot begin with `!`", contextStart()..<max(contextStart(), at),
        help: "put the whole value in quotes")
    } else if problem.contains("unexpected end of stream") {
      record(
        .yamlSyntax, "a quotation mark is opened and never closed", endOfLine(from: contextStart()),
        help: "close it with the same mark; inside double quotes write \\\" for one of your own")
    } else if context.contains("flow sequence") || context.contains("flow mapping") {
      let isList = context.contains("flow sequence")
      record(
        .yamlSyntax, "a \(isList ? "list in square" : "group in curly") brackets is opened and not closed",
        endOfLine(from: contextStart()),
        help:
          "close it with `\(isList ? "]" : "}")`; put text that begins with `\(isList ? "[" : "{")` in quotes"
      )
    } else if problem.contains("could not find expected ':'") {
      record(
        .yamlSyntax, "a setting needs a colon and a space after its name", endOfLine(from: contextStart()),
        help: "write it as `name: value`; text that goes on over several lines belongs in quotes")
    } else if let apostrophe = apostropheInQuotes(line, before: at - lineStart) {
      record(
        .yamlSyntax, "the quotation ends at the apostrophe in it",
        lineStart + apostrophe..<lineStart + apostrophe + 1,
        help: "put the whole value in double quotes")
    } else if problem.contains("expected key") || problem.contains("expected <document start>")
      || problem.contains("block end") || problem.contains("block sequence entries")
    {
      record(
        .yamlSyntax, "this does not fit what stands before it", endOfLine(from: at),
        help:
          "begin each setting at the left edge, and put a value with brackets or quotation marks in it in quotes"
      )
    } else {
      record(
        .yamlSyntax, "this YAML cannot be read: \(problem)\(context.isEmpty ? "" : " \(context)")", character,
        help: "if it is text, put the whole value in quotes")
    }
    return Stopped()
  }

  /// The second `'` of a line such as `title: 'Don't sit'`, when reading stopped right behind it.
  private func apostropheInQuotes(_ line: String, before offset: Int) -> Int? {
    let bytes = Array(line.utf8)
    guard offset > 1, offset <= bytes.count, bytes[offset - 1] == UInt8(ascii: "'"),
      bytes[..<(offset - 1)].contains(UInt8(ascii: "'"))
    else { return nil }
    return offset - 1
  }

  /// Where libyaml began to read what it could not finish.
  private mutating func contextStart() -> Int {
    byte(at: Int(parser.context_mark.index), keepingCursor: true)
  }

  private func endOfLine(from start: Int) -> Range<Int> {
    var end = text[start..<range.upperBound].firstIndex { $0 == UInt8(ascii: "\n") } ?? range.upperBound
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return start..<max(start, end)
  }

  private func quoted(_ value: String) -> String {
    "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Byte offset of the character with this number; numbers may not go back below the cursor.
  private mutating func byte(at character: Int, keepingCursor: Bool = false) -> Int {
    if isASCII { return min(range.lowerBound + character, range.upperBound) }
    var (count, byte) = cursor
    if character < count { (count, byte) = (0, range.lowerBound) }
    while count < character, byte < range.upperBound {
      byte += 1
      while byte < range.upperBound, text[byte] & 0xC0 == 0x80 { byte += 1 }
      count += 1
    }
    if !keepingCursor { cursor = (count, byte) }
    return byte
  }

  private func span(_ bytes: Range<Int>) -> SourceSpan { SourceSpan(file: file, bytes: bytes) }

  private mutating func record(_ code: DiagnosticCode, _ message: String, _ bytes: Range<Int>, help: String?)
  {
    diagnostics.append(Diagnostic(code, message, at: span(bytes), help: help))
  }

  private mutating func fail(
    _ code: DiagnosticCode, _ message: String, _ bytes: Range<Int>, help: String? = nil
  ) throws(Stopped) -> Never {
    record(code, message, bytes, help: help)
    throw Stopped()
  }
}

extension String {
  fileprivate func replacing(_ from: Character, with to: String) -> String {
    reduce(into: "") { $0 += $1 == from ? to : String($1) }
  }
}
