import Foundation
import SiteBuilding
import TestKit
import Testing

@testable import Editions

@Suite("The site of any library") struct RandomLibraryTests {
  @Test(
    "has no id twice on a page, and no link or anchor that leads nowhere",
    arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func whole(_ seed: UInt64) async throws {
    var library = RandomLibrary(seed: seed)
    let project = try TemporaryProject(library.files())
    let report = try buildSite(buildRequest(project.path))
    #expect(report.diagnostics.filter { $0.severity == .error } == [])
    #expect(report.published != nil)
    let site = try project.site()
    let pages = site.filter { $0.key.hasSuffix(".html") }.mapValues(Page.init)
    #expect(pages.count > 5)
    for (path, page) in pages {
      #expect(Set(page.ids).count == page.ids.count, "\(path): \(page.repeatedIDs)")
      // Hosts serve this one at any depth; it has no links without a base address.
      if path == "404.html" {
        #expect(page.links == [])
        continue
      }
      for link in page.links where !link.contains(":") {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
          String.init)
        let target = parts[0].isEmpty ? path : resolve(parts[0], from: path) ?? "outside"
        #expect(site[target] != nil, "\(path) leads to \(link)")
        if parts.count == 2, !parts[1].isEmpty, let other = pages[target] {
          #expect(other.ids.contains(parts[1]), "\(path) leads to \(link)")
        }
      }
    }
  }

  /// Ids and links of a page, found without a parser: our own pages write every attribute in two quotes.
  private struct Page {
    let ids: [String]
    let links: [String]

    init(_ html: String) {
      func values(_ name: String) -> [String] {
        html.components(separatedBy: " \(name)=\"").dropFirst().map {
          String($0.prefix { $0 != "\"" }).replacingOccurrences(of: "&amp;", with: "&")
            .replacingOccurrences(of: "&#39;", with: "'").removingPercentEncoding ?? ""
        }
      }
      ids = values("id")
      links = values("href") + values("src")
    }

    var repeatedIDs: [String] {
      Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys.sorted()
    }
  }
}

/// A library with every kind of place and link, made by chance.
private struct RandomLibrary {
  private var generator: SeededGenerator
  private var documents: [String] = []
  private var headings: [String: [String]] = [:]

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  // Words that try to look like other ids of a page.
  private static let titles = [
    "One", "one", "A b", "a--", "--a", "Note 1", "_note-1", "日本", "!!!", "step-1", "x-1", "X", "x--one",
    "One 1", "Section", "part-1--x", "part-1--",
  ]

  private mutating func pick<T>(_ values: [T]) -> T { values.randomElement(using: &generator)! }
  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  mutating func files() -> [String: String] {
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
