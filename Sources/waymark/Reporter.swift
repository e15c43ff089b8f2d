import Diagnostics
import SiteBuilding

/// Prints findings in the form that was asked for.
struct Reporter {
  var format: ReportFormat
  var isStrict = false
  var showsAll = false

  /// Findings in human form beyond this many are counted and not shown, unless `--all` asks for them.
  private static let mostShown = 50

  /// - Returns: whether any of them fails the command.
  func report(_ diagnostics: [Diagnostic], from sources: SourceIndex) -> Bool {
    switch format {
    case .human:
      let terminal = Terminal.forNotices
      let report = TerminalReport(sources: sources, color: terminal.usesColor, width: terminal.width)
      let shown = showsAll ? diagnostics[...] : diagnostics.prefix(Self.mostShown)
      if !shown.isEmpty { printNotice(report.render(Array(shown)), terminator: "") }
      if shown.count < diagnostics.count {
        printNotice("\(diagnostics.count - shown.count) more are not shown; `--all` shows them\n")
      }
    case .json:
      for line in JSONReport(sources: sources).lines(diagnostics) { printResult(line) }
    case .github:
      for line in GitHubReport(sources: sources).lines(diagnostics) { printResult(line) }
    }
    return diagnostics.contains { $0.severity == .error || (isStrict && $0.code != .reviewOverdue) }
  }

  /// "2 errors and 1 warning"
  func count(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    func words(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
    switch (errors, warnings) {
    case (0, _): return words(warnings, "warning")
    case (_, 0): return words(errors, "error")
    default: return "\(words(errors, "error")) and \(words(warnings, "warning"))"
    }
  }

  /// The machine would not do what we asked; the old site is as it was.
  func report(_ error: FileError) -> ExitStatus {
    if error.cause == .interrupted {
      printNotice("interrupted; nothing was published, and the site that was there is unchanged")
      return .errorsFound
    }
    printNotice("error: \(error)\n  = help: nothing was published; the site that was there is unchanged")
    return .errorsFound
  }
}
