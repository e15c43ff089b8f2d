import TestKit
import Testing

@testable import SiteBuilding

@Suite("Paths in the order of their bytes") struct ByteOrderTests {
  @Test("are sorted as their bytes are, whatever they begin with") func sorted() {
    var generator = SeededGenerator(seed: 3)
    let pieces = ["a", "b", "/", "guide-with-a-long-name/", "é", "\u{301}", "🙂", "-", ".html", ""]
    for _ in 0..<300 {
      let paths = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }
          .joined()
      }
      let expected = paths.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
      #expect(ByteOrder.sorted(paths).map { Array($0.utf8) } == expected)
    }
  }
}
