import Diagnostics
import GuideModel

/// One Markdown file as far as it could be read.
package struct ReadDocument: Sendable {
  /// `nil` when something without which there is no page is missing; then an error says so.
  package var document: Document?
  /// `nil` when there is none of it, as for most files.
  private let more: More?

  /// Fields of `guide.md`; `nil` for other files, of which there are so many more.
  package var guide: GuideMatter? { more?.guide }
  /// Fields of guides, parts and steps.
  package var time: ActiveTime? { more?.time }
  package var diagnostics: [Diagnostic] { more?.diagnostics ?? [] }

  package init(document: Document?, guide: GuideMatter?, time: ActiveTime?, diagnostics: [Diagnostic]) {
    self.document = document
    more =
      guide == nil && time == nil && diagnostics.isEmpty
      ? nil : More(guide: guide, time: time, diagnostics: diagnostics)
  }

  private final class More: Sendable {
    let guide: GuideMatter?
    let time: ActiveTime?
    let diagnostics: [Diagnostic]

    init(guide: GuideMatter?, time: ActiveTime?, diagnostics: [Diagnostic]) {
      self.guide = guide
      self.time = time
      self.diagnostics = diagnostics
    }
  }

  /// A file that could not be read at all.
  package init(unreadable diagnostic: Diagnostic) {
    self.init(document: nil, guide: nil, time: nil, diagnostics: [diagnostic])
  }
}

/// Turns the bytes of Markdown files into documents.
///
/// A value holds buffers that are used again for the next file; each thread has its own.
package struct DocumentReader {
  private let limits: Limits
  private var lines = LineStarts()
  private var parser = MarkdownParser()

  package init(limits: Limits) { self.limits = limits }

  package mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, as kind: DocumentKind, file: FileID)
    -> ReadDocument
  {
    func stopped(_ diagnostics: [Diagnostic]) -> ReadDocument {
      ReadDocument(document: nil, guide: nil, time: nil, diagnostics: diagnostics)
    }
    if bytes.count > limits.fileBytes { return stopped([tooLarge(byteCount: bytes.count, file: file)]) }
    if let problem = firstTextProblem(in: bytes, file: file) { return stopped([problem]) }
    let (found, problem) = FrontMatterBlock.find(in: bytes, file: file)
    // Without front matter there is no page, and still the text below may have mistakes to report.
    let block = found ?? FrontMatterBlock(opening: 0..<0, yaml: 0..<0, body: 0..<bytes.count)
    var (fields, diagnostics) =
      found == nil
      ? (FrontMatterFields(), problem.map { [$0] } ?? [])
      : readFrontMatter(bytes, block: block, kind: kind, file: file)
    lines.scan(bytes, from: block.body.lowerBound)
    let excesses = BodyBounds.check(bytes, lines: lines, limits: limits, file: file)
    let (article, findings) =
      excesses.isEmpty
      ? parser.parse(bytes, body: block.body, lines: lines, file: file) : (Article(), excesses)
    diagnostics += findings
    // A title that is missing has been reported; the rest of the file is checked all the same.
    let matter =
      fields.matter.take() ?? FrontMatter(title: "?", titleSpan: SourceSpan(file: file, bytes: 0..<0))
    return ReadDocument(
      document: Document(file: file, matter: matter, article: article, isUnread: !excesses.isEmpty),
      guide: fields.guide.take(), time: fields.time, diagnostics: diagnostics)
  }

  /// Parses Markdown that has no front matter.
  package mutating func readBody(_ bytes: UnsafeBufferPointer<UInt8>, file: FileID) -> (Article, [Diagnostic])
  {
    if bytes.count > limits.fileBytes { return (Article(), [tooLarge(byteCount: bytes.count, file: file)]) }
    if let problem = firstTextProblem(in: bytes, file: file) { return (Article(), [problem]) }
    lines.scan(bytes, from: 0)
    let excesses = BodyBounds.check(bytes, lines: lines, limits: limits, file: file)
    if !excesses.isEmpty { return (Article(), excesses) }
    return parser.parse(bytes, body: 0..<bytes.count, lines: lines, file: file)
  }

  /// For files that the reader of the disk already found too large to load.
  package func tooLarge(byteCount: Int, file: FileID) -> Diagnostic {
    Diagnostic(
      .limitFileSize, "this file has \(byteCount / 1024) KB, more than a page should", at: .whole(file),
      help: "split it, or raise `file_bytes` (\(limits.fileBytes)) under `limits:` in site.yml")
  }
}
