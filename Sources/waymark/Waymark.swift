import ArgumentParser
import Diagnostics
import SiteBuilding

/// The command. It alone prints, reads the environment and the clock, and decides the exit status.
@main
struct Waymark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waymark",
    abstract: "Turn a folder of Markdown steps into a website.",
    discussion: """
      In the folder that holds content/, type `waymark build`: the finished site is then in public/.
      Open public/index.html in a browser, or put the folder on any web host.
      """,
    version: "0.1.0",
    subcommands: [
      BuildCommand.self, CheckCommand.self, RenderCommand.self, ExplainCommand.self, CleanCommand.self,
    ])

  static func main() {
    keepStandardStreamsOpen()
    Interruption.listen()
    let status = run(Array(CommandLine.arguments.dropFirst()))
    exitProcess(Interruption.status ?? status.rawValue)
  }

  /// - Returns: the exit status (PRODUCT "Commands").
  private static func run(_ arguments: [String]) -> ExitStatus {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      return .fine
    } catch let stop as ExitStatus {
      return stop
    } catch {
      let text = fullMessage(for: error)
      // Asked for help or the version: a result. Anything else is wrong usage.
      if exitCode(for: error).isSuccess {
        printResult(text)
        return .fine
      }
      printNotice(arguments.first.flatMap(unknownCommand) ?? text)
      return .wrongUsage
    }
  }

  /// What to say of the first word; `nil` if it is a command or an option.
  private static func unknownCommand(_ word: String) -> String? {
    let commands = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    if word.hasPrefix("-") || commands.contains(word) { return nil }
    let help = closestMatch(to: word, in: commands).map { "did you mean `waymark \($0)`?" }
    return """
      error: there is no command `\(word)`
        = help: \(help ?? "`waymark build` builds the site; `waymark --help` lists all commands")
      """
  }
}

/// What the process tells whoever started it.
enum ExitStatus: Int32, Error {
  case fine = 0
  /// The content or the theme has errors, or the disk would not take the site.
  case errorsFound = 1
  case wrongUsage = 2
}
