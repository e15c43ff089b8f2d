import Diagnostics

/// Turns a YAML mapping into typed values and collects what is wrong with it.
///
/// Every key that is read becomes known; `finish()` reports the others with a suggestion.
package struct FieldReader {
  /// What the fields belong to, for messages: "a step", "site.yml".
  private let owner: String
  private let mapping: YAMLMapping
  /// Points at the whole mapping, for fields that are missing.
  private let place: SourcePlace
  private var known: [String] = []
  package private(set) var diagnostics: [Diagnostic] = []

  package init(_ mapping: YAMLMapping, owner: String, place: SourcePlace) {
    self.mapping = mapping
    self.owner = owner
    self.place = place
    // All keys of a step; a growing array would be copied four times for each.
    known.reserveCapacity(16)
  }

  package struct Field<Value: Sendable>: Sendable {
    package var value: Value
    package var span: SourceSpan

    package init(value: Value, span: SourceSpan) {
      self.value = value
      self.span = span
    }
  }

  package mutating func raw(_ key: String) -> YAMLValue? {
    known.append(key)
    return mapping[key]
  }

  /// One line of text, without space at its ends; numbers and words alike are text here.
  package mutating func text(_ key: String) -> Field<String>? {
    guard let value = raw(key) else { return nil }
    guard let text = scalar(value) else { return wrongType(key, value, wanted: "text") }
    if text.isEmpty {
      report(
        .fieldBadValue, "`\(key)` is empty", value.span,
        help: "give it a text, or leave the line out; text that begins with `#` stands in quotes")
      return nil
    }
    return Field(value: text, span: value.span)
  }

  package mutating func requiredText(_ key: String, help: String) -> Field<String>? {
    if mapping.index(of: key) == nil {
      known.append(key)
      let article = "aeiou".contains(key.prefix(1)) ? "an" : "a"
      diagnostics.append(
        Diagnostic(.fieldMissing, "\(owner) needs \(article) `\(key)`", at: place, help: help))
      return nil
    }
    return text(key)
  }

  package mutating func flag(_ key: String) -> Field<Bool>? {
    guard let value = raw(key) else { return nil }
    if case .scalar(let text, isPlain: true) = value.content {
      // The words of YAML 1.1 that people use for yes and no.
      switch text.lowercased() {
      case "true", "yes", "on": return Field(value: true, span: value.span)
      case "false", "no", "off": return Field(value: false, span: value.span)
      default: break
      }
    }
    return wrongType(key, value, wanted: "`true` or `false`")
  }

  package mutating func texts(_ key: String) -> [Field<String>] {
    guard let value = raw(key) else { return [] }
    guard case .list(let items) = value.content else {
      // One thing needs no list.
      if let text = scalar(value), !text.isEmpty { return [Field(value: text, span: value.span)] }
      let _: Field<String>? = wrongType(key, value, wanted: "a list")
      return []
    }
    return items.compactMap { item in
      guard let text = scalar(item), !text.isEmpty else {
        return wrongType(key, item, wanted: "a list of texts", help: "put text with a colon in it in quotes")
      }
      return Field(value: text, span: item.span)
    }
  }

  package mutating func mapping(_ key: String) -> Field<YAMLMapping>? {
    guard let value = raw(key) else { return nil }
    guard case .mapping(let inner) = value.content else {
      return wrongType(key, value, wanted: "a group of settings")
    }
    return Field(value: inner, span: value.span)
  }

  package mutating func count(_ key: String, in range: ClosedRange<Int>) -> Field<Int>? {
    guard let value = raw(key) else { return nil }
    guard let number = scalar(value).flatMap({ Int($0) }), range.contains(number) else {
      return wrongType(key, value, wanted: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return Field(value: number, span: value.span)
  }

  /// Reports a value that has the right type and still cannot be meant.
  package mutating func report(
    _ code: DiagnosticCode, _ message: String, _ span: SourceSpan, help: String? = nil
  ) {
    diagnostics.append(Diagnostic(code, message, at: span, help: help))
  }

  /// Reports every key that nothing asked for.
  package mutating func finish() -> [Diagnostic] {
    for entry in mapping.entries where !known.contains(entry.key) {
      let meant = closestMatch(to: entry.key, in: known)
      report(
        .fieldUnknown, "\(owner) has no setting `\(entry.key)`", entry.keySpan,
        help: meant.map { "did you mean `\($0)`?" }
          ?? "known here: \(Set(known).sorted().joined(separator: ", "))"
          + (known.contains("extra") ? "; anything of your own goes under `extra:`" : ""))
    }
    return diagnostics
  }

  private mutating func wrongType<Value>(
    _ key: String, _ value: YAMLValue, wanted: String, help: String? = nil
  ) -> Field<Value>? {
    report(.fieldWrongType, "`\(key)` must be \(wanted)", value.span, help: help)
    return nil
  }

  private func scalar(_ value: YAMLValue) -> String? {
    guard case .scalar(let text, let isPlain) = value.content else { return nil }
    // In YAML a lone `~` or `null` stands for nothing.
    if isPlain, text == "~" || text == "null" { return "" }
    return text[...].trimmed()
  }
}
