/// A phrase that the code asks for, so that a theme without it is reported before a page needs it.
package struct PhraseDeclaration: Equatable, Sendable, ExpressibleByStringLiteral {
  package let key: String
  /// The names that the phrase may hold: `step_of` is "Step {{number}} of {{total}}".
  package let placeholders: [String]

  package init(_ key: String, placeholders: [String] = []) {
    self.key = key
    self.placeholders = placeholders
  }

  package init(stringLiteral key: String) { self.init(key) }

  /// The phrase as a record type, so that its placeholders are checked as in a template.
  var recordType: RecordType {
    RecordType(
      name: "phrase", summary: "A phrase that is filled in outside templates.",
      fields: placeholders.map { FieldDeclaration($0, .text, "") })
  }
}

extension ParsedTemplate {
  /// The words of a phrase with its placeholders filled in, not escaped.
  func filled(with values: [String: String]) -> String {
    nodes.reduce(into: "") { text, node in
      switch node {
      case .text(let range, _): text += source.text(range)
      case .field(let tag, _): text += values[tag.name] ?? ""
      default: break
      }
    }
  }
}
