import Foundation

/// What became of a run of the built program.
struct Outcome: Sendable {
  enum End: Equatable, Sendable {
    case exited(Int32)
    case killed(bySignal: Int32)
    /// It ran longer than it was given, and was killed.
    case overdue
  }

  var end: End
  var output: String
  var notices: String
  /// Processor time, in seconds.
  var seconds: Double

  var status: Int32? { if case .exited(let status) = end { status } else { nil } }
}

/// The built program: the file that WAYMARK names, else the product of the build that made these tests.
struct BuiltCommand: Sendable {
  static let path: String = {
    if let given = ProcessInfo.processInfo.environment["WAYMARK"] { return given }
    let bundles = CommandLine.arguments.filter { $0.contains(".xctest") }
    let folders = bundles.map { argument in
      String(argument[..<argument.range(of: ".xctest")!.lowerBound] + ".")
    }
    let products = folders.map { ($0 as NSString).deletingLastPathComponent + "/waymark" }
    return (products + [packageRoot + "/.build/debug/waymark"]).first {
      FileManager.default.isExecutableFile(atPath: $0)
    } ?? "waymark"
  }()

  /// Where the program starts; `nil` for the folder that the tests were started in.
  var folder: String?
  var environment: [String: String] = [:]
  /// Handed to the program as its standard input; empty where there is none.
  var input: [UInt8] = []
  /// Wall time. Generous, since other builds may run on the machine.
  var patience: Double = 120
  /// Runs the program as this user, which takes root.
  var user: UInt32?

  @discardableResult
  func callAsFunction(_ arguments: String...) throws -> Outcome { try run(arguments) }

  func run(_ arguments: [String]) throws -> Outcome {
    let running = try start(arguments)
    return try running.wait(patience)
  }

  /// Starts the program and leaves it running.
  func start(_ arguments: [String], output: Int32? = nil, notices: Int32? = nil) throws -> RunningCommand {
    let files = TemporaryFolder()
    try Data(input).write(to: URL(fileURLWithPath: files.path("in")))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, files.path("in"), O_RDONLY, 0)
    let streams: [(Int32, Int32?, String)] = [(1, output, "out"), (2, notices, "err")]
    for (descriptor, given, name) in streams {
      switch given {
      case nil:
        posix_spawn_file_actions_addopen(
          &actions, descriptor, files.path(name), O_WRONLY | O_CREAT | O_APPEND, 0o644)
      case Self.closed?: posix_spawn_file_actions_addclose(&actions, descriptor)
      case let given?: posix_spawn_file_actions_adddup2(&actions, given, descriptor)
      }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A program started here hears the signals that it would hear in a shell.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var words = [Self.path] + arguments
    if let user { words = ["/usr/bin/setpriv", "--reuid=\(user)", "--clear-groups"] + words }
    // Not every system can start a program in a folder; a shell that becomes the program can.
    words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder ?? "."] + words
    var process: pid_t = 0
    let status = withCStrings(words) { arguments in
      withCStrings(variables) { posix_spawn(&process, words[0], &actions, &attributes, arguments, $0) }
    }
    guard status == 0 else { throw CannotStart(words: words, reason: String(cString: strerror(status))) }
    return RunningCommand(process: process, files: files)
  }

  /// Stands for a descriptor that is not open.
  static let closed: Int32 = -1

  private var variables: [String] {
    var all = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "WAYMARK_FSYNC"] { all[name] = nil }
    // A day on which none of the fixtures is overdue.
    all["SOURCE_DATE_EPOCH"] = "1800000000"
    all.merge(environment) { $1 }
    return all.map { "\($0)=\($1)" }
  }
}

struct CannotStart: Error {
  var words: [String]
  var reason: String
}

/// The program while it runs. Ended when nobody holds it any more.
final class RunningCommand: @unchecked Sendable {
  let process: pid_t
  private let files: TemporaryFolder
  private var hasEnded = false

  init(process: pid_t, files: TemporaryFolder) {
    self.process = process
    self.files = files
  }

  deinit {
    guard !hasEnded else { return }
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }

  func signal(_ signal: Int32) { kill(process, signal) }

  /// Whether it has ended by itself; only before `wait`.
  func hasFinished() -> Bool {
    var information = siginfo_t()
    return waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) == 0
      && information.si_signo != 0
  }

  func wait(_ patience: Double = 120) throws -> Outcome {
    let end = Date().addingTimeInterval(patience)
    var status: Int32 = 0
    var usage = rusage()
    var pause: UInt32 = 500
    while true {
      let answer = wait4(process, &status, WNOHANG, &usage)
      if answer == process { break }
      if answer < 0, errno != EINTR {
        throw CannotStart(words: ["wait4"], reason: String(cString: strerror(errno)))
      }
      if Date() > end {
        kill(process, SIGKILL)
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        hasEnded = true
        return outcome(.overdue, usage)
      }
      usleep(pause)
      pause = min(pause * 2, 8_000)
    }
    hasEnded = true
    let signal = status & 0x7F
    return outcome(signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(bySignal: signal), usage)
  }

  private func outcome(_ end: Outcome.End, _ usage: rusage) -> Outcome {
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return Outcome(
      end: end, output: files.text("out") ?? "", notices: files.text("err") ?? "",
      seconds: seconds(usage.ru_utime) + seconds(usage.ru_stime))
  }
}

private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let pointers = strings.map { strdup($0) }
  defer { pointers.forEach { free($0) } }
  return body(pointers + [nil])
}

/// The folder of Package.swift.
let packageRoot = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../..").standardizedFileURL
  .path
