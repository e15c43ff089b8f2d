import Diagnostics
import Editions
import GuideModel
import GuideReading
import SiteChecks
import Theming

/// One Markdown file through the real pipeline.
package struct RenderedDocument: Sendable {
  package var html: [UInt8]
  /// In source order.
  package var diagnostics: [Diagnostic]
  package var sources: SourceIndex
}

/// Renders one Markdown file by itself, with the default theme.
///
/// - Parameters:
///   - bytes: the file, with front matter or without.
///   - name: what findings call it.
package func renderDocument(_ bytes: [UInt8], named name: String) -> RenderedDocument {
  let file = FileID(0)
  var reader = DocumentReader(limits: Limits())
  let title = FrontMatter(title: name, titleSpan: SourceSpan(file: file, bytes: 0..<0))
  var document: Document?
  var diagnostics: [Diagnostic]
  if hasFrontMatter(bytes) {
    let read = bytes.withUnsafeBufferPointer { reader.read($0, as: .step, file: file) }
    document = read.document
    diagnostics = read.diagnostics
  } else {
    let (article, problems) = bytes.withUnsafeBufferPointer { reader.readBody($0, file: file) }
    document = Document(file: file, matter: title, article: article)
    diagnostics = problems
  }

  diagnostics += defaultTheme.diagnostics
  var writer = HTMLWriter()
  if let document { diagnostics += CheckedSite.scriptLinks(in: document) }
  if let document, let theme = defaultTheme.theme {
    writeSingleDocument(document, theme: theme, language: .english, into: &writer)
  }
  return RenderedDocument(
    html: writer.bytes, diagnostics: diagnostics.inSourceOrder(),
    sources: SourceIndex(paths: [name, "(default theme)"]) { $0 == file ? bytes : nil })
}

/// Compiled once, for programs that render many documents.
private let defaultTheme: (theme: Theme?, diagnostics: [Diagnostic]) = {
  let files = DefaultTheme.files.map {
    ThemeFile(path: $0.path, bytes: $0.bytes, file: FileID(1), origin: .builtIn)
  }
  return Theme.load(
    files: files, templates: TemplateName.allCases.map(\.declaration), languages: ["en"],
    requiredPhrases: TemplateName.requiredPhrases)
}()

/// Whether a document begins with front matter rather than with a line across the page: between its
/// first line and the next `---` there is a setting, with a colon.
private func hasFrontMatter(_ bytes: [UInt8]) -> Bool {
  let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
  guard text.starts(with: "---".utf8) else { return false }
  func isFence(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "---".utf8) && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }
  let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  guard isFence(lines[lines.startIndex]) else { return false }
  return lines.dropFirst().prefix { !isFence($0) }.contains { $0.contains(UInt8(ascii: ":")) }
}
