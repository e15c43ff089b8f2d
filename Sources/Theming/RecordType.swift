/// What templates can ask one kind of thing for, such as a page, a step or a link of the navigation.
///
/// Types hold the types of their fields, so they form a tree: a step can name its guide's title, but
/// not hold the guide that holds it.
public struct RecordType: Equatable, Sendable {
  /// In the words of the field: "step", "navigation link".
  package let name: String
  /// One sentence for the theme reference.
  package let summary: String
  package let fields: [FieldDeclaration]

  package init(name: String, summary: String, fields: [FieldDeclaration]) {
    self.name = name
    self.summary = summary
    self.fields = fields
  }

  func index(of name: some StringProtocol) -> Int? { fields.firstIndex { $0.name == name } }
}

public struct FieldDeclaration: Equatable, Sendable {
  /// What a template writes: `lower_snake_case`.
  package let name: String
  package let kind: FieldKind
  /// One sentence for the theme reference: the unit, when it is absent, an example.
  package let summary: String

  package init(_ name: String, _ kind: FieldKind, _ summary: String) {
    self.name = name
    self.kind = kind
    self.summary = summary
  }
}

public indirect enum FieldKind: Equatable, Sendable {
  /// Words: escaped wherever they are written.
  case text
  case number
  /// Yes or no: for sections only.
  case flag
  /// Finished HTML, written with three braces so that nobody does it by accident.
  case markup
  case record(RecordType)
  case list(RecordType)
  /// A list of plain texts, each written as `{{.}}`.
  case texts

  /// With its article, for messages: "text", "a list".
  var phrase: String {
    switch self {
    case .text: "text"
    case .number: "a number"
    case .flag: "a flag (yes or no)"
    case .markup: "markup"
    case .record(let type): "a record (\(type.name))"
    case .list(let type): "a list (\(type.name))"
    case .texts: "a list of texts"
    }
  }
}

/// A template that every theme must have, and what its tags can name.
package struct TemplateDeclaration: Equatable, Sendable {
  /// The name without folder and ending: `part` is `templates/part.mustache`.
  package let name: String
  package let summary: String
  /// The records that a page of this kind gives to the program, outermost first; names are looked
  /// up from the last to the first. The first has the text field `root`: the page's way to the
  /// site's root, empty or with a final slash.
  package let records: [RecordType]

  package init(name: String, summary: String, records: [RecordType]) {
    self.name = name
    self.summary = summary
    self.records = records
  }
}
