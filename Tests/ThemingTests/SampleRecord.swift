import Diagnostics

@testable import Theming

/// A value with its type beside it, for templates that need no Swift type of their own.
indirect enum Sample: Sendable {
  case absent
  case text(String)
  case number(Int)
  case flag(Bool)
  case markup(String)
  case record([(String, Sample)])
  case list([Sample])
  case texts([String])

  var kind: FieldKind {
    switch self {
    case .absent, .text: .text
    case .number: .number
    case .flag: .flag
    case .markup: .markup
    case .record: .record(SampleRecord(self).type)
    case .list(let items): .list(SampleRecord(.merged(items)).type)
    case .texts: .texts
    }
  }

  /// One record with all the fields of several.
  private static func merged(_ items: [Sample]) -> Sample {
    var fields: [(String, Sample)] = []
    for case .record(let own) in items {
      for field in own where !fields.contains(where: { $0.0 == field.0 }) { fields.append(field) }
    }
    return .record(fields)
  }
}

struct SampleRecord: TemplateRecord {
  let type: RecordType
  private let fields: [(String, Sample)]
  /// Names of fields that are fixed, here and in the records within.
  private let fixed: Set<String>

  /// - Parameter type: the order of the fields, if another record has already fixed it.
  init(_ sample: Sample, type: RecordType? = nil, fixed: Set<String> = []) {
    guard case .record(let fields) = sample else { preconditionFailure("only records have fields") }
    self.fields = fields
    self.fixed = fixed
    self.type =
      type
      ?? RecordType(
        name: "sample", summary: "A sample.",
        fields: fields.map { FieldDeclaration($0.0, $0.1.kind, "A field.") })
  }

  func value(at field: Int) -> TemplateValue {
    let declared = type.fields[field]
    switch fields.first(where: { $0.0 == declared.name })?.1 ?? .absent {
    case .absent: return .absent
    case .text(let text): return .text(text)
    case .number(let number): return .number(number)
    case .flag(let flag): return .flag(flag)
    case .markup(let markup): return .markup { $0.trustedMarkup(Array(markup.utf8)) }
    case .texts(let texts): return .texts(texts)
    case .record(let inner): return .record(SampleRecord(.record(inner), fixed: fixed))
    case .list(let items):
      guard case .list(let type) = declared.kind else { return .absent }
      return .list(items.map { SampleRecord($0, type: type, fixed: fixed) })
    }
  }
}

extension SampleRecord {
  func isFixed(at field: Int) -> Bool { fixed.contains(type.fields[field].name) }
}

/// Compiles and runs a template with partials and one record.
///
/// - Returns: the text, or `nil` together with an error.
func render(
  _ template: String, _ record: [(String, Sample)] = [], partials: [String: String] = [:],
  phrases: [String: String] = [:], assets: [String: String] = [:]
) -> (text: String?, diagnostics: [Diagnostic]) {
  var library = TemplateCompiler.Library(assetPaths: assets)
  var diagnostics: [Diagnostic] = []
  // File 0 is the template; the partials and phrases follow in the order of their names.
  for (number, (name, text)) in ([("main", template)] + partials.sorted { $0.key < $1.key }).enumerated() {
    let source = TemplateSource(template: name, Array(text.utf8), file: FileID(number))
    let (parsed, found) = TemplateParser.parse(source)
    library.templates[name] = parsed
    diagnostics += found
  }
  for (key, text) in phrases.sorted(by: { $0.key < $1.key }) {
    let bytes = Array(text.utf8)
    let place = SourceSpan(file: FileID(100), bytes: 0..<bytes.count)
    let source = TemplateSource(phrase: key, bytes, place: place, isExact: true)
    let (parsed, found) = TemplateParser.parse(source)
    library.phrases[key] = parsed
    diagnostics += found
  }
  let sample = SampleRecord(.record(record))
  let (program, found) = TemplateCompiler.compile("main", records: [sample.type], library: library)
  diagnostics += found
  guard let program, !diagnostics.hasErrors else { return (nil, diagnostics) }
  return (program.text(of: sample), diagnostics)
}

extension TemplateProgram {
  func text(of record: SampleRecord) -> String {
    var writer = HTMLWriter(capacity: 64)
    run(records: [record], into: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// Findings as `line:column code marked text`, so that a test shows the place and what stands there.
func places(_ diagnostics: [Diagnostic], in text: String) -> [String] {
  let index = LineIndex(Array(text.utf8))
  return diagnostics.map { diagnostic in
    guard case .span(let span) = diagnostic.place else { return "whole \(diagnostic.code.rawValue)" }
    let (start, end) = (Int(span.bytes.lowerBound), Int(span.bytes.upperBound))
    let marked = String(decoding: index.text[start..<end], as: UTF8.self)
    return "\(index.line(at: start)):\(index.column(at: start)) \(diagnostic.code.rawValue) \(marked)"
  }
}
