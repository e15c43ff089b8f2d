import Diagnostics
import Editions
import GuideModel
import GuideReading
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
  let hasFrontMatter = bytes.starts(with: "---\n".utf8) || bytes.starts(with: "---\r\n".utf8)
  let title = FrontMatter(title: name, titleSpan: SourceSpan(file: file, bytes: 0..<0))
  var document: Document?
  var diagnostics: [Diagnostic]
  if hasFrontMatter {
    let read = bytes.withUnsafeBufferPointer { reader.read($0, as: .step, file: file) }
    document = read.document
    diagnostics = read.diagnostics
  } else {
    let (article, problems) = bytes.withUnsafeBufferPointer { reader.readBody($0, file: file) }
    document = Document(file: file, matter: title, article: article)
    diagnostics = problems
  }

  let files = DefaultTheme.files.map {
    ThemeFile(path: $0.path, bytes: $0.bytes, file: FileID(1), origin: .builtIn)
  }
  let (theme, themeProblems) = Theme.load(
    files: files, templates: TemplateName.allCases.map(\.declaration), languages: ["en"],
    requiredPhrases: TemplateName.requiredPhrases)
  diagnostics += themeProblems
  var writer = HTMLWriter()
  if let document, let theme {
    writeSingleDocument(document, theme: theme, language: .english, into: &writer)
  }
  return RenderedDocument(
    html: writer.bytes, diagnostics: diagnostics.inSourceOrder(),
    sources: SourceIndex(paths: [name, "(default theme)"]) { $0 == file ? bytes : nil })
}
