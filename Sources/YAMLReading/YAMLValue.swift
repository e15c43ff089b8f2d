import Diagnostics

/// One value of a YAML document, with the place it was written at.
package struct YAMLValue: Equatable, Sendable {
  package enum Content: Equatable, Sendable {
    /// `isPlain` is false for quoted and block scalars, which are always text.
    case scalar(String, isPlain: Bool)
    case list([YAMLValue])
    case mapping(YAMLMapping)
  }

  package var content: Content
  package var span: SourceSpan

  package init(_ content: Content, span: SourceSpan) {
    self.content = content
    self.span = span
  }
}

/// Keys and values in the order written; a key stands once.
package struct YAMLMapping: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    package var key: String
    package var keySpan: SourceSpan
    package var value: YAMLValue
  }

  package var entries: [Entry]
  package var span: SourceSpan

  package init(entries: [Entry], span: SourceSpan) {
    self.entries = entries
    self.span = span
  }

  package subscript(key: String) -> YAMLValue? { index(of: key).map { entries[$0].value } }

  /// Asked a dozen times for each file, so entries are looked at where they are.
  func index(of key: String) -> Int? { entries.indices.first { entries[$0].key == key } }
}
