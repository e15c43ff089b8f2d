import ArgumentParser
import Diagnostics
import SiteBuilding

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Remove what a build has written.",
    discussion: "Files that Waymark did not write stay where they are.")

  @OptionGroup var options: ProjectOptions

  func run() throws {
    let request = try options.request()
    do {
      switch try OutputCleaning.clean(request.output) {
      case .removed(let count):
        forgetBuilds(of: request.project)
        if !options.quiet { printNotice("\(count) files removed from \(request.output)") }
      case .refused(let refusal):
        let sources = SourceIndex(paths: [request.output]) { _ in nil }
        _ = options.reporter.report([finding(refusal, at: .whole(FileID(0)))], from: sources)
        throw ExitStatus.errorsFound
      }
    } catch let error as FileError {
      throw options.reporter.report(error)
    }
  }
}
