/// Findings as a person reads them: where, what, the line itself with the place marked, what to do.
package struct TerminalReport {
  /// Whether to write ANSI colors; decided where the terminal is known.
  package var color: Bool
  /// Cells in a terminal line; a longer source line is shown in part, around the mark.
  package var width: Int
  private let sources: SourceIndex

  package init(sources: SourceIndex, color: Bool, width: Int = 100) {
    self.sources = sources
    self.color = color
    self.width = max(40, width)
  }

  /// The findings in the order given, each closed by an empty line.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    var texts: [FileID: LineIndex?] = [:]
    func lines(of file: FileID) -> LineIndex? {
      if let known = texts[file] { return known }
      let read = sources.load(file).map(LineIndex.init)
      texts[file] = .some(read)
      return read
    }

    var columns = ColumnCounter()
    var out = ""
    for diagnostic in diagnostics {
      let isError = diagnostic.severity == .error
      let tint: Style = isError ? .error : .warning
      out += styled("\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", tint)
      out += styled(": \(shown(diagnostic.message))", .bold) + "\n"

      let places =
        [(diagnostic.place, "", tint)] + diagnostic.related.map { ($0.place, $0.label, Style.info) }
      var gutter = 1
      for case (.span(let span), _, _) in places {
        guard let index = lines(of: span.file) else { continue }
        gutter = max(gutter, String(index.line(at: Int(span.bytes.lowerBound))).count)
      }
      for (place, label, style) in places {
        out += excerpt(
          place, label: label, style: style, gutter: gutter, lines: lines(of:), columns: &columns)
      }
      if let help = diagnostic.help {
        out += String(repeating: " ", count: gutter + 1) + styled("=", .info) + " help: \(shown(help))\n"
      }
      out += "\n"
    }
    return out
  }

  /// `content/site.yml:3:8`, or the path alone for a file or folder as a whole.
  package func position(of place: SourcePlace) -> String {
    var columns = ColumnCounter()
    return position(of: place, in: { sources.load($0).map(LineIndex.init) }, columns: &columns)
  }

  private func position(
    of place: SourcePlace, in lines: (FileID) -> LineIndex?, columns: inout ColumnCounter
  ) -> String {
    let path = shown(sources.path(place.file))
    guard case .span(let span) = place, let index = lines(span.file) else { return path }
    let offset = Int(span.bytes.lowerBound)
    return "\(path):\(index.line(at: offset)):\(columns.column(at: offset, in: index, of: span.file))"
  }

  private func excerpt(
    _ place: SourcePlace, label: String, style: Style, gutter: Int, lines: (FileID) -> LineIndex?,
    columns: inout ColumnCounter
  ) -> String {
    let margin = String(repeating: " ", count: gutter)
    var out = margin + styled("-->", .info) + " " + position(of: place, in: lines, columns: &columns)
    guard case .span(let span) = place, let index = lines(span.file) else {
      return out + (label.isEmpty ? "\n" : " (\(label))\n")
    }
    let number = index.line(at: Int(span.bytes.lowerBound))
    let line = index.bytes(ofLine: number)
    // A span over several lines is marked to the end of its first.
    let start = min(max(Int(span.bytes.lowerBound), line.lowerBound), line.upperBound)
    let end = min(max(Int(span.bytes.upperBound), start), line.upperBound)
    let window = visible(line: line, mark: start..<end, in: index.text)
    let bar = styled("|", .info)
    let caret = styled(String(repeating: "^", count: max(1, window.mark.displayWidth)), style)
    let numberText = String(number)
    out += "\n" + margin + " " + bar + "\n"
    out += styled(String(repeating: " ", count: gutter - numberText.count) + numberText, .info) + " " + bar
    out += " " + window.before + window.mark + window.after + "\n"
    out += margin + " " + bar + " " + String(repeating: " ", count: window.before.displayWidth) + caret
    out += (label.isEmpty ? "" : " " + styled(shown(label), style)) + "\n"
    return out
  }

  /// The part of a line that fits beside the gutter, cut in three at the mark.
  private func visible(line: Range<Int>, mark: Range<Int>, in text: [UInt8]) -> (
    before: String, mark: String, after: String
  ) {
    func piece(_ range: Range<Int>) -> String { shown(String(decoding: text[range], as: UTF8.self)) }
    let room = width - 8
    // Long lines are cut to bytes near the mark first, so that a 50 MB line costs nothing to show.
    let reach = 4 * room
    var before = piece(max(line.lowerBound, mark.lowerBound - reach)..<mark.lowerBound)
    var marked = piece(mark.lowerBound..<min(mark.upperBound, mark.lowerBound + reach))
    var after = piece(mark.upperBound..<min(line.upperBound, mark.upperBound + reach))
    if marked.displayWidth > room / 2 { marked = marked.prefixFitting(room / 2) + "…" }
    if before.displayWidth + marked.displayWidth > room * 3 / 4 {
      before = "…" + before.suffixFitting(max(8, room * 3 / 4 - marked.displayWidth))
    }
    let left = room - before.displayWidth - marked.displayWidth
    if after.displayWidth > left { after = after.prefixFitting(max(0, left - 1)) + "…" }
    return (before, marked, after)
  }

  /// Text from outside, made safe for a terminal: tabs widened, control characters shown as symbols.
  private func shown(_ text: String) -> String {
    if text.isPrintableASCII { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: out.append(contentsOf: "    ".unicodeScalars)
      case 0..<0x20: out.append(Unicode.Scalar(0x2400 + scalar.value)!)
      case 0x7F: out.append("\u{2421}")
      default: if isHidden(scalar) { out.append("\u{FFFD}") } else { out.append(scalar) }
      }
    }
    return String(out)
  }

  /// C1 controls and direction overrides, which could hide what a line really says.
  private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    (0x80..<0xA0).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
      || (0x2066...0x2069).contains(scalar.value)
  }

  private enum Style: String {
    case error = "1;31"
    case warning = "1;33"
    case info = "1;34"
    case bold = "1"
  }

  private func styled(_ text: String, _ style: Style) -> String {
    color ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
