import ArgumentParser
import Diagnostics

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what a finding means and how to mend it.",
    discussion: "Without a code, lists all of them.")

  @Argument(help: "The code between the brackets of a finding, such as link.missing-step.")
  var code: String?

  func run() throws {
    guard let code else {
      for known in DiagnosticCode.allCases { printResult("\(known.rawValue): \(known.explanation.what)") }
      return
    }
    guard let known = DiagnosticCode(rawValue: code) else {
      let meant = closestMatch(to: code, in: DiagnosticCode.allCases.map(\.rawValue))
      printNotice("error: there is no finding called `\(code)`")
      printNotice(
        "  = help: \(meant.map { "did you mean `\($0)`?" } ?? "`waymark explain` lists all of them")")
      throw ExitStatus.wrongUsage
    }
    printResult(known.explanation.text(for: known), terminator: "")
  }
}
