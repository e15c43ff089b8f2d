import Diagnostics
import GuideModel
import YAMLReading

/// Reads content/site.yml.
///
/// - Returns: settings in any case, so that the rest of the tree can be read and checked in the same
///   run; what could not be understood keeps its default and is a finding.
package func readSettings(
  _ bytes: UnsafeBufferPointer<UInt8>, file: FileID
) -> (settings: SiteSettings, diagnostics: [Diagnostic]) {
  var settings = SiteSettings(id: Slug("site")!, title: "", language: .english)
  if let problem = firstTextProblem(in: bytes, file: file) { return (settings, [problem]) }
  let (mapping, problems) = readYAML(bytes, range: 0..<bytes.count, file: file)
  guard let mapping else { return (settings, problems) }
  var reader = FieldReader(mapping, owner: "site.yml", place: .whole(file))

  let id = reader.requiredText(
    "id", help: "add a short name that never changes, such as `id: steady-ground`: readers' ticks are kept under it")
  if let id, let slug = reader.slug(from: id, key: "id") { settings.id = slug }
  settings.title =
    reader.requiredText("title", help: "add the library's name, such as `title: Steady Ground`")?.value ?? ""
  settings.description = reader.text("description")?.value
  settings.language = reader.language("language") ?? .english
  settings.baseURL = reader.address("base_url").map { url in
    var trimmed = url
    while trimmed.last == "/" { trimmed.removeLast() }
    return trimmed
  }
  settings.leave = reader.address("leave")
  settings.startHere = reader.path("start_here")
  settings.support = reader.path("support")
  settings.footer = reader.texts("footer").map { Article.Link(destination: $0.value, source: $0.span.bytes) }
  settings.license = reader.text("license")?.value
  if reader.raw("editions") != nil { settings.editions = reader.editions() }
  if let limits = reader.mapping("limits") { settings.limits = reader.limits(limits.value, file: file) }
  if let lint = reader.mapping("lint") { settings.severities = reader.severities(lint.value) }
  return (settings, problems + reader.finish())
}

extension FieldReader {
  fileprivate mutating func path(_ key: String) -> Article.Link? {
    text(key).map { Article.Link(destination: $0.value, source: $0.span.bytes) }
  }

  fileprivate mutating func address(_ key: String) -> String? {
    guard let field = text(key) else { return nil }
    let rest = ["https://", "http://"].lazy.compactMap { scheme in
      field.value.hasPrefix(scheme) ? field.value.dropFirst(scheme.count) : nil
    }.first
    if let rest, let first = rest.first, first.isLetter || first.isNumber || first == "[",
      !rest.contains(where: { $0.isWhitespace || "\"'<>`#".contains($0) })
    {
      return field.value
    }
    report(
      .fieldBadValue, "`\(key)` must be a whole web address", field.span, help: "write it like `https://example.org/guides`")
    return nil
  }

  fileprivate mutating func editions() -> Set<SiteSettings.EditionName> {
    var editions: Set<SiteSettings.EditionName> = [.web]
    let known = SiteSettings.EditionName.allCases.map(\.rawValue)
    for field in texts("editions") {
      if let edition = SiteSettings.EditionName(rawValue: field.value) {
        editions.insert(edition)
      } else {
        report(
          .fieldBadValue, "there is no edition called `\(field.value)`", field.span,
          help: closestMatch(to: field.value, in: known).map { "did you mean `\($0)`?" }
            ?? "the editions are \(known.joined(separator: ", "))")
      }
    }
    return editions
  }

  fileprivate mutating func limits(_ mapping: YAMLMapping, file: FileID) -> Limits {
    var limits = Limits()
    var reader = FieldReader(mapping, owner: "limits", place: .span(mapping.span))
    func set(_ key: String, _ path: WritableKeyPath<Limits, Int>, upTo most: Int) {
      if let count = reader.count(key, in: 1...most) { limits[keyPath: path] = count.value }
    }
    set("file_bytes", \.fileBytes, upTo: 100_000_000)
    set("table_columns", \.tableColumns, upTo: 10_000)
    set("table_cells", \.tableCells, upTo: 10_000_000)
    set("delimiter_lines", \.delimiterLines, upTo: 100_000)
    set("nesting", \.nesting, upTo: 1_000)
    set("reference_bytes", \.referenceBytes, upTo: 1_000_000_000)
    set("markup", \.markup, upTo: 1_000_000)
    for diagnostic in reader.finish() { report(diagnostic) }
    return limits
  }

  fileprivate mutating func severities(_ mapping: YAMLMapping) -> [DiagnosticCode: SiteSettings.SeverityChoice] {
    var severities: [DiagnosticCode: SiteSettings.SeverityChoice] = [:]
    for entry in mapping.entries {
      guard let code = DiagnosticCode(rawValue: entry.key) else {
        let meant = closestMatch(to: entry.key, in: DiagnosticCode.allCases.map(\.rawValue))
        report(
          .fieldUnknown, "there is no finding called `\(entry.key)`", entry.keySpan,
          help: meant.map { "did you mean `\($0)`?" })
        continue
      }
      guard case .scalar(let text, _) = entry.value.content,
        // YAML 1.1 reads a bare `off` as no; here it is the word.
        let choice = SiteSettings.SeverityChoice(rawValue: text.lowercased())
      else {
        report(.fieldWrongType, "`\(entry.key)` must be `off`, `warning` or `error`", entry.value.span)
        continue
      }
      if choice != .error, !code.isAdjustable {
        report(
          .fieldBadValue, "`\(entry.key)` cannot be turned off", entry.value.span,
          help: "it protects your readers, or keeps the site whole")
        continue
      }
      severities[code] = choice
    }
    return severities
  }

  fileprivate mutating func report(_ diagnostic: Diagnostic) {
    guard case .span(let span) = diagnostic.place else { return }
    report(diagnostic.code, diagnostic.message, span, help: diagnostic.help)
  }
}
