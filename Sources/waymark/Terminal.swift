#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What is known about the terminal, if there is one.
struct Terminal {
  let isTerminal: Bool
  let usesColor: Bool
  /// Cells in a line.
  let width: Int

  /// Standard error, where findings and progress go.
  static let forNotices = Terminal(descriptor: STDERR_FILENO)

  private init(descriptor: Int32) {
    isTerminal = isatty(descriptor) == 1
    // https://no-color.org and https://bixense.com/clicolors: a set variable counts unless it is empty or 0.
    func isSet(_ name: String) -> Bool { environment(name).map { !$0.isEmpty && $0 != "0" } ?? false }
    if environment("NO_COLOR").map({ !$0.isEmpty }) ?? false {
      usesColor = false
    } else if isSet("CLICOLOR_FORCE") {
      usesColor = true
    } else {
      usesColor = isTerminal && environment("TERM") != "dumb" && environment("CLICOLOR") != "0"
    }
    var size = winsize()
    let hasSize = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    width = hasSize ? Int(size.ws_col) : 100
  }
}

/// A variable of the environment.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// Prints what was asked for, on standard output.
func printResult(_ text: String, terminator: String = "\n") { write(text + terminator, to: STDOUT_FILENO) }

/// Prints findings and progress, on standard error.
func printNotice(_ text: String, terminator: String = "\n") { write(text + terminator, to: STDERR_FILENO) }

private func write(_ text: String, to descriptor: Int32) {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      return
    }
    rest = rest.dropFirst(count)
  }
}

func exitProcess(_ status: Int32) -> Never { exit(status) }

/// Makes the three standard streams safe to write to, whatever they lead to.
///
/// A reader that has gone away (`waymark build | head`) must not end a build in the middle; and were a
/// stream closed, the next file opened would take its number, and messages would go into that file.
func keepStandardStreamsOpen() {
  signal(SIGPIPE, SIG_IGN)
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
    // The lowest number that is free is the one that was found closed.
    _ = open("/dev/null", O_RDWR)
  }
}
