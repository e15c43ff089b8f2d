/// Findings for other programs: one JSON object a line. Documentation/Diagnostics.md has the schema.
package struct JSONReport {
  private let sources: SourceIndex

  package init(sources: SourceIndex) { self.sources = sources }

  package func lines(_ diagnostics: [Diagnostic]) -> [String] {
    var positions = PositionFinder(sources)
    return diagnostics.map { diagnostic in
      var fields = [
        ("severity", quoted(diagnostic.severity.rawValue)), ("code", quoted(diagnostic.code.rawValue)),
        ("message", quoted(diagnostic.message)),
      ]
      fields += place(diagnostic.place, &positions)
      if let help = diagnostic.help { fields.append(("help", quoted(help))) }
      if !diagnostic.related.isEmpty {
        let related = diagnostic.related.map {
          object([("label", quoted($0.label))] + place($0.place, &positions))
        }
        fields.append(("related", "[" + related.joined(separator: ",") + "]"))
      }
      return object(fields)
    }
  }

  private func place(_ place: SourcePlace, _ positions: inout PositionFinder) -> [(String, String)] {
    var fields = [("file", quoted(sources.path(place.file)))]
    if case .span(let span) = place, let position = positions.find(span) {
      fields += [
        ("line", String(position.start.line)), ("column", String(position.start.column)),
        ("endLine", String(position.end.line)), ("endColumn", String(position.end.column)),
        ("offset", String(span.bytes.lowerBound)), ("length", String(span.bytes.count)),
      ]
    }
    return fields
  }

  private func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\u{0}"..<" ", "\u{7F}":
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

/// Findings as annotations of a GitHub workflow run.
package struct GitHubReport {
  private let sources: SourceIndex

  package init(sources: SourceIndex) { self.sources = sources }

  package func lines(_ diagnostics: [Diagnostic]) -> [String] {
    var positions = PositionFinder(sources)
    return diagnostics.map { diagnostic in
      var properties = "file=" + escaped(sources.path(diagnostic.place.file), isProperty: true)
      if case .span(let span) = diagnostic.place, let position = positions.find(span) {
        properties += ",line=\(position.start.line),endLine=\(position.end.line)"
        // GitHub refuses columns of an annotation that spans lines.
        if position.start.line == position.end.line {
          properties += ",col=\(position.start.column),endColumn=\(position.end.column)"
        }
      }
      properties += ",title=" + escaped(diagnostic.code.rawValue, isProperty: true)
      let message = diagnostic.help.map { "\(diagnostic.message)\nhelp: \($0)" } ?? diagnostic.message
      return "::\(diagnostic.severity.rawValue) \(properties)::\(escaped(message, isProperty: false))"
    }
  }

  /// As GitHub's workflow commands want it.
  private func escaped(_ text: String, isProperty: Bool) -> String {
    text.unicodeScalars.reduce(into: "") { out, scalar in
      switch scalar {
      case "%": out += "%25"
      case "\r": out += "%0D"
      case "\n": out += "%0A"
      case ":" where isProperty: out += "%3A"
      case "," where isProperty: out += "%2C"
      default: out.unicodeScalars.append(scalar)
      }
    }
  }
}

/// Lines and columns of spans; each file is read once.
private struct PositionFinder {
  private let sources: SourceIndex
  private var texts: [FileID: LineIndex?] = [:]
  private var columns = ColumnCounter()

  init(_ sources: SourceIndex) { self.sources = sources }

  mutating func find(
    _ span: SourceSpan
  ) -> (start: (line: Int, column: Int), end: (line: Int, column: Int))? {
    let index: LineIndex?
    if let known = texts[span.file] {
      index = known
    } else {
      index = sources.load(span.file).map(LineIndex.init)
      texts[span.file] = .some(index)
    }
    guard let index else { return nil }
    func position(_ offset: Int32) -> (line: Int, column: Int) {
      (index.line(at: Int(offset)), columns.column(at: Int(offset), in: index, of: span.file))
    }
    return (position(span.bytes.lowerBound), position(span.bytes.upperBound))
  }
}
