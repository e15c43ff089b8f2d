import Diagnostics

/// A border where bytes from outside become values of ours: what the fuzzer feeds, and what the committed
/// corpus is replayed through.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// Front matter and site.yml.
  case frontMatter = "front-matter"
  /// Markdown to an article, and to HTML.
  case markdown
  /// A theme's files: templates, phrases and assets; compiled, and run with a record.
  case templates
  /// A whole content folder: names, links and addresses, and where the pages of the site lead.
  case links
  /// Headers of images, drawings among them.
  case images

  /// Runs one input.
  ///
  /// - Returns: what must never be so, each as a sentence. A crash, a hang or memory without end is found by
  ///   whoever runs this.
  package func faults(in bytes: [UInt8]) -> [String] {
    switch self {
    case .frontMatter: faultsOfFrontMatter(bytes)
    case .markdown: faultsOfMarkdown(bytes)
    case .templates: faultsOfTemplates(bytes)
    case .links: faultsOfLibrary(bytes)
    case .images: faultsOfImages(bytes)
    }
  }
}

/// Findings that do not point into their file, or cannot be printed.
///
/// - Parameter files: bytes of each file by its number.
func faults(of diagnostics: [Diagnostic], in files: [[UInt8]]) -> [String] {
  var faults: [String] = []
  for diagnostic in diagnostics {
    for place in [diagnostic.place] + diagnostic.related.map(\.place) {
      guard Int(place.file.number) < files.count else {
        faults.append("a finding names a file that is not there: \(diagnostic)")
        continue
      }
      guard case .span(let span) = place else { continue }
      let size = files[Int(place.file.number)].count
      if span.bytes.lowerBound < 0 || Int(span.bytes.upperBound) > size {
        faults.append("a finding points outside its file of \(size) bytes: \(diagnostic)")
      }
    }
  }
  guard faults.isEmpty, !diagnostics.isEmpty else { return faults }
  let sources = SourceIndex(paths: files.indices.map { "file-\($0)" }) { files[Int($0.number)] }
  // What a person sees: the first hundred are as good a sample as all.
  let shown = Array(diagnostics.inSourceOrder().prefix(100))
  let report = TerminalReport(sources: sources, color: false).render(shown)
  if report.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" }) {
    faults.append("a report has a control character in it")
  }
  if JSONReport(sources: sources).lines(shown).count != shown.count {
    faults.append("a finding has no line of JSON, or more than one")
  }
  return faults
}
