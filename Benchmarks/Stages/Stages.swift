import CCMarkGFM
import Diagnostics
import Editions
import GuideModel
import GuideReading
import SiteBuilding
import SiteChecks
import Theming

/// Times each stage of a build alone, on one thread, with the package's own functions:
/// `stages PROJECT OUTPUT` prints microseconds for each page as JSON.
///
/// What one stage makes is kept in memory for the next, which a build does not do; the sum is therefore a
/// little more than a build on one thread takes.
@main struct Stages {
  private var microseconds: [(stage: String, each: Double)] = []
  private let clock = ContinuousClock()
  private var pages = 1

  static func main() throws {
    guard CommandLine.arguments.count == 3 else { fatalError("usage: stages PROJECT OUTPUT") }
    var stages = Stages()
    try stages.run(project: CommandLine.arguments[1], output: CommandLine.arguments[2])
    let lines = stages.microseconds.map { "  \"\($0.stage)\": \(($0.each * 100).rounded() / 100)" }
    print("{\n\(lines.joined(separator: ",\n"))\n}")
  }

  /// - Returns: what `body` returns; its time is noted down.
  private mutating func time<Result>(_ stage: String, _ body: () throws -> Result) rethrows -> Result {
    let start = clock.now
    let result = try body()
    note(stage, clock.now - start)
    return result
  }

  private mutating func note(_ stage: String, _ duration: Duration) {
    microseconds.append((stage, duration / .microseconds(1) / Double(pages)))
  }

  private mutating func run(project: String, output: String) throws {
    let content = project + "/content"
    let listStart = clock.now
    let scan = try FolderScan(of: content)
    let listing = clock.now - listStart
    let sources = ContentFiles(scan.tree)
    let layout = LibraryLayout(sources)
    let wanted = layout.documents
    pages = wanted.count
    note("list", listing)

    let files = try time("read") {
      try wanted.map { try readFile(sources.path(of: $0.file, after: content + "/")) }
    }
    let bodies = files.map(Self.body)
    var reader = DocumentReader(limits: Limits())

    let start = clock.now
    let read = wanted.indices.map { index in
      files[index].withUnsafeBufferPointer {
        reader.read($0, as: wanted[index].kind, file: wanted[index].file)
      }
    }
    let whole = clock.now - start
    let bodyStart = clock.now
    for (index, body) in bodies.enumerated() {
      _ = body.withUnsafeBufferPointer { reader.readBody($0, file: wanted[index].file) }
    }
    let bodyTime = clock.now - bodyStart
    let parseStart = clock.now
    bodies.forEach(Self.parse)
    let parse = clock.now - parseStart
    note("front matter", whole - bodyTime)
    note("Markdown parse", parse)
    note("article model", bodyTime - parse)

    let library = try time("library") {
      let bytes = try readFile("\(content)/site.yml")
      let settings = bytes.withUnsafeBufferPointer { readSettings($0, file: layout.settings!) }.settings
      let documents = Dictionary(uniqueKeysWithValues: zip(wanted.map(\.file), read))
      return assembleLibrary(
        layout, read: { [documents] in documents[$0] }, settings: settings, settingsFile: layout.settings!,
        includingDrafts: false
      ).library
    }
    let images = try imageSizes(sources, content)
    let site = time("checks") {
      let map = SiteMap(library)
      var findings = [DocumentFindings](repeating: DocumentFindings(), count: library.files.numberCount)
      for (role, document) in library.documents {
        findings[Int(document.file.number)] = map.check(
          document, as: role, today: CalendarDate("2026-01-01")!)
      }
      return map.checkWhole(findings: findings, images: images, earlier: []).site
    }
    guard let site else { fatalError("the library has errors: waymark check says which") }

    let theme = Self.theme(library)
    let names: [FileID: String] = Dictionary(
      uniqueKeysWithValues: site.copiedFiles.map { ($0, "assets/\($0.number).png") })
    var writer = PageWriter()
    let rendered: [(path: String, bytes: [UInt8])] = time("render") {
      let rendering = SiteRendering(site, theme: theme, files: names)
      let jobs = outputPlan(for: rendering)
      return jobs.compactMap { job -> (path: String, bytes: [UInt8])? in
        switch job.content {
        case .render(let render):
          writer.html.reset()
          render(rendering, &writer)
          return (job.path, writer.html.bytes)
        case .bytes(let bytes): return (job.path, bytes)
        case .copy: return nil
        }
      }
    }
    guard case .usable(let paths) = OutputPaths.check(rendered.map(\.path)) else { fatalError("bad paths") }
    try time("write") {
      let surroundings = Surroundings(project: project, sources: [content])
      guard case .ready(let folder) = try OutputFolder.open(at: output, avoiding: surroundings, paths: paths)
      else { fatalError("the output folder cannot be used") }
      for (index, file) in rendered.enumerated() { try folder.write(index, file.bytes) }
      _ = try folder.finish()
    }
  }

  private static func body(of file: [UInt8]) -> [UInt8] {
    let lines = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let end = lines.dropFirst().firstIndex(where: { $0.elementsEqual("---".utf8) }) else { return file }
    return Array(file[lines[end].endIndex...].dropFirst())
  }

  /// What the module GuideReading asks of the parser, and nothing after it.
  private static func parse(_ body: [UInt8]) {
    let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES)
    for name in ["table", "tasklist"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    body.withUnsafeBytes { bytes in
      cmark_parser_feed(parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    cmark_node_free(cmark_parser_finish(parser))
    cmark_parser_free(parser)
  }

  private func imageSizes(
    _ sources: ContentFiles, _ content: String
  ) throws -> [FileID: Result<ImageSize, ImageProblem>] {
    var sizes: [FileID: Result<ImageSize, ImageProblem>] = [:]
    for (path, file) in sources.thatAreNotMarkdown where path.hasSuffix(".png") {
      let bytes = try readFile("\(content)/\(path)")
      sizes[file] = bytes.withUnsafeBufferPointer { ImageHeader.read($0) }
    }
    return sizes
  }

  private static func theme(_ library: Library) -> Theme {
    let files = DefaultTheme.files.map {
      ThemeFile(path: $0.path, bytes: $0.bytes, file: FileID(0), origin: .builtIn)
    }
    let loaded = Theme.load(
      files: files, templates: TemplateName.allCases.map(\.declaration),
      languages: [library.settings.language.text], requiredPhrases: TemplateName.requiredPhrases)
    guard let theme = loaded.theme else { fatalError("the default theme has errors") }
    return theme
  }
}
