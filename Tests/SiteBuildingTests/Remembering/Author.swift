import Foundation
import SiteBuilding
import TestKit

/// Somebody who works on a library between two builds, and does everything that people and their
/// machines do to files.
struct Author {
  let project: TemporaryProject
  var baseURL: String?
  var includesDrafts = false
  private var generator: SeededGenerator
  private var files: [String: [UInt8]] = [:]
  private var before: [String: [UInt8]] = [:]
  private var settings: String

  init(seed: UInt64) throws {
    var library = RandomLibrary(seed: seed)
    generator = SeededGenerator(seed: seed &* 977)
    var files = library.files()
    files["content/guide-1/map.svg"] = Self.drawing(width: 10)
    files["content/guide-1/9-last.md"] = nil
    files["content/static/notes.txt"] = "notes\n"
    files["content/about.md", default: ""] += "\n![A map](guide-1/map.svg)\n"
    // With search every page names the index, whose name changes with every text: then all pages are made
    // again after any change, and nothing is proved. So half of the authors do without.
    if seed % 2 == 0 { files["content/site.yml", default: ""] += "editions: [web, print]\n" }
    settings = files["content/site.yml"] ?? ""
    project = try TemporaryProject(files)
    self.files = files.mapValues { Array($0.utf8) }
    before = self.files
  }

  private static func drawing(width: Int) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"10\"></svg>\n"
  }

  /// - Returns: what was done, for a test that fails.
  mutating func doSomething() throws -> String {
    before = files
    let deeds: [(String, (inout Author) throws -> Void)] = [
      ("a sentence was added", { try $0.edit { $0 + "\nMore words.\n" } }),
      ("a letter was changed", { try $0.edit { $0.replacingOccurrences(of: "Text", with: "Texx") } }),
      ("a letter was changed back", { try $0.edit { $0.replacingOccurrences(of: "Texx", with: "Text") } }),
      (
        "a title was changed", { try $0.edit { $0.replacingOccurrences(of: "title: ", with: "title: New ") } }
      ),
      (
        "a description was added",
        {
          try $0.edit {
            $0.replacingOccurrences(of: "---\ntitle", with: "---\ndescription: It is \($0.count)\ntitle")
          }
        }
      ),
      ("a heading was renamed", { try $0.edit { $0.replacingOccurrences(of: "## One", with: "## Two") } }),
      (
        "something became a draft",
        { try $0.edit { $0.replacingOccurrences(of: "---\ntitle", with: "---\ndraft: true\ntitle") } }
      ),
      (
        "a guide was turned to a page for each step",
        {
          try $0.edit("guide.md") {
            $0.contains("pages: ")
              ? $0.replacingOccurrences(of: "pages: step\n", with: "")
              : $0.replacingOccurrences(of: "---\ntitle", with: "---\npages: step\ntitle")
          }
        }
      ),
      (
        "a guide became sensitive",
        {
          try $0.edit("guide.md") {
            $0.contains("sensitive")
              ? $0 : $0.replacingOccurrences(of: "---\ntitle", with: "---\nsensitive: true\ntitle")
          }
        }
      ),
      (
        "a step was given another slug",
        {
          try $0.edit {
            $0.contains("slug: ")
              ? $0
              : $0.replacingOccurrences(of: "---\ntitle", with: "---\nslug: slug-\($0.utf8.count)\ntitle")
          }
        }
      ),
      ("a file was deleted", { author in try author.delete(author.document()) }),
      ("a file was renamed", { try $0.rename() }),
      (
        "a step was added",
        {
          try $0.write(
            Array("---\ntitle: Added\n---\nNew, see [that](guide.md).\n".utf8),
            "content/guide-1/\(Int.random(in: 1...9, using: &$0.generator))-added.md")
        }
      ),
      (
        "a guide was added",
        { author in
          let name = "content/a-guide-\(Int.random(in: 1...3, using: &author.generator))"
          try author.write(
            Array("---\ntitle: A guide\nrelated: [../guide-1/guide.md]\n---\n".utf8), name + "/guide.md")
          try author.write(Array("---\ntitle: Its step\n---\nText.\n".utf8), name + "/1-step.md")
        }
      ),
      (
        "the settings were changed",
        { author in
          let more = [
            "title: Y\n", "license: CC0\n", "editions: [web]\n", "editions: [web, print]\n",
            "leave: https://example.org/\n", "footer: [about.md]\n", "support: help.md\n", "",
          ].randomElement(using: &author.generator)!
          // No key twice.
          let base = author.settings.split(separator: "\n").filter {
            $0.prefix { $0 != ":" } != more.prefix { $0 != ":" }
          }.map { $0 + "\n" }.joined()
          try author.write(Array((base + more).utf8), "content/site.yml")
        }
      ),
      ("another address was given", { $0.baseURL = $0.baseURL == nil ? "https://example.org/x" : nil }),
      ("drafts were shown or hidden", { $0.includesDrafts.toggle() }),
      (
        "a style sheet was added or changed",
        {
          try $0.write(
            Array("main{color:#\(Int.random(in: 100...999, using: &$0.generator))}\n".utf8),
            "theme/assets/site.css")
        }
      ),
      (
        "a template was changed",
        { author in
          let word = Int.random(in: 0...9, using: &author.generator)
          try author.write(
            Array("{{! \(word) }}<p class=\"moved\">\(word)</p>{{>arrow}}\n".utf8),
            "theme/templates/start.mustache")
        }
      ),
      (
        "the theme was taken away",
        { author in
          for path in author.files.keys where path.hasPrefix("theme/") { try author.delete(path) }
        }
      ),
      (
        "a drawing was changed",
        {
          try $0.write(
            Array(Author.drawing(width: Int.random(in: 10...99, using: &$0.generator)).utf8),
            "content/guide-1/map.svg")
        }
      ),
      (
        "a static file was changed",
        {
          try $0.write(
            Array("notes \(Int.random(in: 0...9, using: &$0.generator))\n".utf8), "content/static/notes.txt")
        }
      ),
      (
        "a static file was added",
        {
          try $0.write(
            Array("x".utf8), "content/static/more-\(Int.random(in: 0...3, using: &$0.generator)).txt")
        }
      ),
      (
        "a file was saved without a change",
        { author in
          let path = author.document()
          try author.write(author.files[path]!, path)
        }
      ),
      ("a file was changed and its time set back", { try $0.editBehindTheClock() }),
      (
        "a page of the site was deleted",
        { author in
          if let page = try author.page() { try FileManager.default.removeItem(atPath: page) }
        }
      ),
      (
        "a page of the site was changed",
        { author in
          guard let page = try author.page() else { return }
          try Data((try String(contentsOfFile: page, encoding: .utf8) + "<!-- mine -->").utf8).write(
            to: URL(fileURLWithPath: page))
        }
      ),
      (
        "a letter of a page was changed in place",
        { author in
          guard let page = try author.page(), let file = FileHandle(forUpdatingAtPath: page) else { return }
          try file.seek(toOffset: 20)
          try file.write(contentsOf: Data("!".utf8))
          try file.close()
        }
      ),
      ("the site was deleted", { try? FileManager.default.removeItem(atPath: $0.project.path + "/public") }),
      (
        "the cache was deleted",
        { try? FileManager.default.removeItem(atPath: $0.project.path + "/.waymark") }
      ),
      (
        "the cache was damaged",
        { author in
          let path = author.project.path + "/.waymark/cache"
          guard var bytes = FileManager.default.contents(atPath: path), !bytes.isEmpty else { return }
          bytes[Int.random(in: 0..<bytes.count, using: &author.generator)] ^= 0x20
          try bytes.write(to: URL(fileURLWithPath: path))
        }
      ),
      (
        "the cache became a folder",
        { author in
          let path = author.project.path + "/.waymark/cache"
          try? FileManager.default.removeItem(atPath: path)
          try? FileManager.default.createDirectory(atPath: path + "/x", withIntermediateDirectories: true)
        }
      ),
      (
        "a build was killed before the cache was written",
        { author in
          // What it leaves: the new site with the old cache.
          let cache = author.project.path + "/.waymark/cache"
          let old = FileManager.default.contents(atPath: cache)
          try author.edit { $0 + "\nWritten before the kill.\n" }
          var request = buildRequest(author.project.path)
          request.includesDrafts = author.includesDrafts
          request.baseURL = author.baseURL
          _ = try buildSite(request)
          if let old { try old.write(to: URL(fileURLWithPath: cache)) }
        }
      ),
    ]
    let (name, deed) = deeds.randomElement(using: &generator)!
    try deed(&self)
    return name
  }

  /// Undoes the last deed on the content, after one that made the library unfit to publish.
  mutating func takeBack() throws {
    for path in files.keys where before[path] == nil { try delete(path) }
    for (path, bytes) in before where files[path] != bytes { try write(bytes, path) }
  }

  private mutating func document(_ suffix: String = ".md") -> String {
    files.keys.filter { $0.hasSuffix(suffix) }.sorted().randomElement(using: &generator)!
  }

  private mutating func edit(_ suffix: String = ".md", _ change: (String) -> String) throws {
    let path = document(suffix)
    try write(Array(change(String(decoding: files[path]!, as: UTF8.self)).utf8), path)
  }

  private mutating func editBehindTheClock() throws {
    let path = document()
    let file = project.path + "/" + path
    let time = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
    let text = String(decoding: files[path]!, as: UTF8.self)
    try write(Array(text.replacingOccurrences(of: "words", with: "WORDS").utf8), path)
    try FileManager.default.setAttributes([.modificationDate: time ?? Date()], ofItemAtPath: file)
  }

  private mutating func rename() throws {
    let path = document()
    guard path.last != nil, !path.hasSuffix("guide.md"), !path.hasSuffix("part.md"),
      !path.hasSuffix("index.md")
    else { return }
    let bytes = files[path]!
    try delete(path)
    try write(bytes, path.replacingOccurrences(of: ".md", with: "-renamed.md"))
  }

  private mutating func write(_ bytes: [UInt8], _ path: String) throws {
    files[path] = bytes
    try project.write(bytes, to: path)
  }

  private mutating func delete(_ path: String) throws {
    files[path] = nil
    try FileManager.default.removeItem(atPath: project.path + "/" + path)
  }

  private mutating func page() throws -> String? {
    let pages = try project.site().keys.filter { $0.hasSuffix(".html") }.sorted()
    return pages.randomElement(using: &generator).map { "\(project.path)/public/\($0)" }
  }
}
