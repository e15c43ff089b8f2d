/// A library with every kind of place and link, made by chance.
package struct RandomLibrary {
  private var generator: SeededGenerator
  private var documents: [String] = []
  private var headings: [String: [String]] = [:]

  package init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  // Words that try to look like other ids of a page.
  private static let titles = [
    "One", "one", "A b", "a--", "--a", "Note 1", "_note-1", "日本", "!!!", "step-1", "x-1", "X", "x--one",
    "One 1", "Section", "part-1--x", "part-1--",
  ]

  private mutating func pick<T>(_ values: [T]) -> T { values.randomElement(using: &generator)! }
  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  /// Its files by their paths in the project.
  package mutating func files() -> [String: String] {
    var kinds: [String: String] = [
      "content/site.yml": "id: x\ntitle: X\nlanguage: \(pick(["en", "ar", "ja"]))\n"
    ]
    if chance(50) { documents.append("index.md") }
    documents += ["about.md", "help.md"]
    for guide in 1...Int.random(in: 2...3, using: &generator) {
      let folder = "guide-\(guide)"
      documents.append("\(folder)/guide.md")
      if chance(60) { documents.append("\(folder)/sheets/one.md") }
      let hasParts = chance(60)
      for part in 1...(hasParts ? Int.random(in: 1...3, using: &generator) : 1) {
        let inner = hasParts ? "\(folder)/\(part)-part-\(part)" : folder
        if hasParts { documents.append("\(inner)/part.md") }
        for step in 1...Int.random(in: 1...4, using: &generator) {
          documents.append("\(inner)/\(step)-\(pick(["step", "note", "x"]))-\(part)-\(step).md")
        }
      }
    }
    for path in documents {
      headings[path] = (0..<Int.random(in: 0...4, using: &generator)).map { _ in pick(Self.titles) }
    }
    for path in documents { kinds["content/" + path] = text(path) }
    return kinds
  }

  private mutating func text(_ path: String) -> String {
    var front = "title: \(pick(["One", "日本", "A & b"])) \(documents.firstIndex(of: path)!)\n"
    if path.hasSuffix("guide.md") {
      if chance(50) { front += "pages: step\n" }
      if chance(30) { front += "sensitive: true\n" }
      if chance(30) { front += "aliases: [old-\(documents.firstIndex(of: path)!)]\n" }
    } else if chance(20) {
      front += "aliases: [old-\(documents.firstIndex(of: path)!)]\n"
    }
    var body =
      "Text[^a] and[^b], again[^a].\n\n- [ ] tick\n  - [x] more\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n> [!TIP]\n> Tip[^b].\n\n"
    for heading in headings[path]! { body += "## \(heading)\n\nText.\n\n- [ ] tick\n\n" }
    for target in documents where chance(40) && target != "index.md" {
      let anchors = readBody(headings[target]!.map { "## \($0)\n" }.joined()).article.headings.map(\.anchor)
      let anchor = anchors.isEmpty || chance(40) ? "" : "#" + pick(anchors)
      let up = String(repeating: "../", count: path.split(separator: "/").count - 1)
      body += "See [the place called \(target)](\(up)\(target)\(anchor)).\n\n"
    }
    return "---\n\(front)---\n\(body)[^a]: Note *a*.\n[^b]: Note\n\n    b.\n"
  }
}
