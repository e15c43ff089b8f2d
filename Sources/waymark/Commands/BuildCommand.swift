import ArgumentParser
import Diagnostics
import SiteBuilding

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Build the site.",
    discussion:
      "Writes the whole site into public/, or says what is wrong and leaves the last good site as it is.")

  @OptionGroup var options: ProjectOptions

  func run() throws {
    let request = try options.request()
    let clock = ContinuousClock()
    let start = clock.now
    let report: BuildReport
    do {
      report = try buildSite(request)
      report.remains?.keepForEver()
    } catch {
      throw options.reporter.report(error)
    }
    let hasFailed = options.reporter.report(report.diagnostics, from: report.sources)
    guard let published = report.published else {
      printNotice("\(options.reporter.count(report.diagnostics)); nothing was published")
      throw ExitStatus.errorsFound
    }
    if !options.quiet {
      var line =
        "\(report.counts.pages) pages in \(request.output): \(published.written) written, \(published.unchanged) unchanged"
      if published.removed > 0 { line += ", \(published.removed) removed" }
      if !report.diagnostics.isEmpty { line += "; \(options.reporter.count(report.diagnostics))" }
      if options.verbose { line += "; \((clock.now - start).formattedMilliseconds)" }
      printNotice(line)
    }
    if hasFailed { throw ExitStatus.errorsFound }
  }
}

extension Duration {
  /// "12 ms", and tenths below ten.
  fileprivate var formattedMilliseconds: String {
    let tenths = components.seconds * 10_000 + components.attoseconds / 100_000_000_000_000
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) ms" : "\(tenths / 10) ms"
  }
}
