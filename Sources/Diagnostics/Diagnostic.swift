/// Something an author should know about one place in the content or theme folder.
///
/// Stages return these as values; only the command prints them and decides the exit status.
package struct Diagnostic: Equatable, Sendable {
  package enum Severity: String, Sendable { case warning, error }

  /// A second place that the message speaks of, such as the first of two things with one number.
  package struct Related: Equatable, Sendable {
    package var place: SourcePlace
    /// A few words that stand beside the mark: "first used here".
    package var label: String

    package init(_ place: SourcePlace, _ label: String) {
      self.place = place
      self.label = label
    }
  }

  package var code: DiagnosticCode
  package var severity: Severity
  /// One sentence that names the thing and makes sense without the source line; no final full stop.
  package var message: String
  package var place: SourcePlace
  /// What to do about it, in the author's words: "did you mean `repair-it`?"
  package var help: String?
  package var related: [Related]

  package init(
    _ code: DiagnosticCode, _ message: String, at place: SourcePlace, help: String? = nil,
    related: [Related] = []
  ) {
    self.code = code
    self.severity = code.severity
    self.message = message
    self.place = place
    self.help = help
    self.related = related
  }

  package init(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan, help: String? = nil,
    related: [Related] = []
  ) {
    self.init(code, message, at: .span(span), help: help, related: related)
  }
}

extension [Diagnostic] {
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// In source order; findings at one place keep the order in which the stages found them.
  package func inSourceOrder() -> [Diagnostic] {
    enumerated().sorted { left, right in
      let (a, b) = (left.element.place, right.element.place)
      return (a.file, a.offset, left.offset) < (b.file, b.offset, right.offset)
    }.map(\.element)
  }
}
