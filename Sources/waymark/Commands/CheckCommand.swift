import ArgumentParser
import Diagnostics
import SiteBuilding

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say what a build would find, and write nothing.")

  @OptionGroup var options: ProjectOptions

  func run() throws {
    let report: BuildReport
    do {
      report = try checkSite(try options.request())
    } catch let error as FileError {
      throw options.reporter.report(error)
    }
    let hasFailed = options.reporter.report(report.diagnostics, from: report.sources)
    if !options.quiet {
      let counts = "\(report.counts.guides) guides with \(report.counts.steps) steps"
      printNotice(
        report.diagnostics.isEmpty
          ? "\(counts): nothing to mend" : "\(counts): \(options.reporter.count(report.diagnostics))")
    }
    if hasFailed { throw ExitStatus.errorsFound }
  }
}
