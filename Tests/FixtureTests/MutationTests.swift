import Diagnostics
import Editions
import GuideModel
import GuideReading
import SiteBuilding
import TestKit
import Testing
import Theming
import YAMLReading

@Suite("Files that chance has changed") struct MutationTests {
  private static let seeds: [[UInt8]] = {
    let articles = Repository.names(in: "Tests/Fixtures/articles").compactMap {
      Repository.bytes("Tests/Fixtures/articles/\($0)/input.md")
    }
    let mistakes = Repository.names(in: "Tests/Fixtures/diagnostics").compactMap {
      Repository.bytes("Tests/Fixtures/diagnostics/\($0)/content/listen/1-put-the-phone-away.md")
    }
    return articles + mistakes
  }()

  @Test(
    "are read as Markdown or refused, and every finding points into the file",
    arguments: 1...4 as ClosedRange<UInt64>)
  func documents(_ seed: UInt64) {
    var mutation = Mutation(seed: seed)
    var reader = DocumentReader(limits: Limits())
    var whole = 0
    for _ in 0..<400 {
      let bytes = mutation.mutated(of: Self.seeds)
      let read = bytes.withUnsafeBufferPointer { reader.read($0, as: .guide, file: FileID(0)) }
      let (article, found) = bytes.withUnsafeBufferPointer { reader.readBody($0, file: FileID(0)) }
      for diagnostic in read.diagnostics + found {
        if case .span(let span) = diagnostic.place {
          #expect(span.bytes.lowerBound >= 0 && Int(span.bytes.upperBound) <= bytes.count, "\(diagnostic)")
        }
      }
      #expect(isWhole(article))
      whole += article.nodes.isEmpty ? 0 : 1
      let report = TerminalReport(sources: SourceIndex(paths: ["a"]) { _ in bytes }, color: false)
      #expect(report.render(found).isEmpty == found.isEmpty)
    }
    #expect(whole > 40)
  }

  @Test("become HTML", arguments: 5...6 as ClosedRange<UInt64>)
  func html(_ seed: UInt64) {
    var mutation = Mutation(seed: seed)
    for _ in 0..<10 {
      let bytes = mutation.mutated(of: Self.seeds)
      let rendered = renderDocument(bytes, named: "x")
      #expect(rendered.html.count < 40 * bytes.count + 1_000)
      #expect(!String(decoding: rendered.html, as: UTF8.self).contains("<script"))
    }
  }

  @Test("are read as YAML or refused", arguments: 7...8 as ClosedRange<UInt64>)
  func yaml(_ seed: UInt64) {
    let seeds = [
      "a: 1\nb: [x, 'y', \"z\"]\nc:\n  d: |\n    e\n  f: >-\n    g\n", "? a\n: - b\n  - {c: d}\n# e\n...\n",
      "a: &b !c *d\n<<: e\n", "é: \"\\u00e9\\n\"\r\n日: 本\r\n",
    ].map { Array($0.utf8) }
    var mutation = Mutation(seed: seed)
    var refused = 0
    for _ in 0..<2_000 {
      // Whatever comes here has passed the check for UTF-8 without control characters.
      let text = String(decoding: mutation.mutated(of: seeds), as: UTF8.self).unicodeScalars.filter {
        $0.value >= 0x20 || $0 == "\n" || $0 == "\r" || $0 == "\t"
      }
      let bytes = Array(String(String.UnicodeScalarView(text)).utf8)
      let (mapping, diagnostics) = readYAML(bytes, file: FileID(0))
      #expect(mapping != nil || diagnostics.hasErrors)
      for diagnostic in diagnostics {
        guard case .span(let span) = diagnostic.place else { continue }
        #expect(Int(span.bytes.upperBound) <= bytes.count, "\(diagnostic)")
      }
      refused += mapping == nil ? 1 : 0
    }
    #expect((100..<1_990).contains(refused))
  }

  @Test("become a theme or are refused", arguments: 9...9 as ClosedRange<UInt64>)
  func templates(_ seed: UInt64) {
    let files = DefaultTheme.files.enumerated().map {
      ThemeFile(path: $1.path, bytes: $1.bytes, file: FileID($0), origin: .builtIn)
    }
    let templates = files.indices.filter {
      files[$0].path.hasSuffix(".mustache") || files[$0].path.hasSuffix(".css")
    }
    var mutation = Mutation(seed: seed)
    for _ in 0..<12 {
      var changed = files
      let index = templates.randomElement(using: &mutation.generator)!
      changed[index].bytes = mutation.mutated(of: [files[index].bytes])
      let (theme, diagnostics) = Theme.load(
        files: changed, templates: TemplateName.allCases.map(\.declaration), languages: ["en"],
        requiredPhrases: TemplateName.requiredPhrases)
      #expect((theme == nil) == diagnostics.hasErrors)
    }
  }

  /// Every node ends behind itself and inside the one that holds it, and its text lies in the arena.
  private func isWhole(_ article: Article) -> Bool {
    var open: [Int] = []
    for (index, node) in article.nodes.enumerated() {
      while let last = open.last, last <= index { open.removeLast() }
      guard Int(node.end) > index, Int(node.end) <= open.last ?? article.nodes.count,
        Int(node.text.upperBound) <= article.text.count
      else { return false }
      open.append(Int(node.end))
    }
    return true
  }
}

/// Changes files by chance: bytes, pieces of other files, and marks that mean something somewhere.
private struct Mutation {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let marks = [
    "---", "\n", "\r\n", "> ", "- [ ] ", "[!TIP]", "[^1]", "[^1]: ", "~~", "](", "![", "|", "|-|", "`",
    "```\n", "<!--", "-->", "<b>", "#", "*", "_", "\\", "&amp;", "é", "日本", "🙂",
    "{{", "}}", "{{#a}}", "{{/a}}", "{{>a}}", "{{{", "{{<a}}", "{{$a}}", "url(", "@import \"", ": ", "  ",
    "\t", "\"", "'", "[", "{", "\u{0}", "\u{FEFF}", "http://a.b ",
  ].map { Array($0.utf8) }

  mutating func mutated(of seeds: [[UInt8]]) -> [UInt8] {
    var bytes = seeds.randomElement(using: &generator)!
    for _ in 0..<Int.random(in: 1...8, using: &generator) {
      let at = Int.random(in: 0...bytes.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes.insert(contentsOf: Self.marks.randomElement(using: &generator)!, at: at)
      case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 0...12, using: &generator)))
      case 2 where at < bytes.count: bytes[at] = UInt8.random(in: 0x20...0x7E, using: &generator)
      case 3:
        let other = seeds.randomElement(using: &generator)!
        let start = Int.random(in: 0...other.count, using: &generator)
        bytes.insert(contentsOf: other[start..<min(other.count, start + 40)], at: at)
      default:
        let piece = bytes[at..<min(bytes.count, at + 20)]
        for _ in 0..<Int.random(in: 1...6, using: &generator) { bytes.insert(contentsOf: piece, at: at) }
      }
    }
    return bytes
  }
}
