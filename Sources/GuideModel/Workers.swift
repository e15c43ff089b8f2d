/// Those who do the parts of a stage that have nothing to do with each other. Stages know no threads: whoever runs
/// them says how many there are.
package protocol Workers: Sendable {
  /// The results of `body` for each index from 0, in order; from any thread.
  func map<Result: Sendable>(count: Int, _ body: @Sendable (Int) -> Result) -> [Result]
}

package struct OneWorker: Workers {
  package init() {}

  package func map<Result: Sendable>(count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    (0..<count).map(body)
  }
}
