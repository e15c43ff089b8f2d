import ArgumentParser
import Diagnostics
import SiteBuilding

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say what a build would find, and write nothing.")

  @OptionGroup var options: ProjectOptions

  func run() async throws {
    let report: BuildReport
    do {
      report = try await checkSite(try options.request())
    } catch let error as FileError {
      throw options.report(error)
    }
    let hasFailed = options.report(report.diagnostics, from: report.sources)
    if !options.quiet {
      let counts = "\(report.counts.guides) guides with \(report.counts.steps) steps"
      printNotice(report.diagnostics.isEmpty ? "\(counts): nothing to mend" : "\(counts): \(options.count(report.diagnostics))")
    }
    if hasFailed { throw ExitStatus.errorsFound }
  }
}
