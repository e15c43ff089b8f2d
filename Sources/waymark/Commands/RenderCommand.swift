import ArgumentParser
import Diagnostics
import SiteBuilding

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Print the HTML of one Markdown file.",
    discussion: """
      For a look at a single file, for editors, and for test suites. Front matter is left out where there \
      is some. Links are printed as they are written, since one file alone cannot tell what they lead to.
      """)

  @Argument(help: "A Markdown file, or - for standard input.")
  var file: String

  @Option(help: "How findings are printed: human, json or github.")
  var format = ReportFormat.human

  func run() throws {
    let bytes: [UInt8]
    do {
      bytes = file == "-" ? try readStandardInput() : try readFile(file)
    } catch {
      printNotice("error: \(error)")
      throw ExitStatus.errorsFound
    }
    let rendered = renderDocument(bytes, named: file == "-" ? "(standard input)" : file)
    let hasFailed = Reporter(format: format).report(rendered.diagnostics, from: rendered.sources)
    printResult(String(decoding: rendered.html, as: UTF8.self), terminator: "")
    if hasFailed { throw ExitStatus.errorsFound }
  }
}
