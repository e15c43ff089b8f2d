import Foundation
import GuideModel
import TestKit
import Testing
import Theming

@testable import SiteBuilding

@Suite("A build that remembers the last one") struct RebuildTests {
  @Test(
    "makes the site that a build from nothing makes, whatever happened in between",
    arguments: 1...6 as ClosedRange<UInt64>)
  func sameAsFromNothing(_ seed: UInt64) throws {
    var author = try Author(seed: seed)
    for _ in 0..<30 {
      let deed = try author.doSomething()
      let project = author.project
      var again = buildRequest(project.path)
      again.baseURL = author.baseURL
      again.includesDrafts = author.includesDrafts
      var fromNothing = again
      fromNothing.output = project.path + "/fresh"
      fromNothing.remembers = false
      try? FileManager.default.removeItem(atPath: fromNothing.output)

      let (rebuilt, fresh) = (try buildSite(again), try buildSite(fromNothing))
      #expect(rebuilt.diagnostics == fresh.diagnostics, "seed \(seed), after: \(deed)")
      #expect((rebuilt.published == nil) == (fresh.published == nil), "seed \(seed), after: \(deed)")
      guard fresh.published != nil else {
        try author.takeBack()
        continue
      }
      let (here, there) = (try project.site(), try project.site(in: "fresh"))
      let different = Set(here.keys).union(there.keys).filter { here[$0] != there[$0] }.sorted()
      #expect(different == [], "seed \(seed), after: \(deed)")
    }
  }

  /// What a page shows of other files, one row for each way that it may.
  static let neighbors: [(String, file: String, old: String, new: String, page: String, shows: String)] = [
    ("the address of a step in another guide", "h/2-d.md", "slug: d", "slug: dd", "g/a.html", "../h/dd.html"),
    ("the title of its neighbor", "g/2-b.md", "title: B", "title: Bee", "g/a.html", "Bee"),
    ("the name of its guide", "g/guide.md", "title: G", "title: Gee", "g/b.html", "Gee"),
    ("the title of a related guide", "h/guide.md", "title: H", "title: Haitch", "g/index.html", "Haitch"),
    ("the name of the library", "site.yml", "title: X", "title: Ex", "g/b.html", "Ex"),
    ("the support page's title", "help.md", "title: Help", "title: Aid", "g/b.html", "Aid"),
    ("a picture", "g/p.svg", "width=\"3\"", "width=\"77\"", "g/b.html", "width=\"77\""),
    (
      "the number of steps of a guide", "h/2-d.md", "---\ntitle", "---\ndraft: true\ntitle", "index.html",
      "1 step"
    ),
  ]

  @Test("makes a page again when it shows", arguments: neighbors)
  func neighbor(
    _ what: String, file: String, old: String, new: String, page: String, shows: String
  ) throws {
    // The step that becomes a draft in one row must not be linked to there.
    let link = new.contains("draft") ? "" : "[d](../h/2-d.md#deep)"
    var files = [
      "site.yml": "id: x\ntitle: X\nlanguage: en\neditions: [web, print]\nsupport: help.md\n",
      "help.md": "---\ntitle: Help\n---\nText.\n",
      "g/guide.md": "---\ntitle: G\npages: step\nrelated: [../h/guide.md]\n---\n",
      "g/1-a.md": "---\ntitle: A\n---\nSee \(link).\n",
      "g/2-b.md": "---\ntitle: B\n---\nText.\n\n![p](p.svg)\n",
      "g/p.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"3\"></svg>\n",
      "h/guide.md": "---\ntitle: H\npages: step\n---\n",
      "h/1-c.md": "---\ntitle: C\n---\nText.\n",
      "h/2-d.md": "---\ntitle: D\nslug: d\n---\n## Deep\n\nText.\n",
    ]
    let project = try TemporaryProject(
      Dictionary(uniqueKeysWithValues: files.map { ("content/" + $0, $1) }))
    #expect(try buildSite(buildRequest(project.path)).published != nil)
    // Until then a change might not show in the files' times, and everything would be made again.
    Thread.sleep(forTimeInterval: 0.05)
    #expect(try buildSite(buildRequest(project.path)).published?.written == 0)
    Thread.sleep(forTimeInterval: 0.05)
    #expect(try buildSite(buildRequest(project.path)).published?.written == 0)

    files[file] = files[file]?.replacingOccurrences(of: old, with: new)
    try project.write(files[file] ?? "", to: "content/" + file)
    let report = try buildSite(buildRequest(project.path))
    #expect(report.published != nil, "\(report.diagnostics.map(\.message))")
    #expect(try project.site()[page]?.contains(shows) == true, "\(what)")
  }

  @Test("writes nothing when nothing has changed") func nothingChanged() throws {
    var library = RandomLibrary(seed: 7)
    let project = try TemporaryProject(library.files())
    _ = try buildSite(buildRequest(project.path))
    // Until then a change might not show in the files' times.
    Thread.sleep(forTimeInterval: 0.05)
    _ = try buildSite(buildRequest(project.path))
    let cache = project.path + "/.waymark/cache"
    let before = try FileManager.default.attributesOfItem(atPath: cache)[.systemFileNumber] as? Int
    let report = try buildSite(buildRequest(project.path))
    #expect(report.published?.written == 0)
    #expect(try FileManager.default.attributesOfItem(atPath: cache)[.systemFileNumber] as? Int == before)
  }

  @Test("knows each text by the stamp that it had when it was read", arguments: [1, 2])
  func stamps(builds: Int) throws {
    var library = RandomLibrary(seed: 5)
    let project = try TemporaryProject(library.files())
    // Until then a change might not show in the files' times.
    Thread.sleep(forTimeInterval: 0.05)
    for _ in 0..<builds { _ = try buildSite(buildRequest(project.path)) }
    let documents = try cache(of: project).documents
    #expect(!documents.isEmpty)
    for (path, document) in documents {
      #expect(
        document.stamp == FileStamp(of: "\(project.path)/content/\(path)", in: OpenFile.here), "\(path)")
    }
  }

  @Test("reads a text again that changed right after the first build") func changedAtOnce() throws {
    let step = "---\ntitle: Step\n---\n"
    let project = try TemporaryProject([
      "content/site.yml": "id: x\ntitle: X\nlanguage: en\neditions: [web]\n",
      "content/g/guide.md": "---\ntitle: G\npages: step\n---\n", "content/g/1-a.md": step + "old",
    ])
    _ = try buildSite(buildRequest(project.path))
    try project.write(step + "new", to: "content/g/1-a.md")
    _ = try buildSite(buildRequest(project.path))
    #expect(try project.site()["g/a.html"]?.contains("new") == true)
  }

  /// What the last build left.
  private func cache(of project: TemporaryProject) throws -> BuildCache {
    let bytes = Array(try #require(FileManager.default.contents(atPath: project.path + "/.waymark/cache")))
    return BuildCache(bytes, program: try program(of: bytes))
  }

  private func program(of cache: [UInt8]) throws -> Fingerprint {
    try cache.withUnsafeBytes { bytes in
      var reader = CacheReader(bytes)
      _ = try reader.number(UInt64.self)
      return try reader.fingerprint()
    }
  }

  @Test("writes one page when one text was edited") func oneEdit() throws {
    let step = "---\ntitle: Step\n---\nText.\n"
    let project = try TemporaryProject([
      "content/site.yml": "id: x\ntitle: X\nlanguage: en\neditions: [web]\n",
      "content/g/guide.md": "---\ntitle: G\npages: step\n---\n",
      "content/g/1-a.md": step, "content/g/2-b.md": step, "content/g/3-c.md": step,
    ])
    _ = try buildSite(buildRequest(project.path))
    try project.write(step + "More.\n", to: "content/g/2-b.md")
    #expect(try buildSite(buildRequest(project.path)).published?.written == 1)
    #expect(try project.site()["g/b.html"]?.contains("More.") == true)
  }

  @Test("keeps every field of the front matter and of the outline") func fields() throws {
    let text = """
      ---
      title: T
      short_title: S
      description: D
      slug: a-slug
      aliases: [old, older]
      draft: true
      updated: 2026-01-02
      reviewed: 2026-02-03
      review_by: 2027-01-01
      time: 10 minutes
      language: ar
      audience: All
      needs: [pen, paper]
      limits: Little
      pages: step
      sensitive: true
      related: [../h/guide.md]
      extra: { color: red, shape: round }
      ---
      [link](a.md "title") ![words](p.png "caption")

      ## One

      ### Two
      """
    let read = readDocument(text, as: .guide)
    let document = try #require(read.document)
    let guide = try #require(read.guide)
    #expect(read.diagnostics == [])
    // A field that is not set here would not be missed.
    for subject in [document.matter, document.matter.rare, guide, guide.facts, document.outline.links[0]]
      as [Any]
    {
      for field in Mirror(reflecting: subject).children {
        let mirror = Mirror(reflecting: field.value)
        let isSet = mirror.displayStyle != .optional && mirror.displayStyle != .collection
        #expect(isSet || !mirror.children.isEmpty, "\(field.label ?? "") is not set")
      }
    }

    var writer = CacheWriter()
    writer.matter(of: read, document)
    writer.outline(document.outline)
    let again = try writer.buffer.withBytes { bytes in
      var reader = CacheReader(bytes)
      let again = try reader.document(file: document.file, keeper: NoArticles())
      #expect(reader.isAtEnd)
      return again
    }
    #expect(again.document?.matter == document.matter)
    #expect(again.document?.outline == document.outline)
    #expect(again.guide == read.guide)
    #expect(again.time == read.time)
  }

  @Test("reads any damaged cache as none") func damage() throws {
    var library = RandomLibrary(seed: 3)
    let project = try TemporaryProject(library.files())
    _ = try buildSite(buildRequest(project.path))
    let path = project.path + "/.waymark/cache"
    let whole = Array(try #require(FileManager.default.contents(atPath: path)))
    let program = try program(of: whole)
    #expect(!BuildCache(whole, program: program).documents.isEmpty)
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<100 {
      var bytes = whole
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes[Int.random(in: bytes.indices, using: &generator)] ^= 1
      case 1: bytes.removeLast(Int.random(in: 1...bytes.count, using: &generator))
      default: bytes.insert(7, at: Int.random(in: bytes.indices, using: &generator))
      }
      let cache = BuildCache(bytes, program: program)
      #expect(cache.documents.isEmpty && cache.outputs.isEmpty && cache.copied.isEmpty)
    }
    var other = program
    other.low ^= 1
    #expect(BuildCache(whole, program: other).documents.isEmpty)
  }

  @Test(
    "lays the articles of a large library on the disk, and makes the same site",
    arguments: 1...3 as ClosedRange<UInt64>)
  func scratch(_ seed: UInt64) throws {
    var library = RandomLibrary(seed: seed)
    let project = try TemporaryProject(library.files())
    var request = buildRequest(project.path)
    request.remembers = false
    _ = try buildSite(request)
    let held = try project.site()
    for most in [0, 1_500] {
      request.mostHeldArticles = most
      request.output = "\(project.path)/other-\(most)"
      _ = try buildSite(request)
      #expect(try project.site(in: "other-\(most)") == held)
    }
    #expect(!FileManager.default.fileExists(atPath: project.path + "/.waymark/articles"))
  }
}

private final class NoArticles: ArticleKeeper {
  func article(of document: Document) -> Article { Article() }
}
