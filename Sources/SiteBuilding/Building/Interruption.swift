import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Ctrl-C, and the same request from another program (SIGTERM).
///
/// Where there is nothing to undo, the process ends at once. A build that is writing is asked to stop
/// instead: it takes its unfinished files away and leaves the old site. Whoever asks twice does not
/// wait for that; the next build tidies up.
package enum Interruption {
  /// The signal that asked; 0 when none has.
  private static let asked = Atomic<Int32>(0)
  private static let isWriting = Atomic<Bool>(false)

  /// The exit status that says so to shells: 130 for Ctrl-C. `nil` when nobody has asked.
  package static var status: Int32? {
    let signal = asked.load(ordering: .relaxed)
    return signal == 0 ? nil : 128 + signal
  }

  /// Begins to listen. Before this, a signal ends the process by itself.
  package static func listen() {
    // Looked at here, so that the handler finds them made: it may do very little.
    _ = status
    _ = isWriting.load(ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      _ = signal(number) { number in
        let isFirst = Interruption.asked.exchange(number, ordering: .relaxed) == 0
        if !isFirst || !Interruption.isWriting.load(ordering: .relaxed) { _exit(128 + number) }
      }
    }
  }

  /// From here on there is something to undo.
  static func beginWriting() { isWriting.store(true, ordering: .relaxed) }

  static func endWriting() { isWriting.store(false, ordering: .relaxed) }

  /// - Throws: when somebody has asked to stop.
  static func check(_ operation: FileError.Operation, _ path: String) throws(FileError) {
    if asked.load(ordering: .relaxed) != 0 { throw FileError(operation, path, .interrupted) }
  }
}
