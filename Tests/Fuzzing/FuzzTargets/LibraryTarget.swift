import Diagnostics
import Editions
import GuideModel
import GuideReading
import SiteBuilding
import SiteChecks
import Theming

/// The input is a content folder, one file after another, each below a line `@@ path`. A file of Markdown
/// without front matter gets some, so that chance finds a page more often.
///
/// From there on everything happens as in a build, but for the disk.
func faultsOfLibrary(_ bytes: [UInt8]) -> [String] {
  let files = contentFiles(bytes)
  // Links are compared with every name; this many are enough to find mistakes.
  guard files.count <= 200 else { return [] }
  let entries = contentEntries(files)
  var texts = entries.map { entry in files.first { !entry.isFolder && $0.path == entry.path }?.bytes ?? [] }
  let layout = LibraryLayout(ContentFiles(entries))
  let settingsFile = layout.settings ?? FileID(entries.count)
  texts += [[], []]
  var diagnostics = layout.diagnostics
  let (settings, settingsProblems) = texts[Int(settingsFile.number)].withUnsafeBufferPointer {
    readSettings($0, file: settingsFile)
  }
  diagnostics += settingsProblems
  var documents: [FileID: ReadDocument] = [:]
  var reader = DocumentReader(limits: Limits())
  for (file, kind) in layout.documents {
    let read = texts[Int(file.number)].withUnsafeBufferPointer { reader.read($0, as: kind, file: file) }
    documents[file] = read
    diagnostics += read.diagnostics
  }
  let (library, problems) = assembleLibrary(
    layout, read: { [documents] in documents[$0] }, settings: settings, settingsFile: settingsFile,
    includingDrafts: false)
  diagnostics += problems

  let map = SiteMap(library)
  let today = CalendarDate(secondsSince1970: 1_800_000_000)
  var findings = [DocumentFindings](repeating: DocumentFindings(), count: library.files.numberCount)
  for entry in library.documents {
    findings[Int(entry.document.file.number)] = map.check(entry.document, as: entry.role, today: today)
  }
  var images: [FileID: Result<ImageSize, ImageProblem>] = [:]
  for finding in findings {
    for case .file(let file) in finding.images { images[file] = .success(ImageSize(width: 4, height: 3)) }
  }
  let (site, all) = map.checkWhole(findings: findings, images: images, earlier: diagnostics)
  let found = faults(of: all, in: texts)
  guard let site, let theme = defaultTheme(site.library) else { return found }
  return found + faultsOfSite(site, theme, layout)
}

/// Where the pages of a site lead, and whether all its files can stand beside each other.
private func faultsOfSite(_ site: CheckedSite, _ theme: Theme, _ layout: LibraryLayout) -> [String] {
  var copies: [FileID: String] = [:]
  for file in site.copiedFiles {
    let path = site.library.files.path(of: file)
    copies[file] =
      path.hasPrefix("static/")
      ? String(path.dropFirst("static/".count))
      : "assets/\(file.number)-\(path.split(separator: "/").last ?? "")"
  }
  let rendering = SiteRendering(site, theme: theme, files: copies)
  var jobs = outputPlan(for: rendering)
  let copied = Set(copies.values)
  jobs += layout.staticFiles.filter { !copied.contains($0.path) }.map {
    OutputJob(path: $0.path, content: .copy($0.file))
  }
  jobs += copies.sorted { $0.key < $1.key }.map { OutputJob(path: $0.value, content: .copy($0.key)) }
  guard case .usable = OutputPaths.check(jobs.map(\.path)) else { return [] }

  var found: [String] = []
  var pages: [String: [(name: String, value: String)]] = [:]
  var writer = PageWriter()
  var plainWriter = PageWriter(specializes: false)
  for job in jobs {
    guard case .render(let render) = job.content else { continue }
    writer.html.reset()
    render(rendering, &writer)
    guard job.path.hasSuffix(".html") else { continue }
    plainWriter.html.reset()
    render(rendering, &plainWriter)
    if writer.html.bytes != plainWriter.html.bytes {
      found.append("\(job.path) differs where its template is specialized for its folder")
    }
    found += faultsOfMarkup(writer.html.bytes)
    pages[job.path] = attributes(of: writer.html.bytes)
  }
  let paths = Set(jobs.map(\.path))
  let ids = pages.mapValues { $0.filter { $0.name == "id" }.map(\.value) }
  for (path, page) in pages.sorted(by: { $0.key < $1.key }) {
    if Set(ids[path]!).count < ids[path]!.count { found.append("\(path) has an id twice") }
    for (name, value) in page where name == "href" || name == "src" {
      guard !value.contains(":") else { continue }
      let parts = value.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let target = parts[0].isEmpty ? path : resolved(parts[0], from: path)
      guard let target, paths.contains(target) else {
        found.append("\(path) leads to \(value), which is not there")
        continue
      }
      let fragment = parts.count == 2 ? decoded(parts[1]) : ""
      if !fragment.isEmpty, let known = ids[target], !known.contains(fragment) {
        found.append("\(path) leads to \(value), a place that is not there")
      }
    }
  }
  return found
}

private func contentFiles(_ bytes: [UInt8]) -> [(path: String, bytes: [UInt8])] {
  var files: [(path: String, bytes: [UInt8])] = []
  var folders: Set<String> = []
  var names: Set<String> = []
  for (path, text) in inputFiles(bytes, first: "site.yml") {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    // What no disk has, and what the scan of the disk leaves out.
    let isListed = parts.allSatisfy { (1...255).contains($0.utf8.count) && $0 != "." && $0 != ".." }
    let hasDotName = parts[0] != "static" && parts.contains { $0.hasPrefix(".") }
    guard isListed, !hasDotName, parts.count <= 16, !path.utf8.contains(0) else { continue }
    let above = (1..<parts.count).map { parts[..<$0].joined(separator: "/") }
    guard !folders.contains(path), above.allSatisfy({ !names.contains($0) }), names.insert(path).inserted
    else {
      continue
    }
    folders.formUnion(above)
    let isBare = path.hasSuffix(".md") && !text.starts(with: "---".utf8)
    files.append((path, isBare ? Array("---\ntitle: \(parts.last!.count)\n---\n".utf8) + text : text))
  }
  return files
}

/// Each folder followed by what is in it, in byte order, as the scan of a disk lists them.
private func contentEntries(_ files: [(path: String, bytes: [UInt8])]) -> [ContentEntry] {
  var all: [(parts: [[UInt8]], path: String, isFolder: Bool)] = []
  var folders: Set<String> = []
  for file in files {
    let parts = file.path.split(separator: "/")
    for count in 1..<max(1, parts.count) {
      let path = parts[..<count].joined(separator: "/")
      if folders.insert(path).inserted { all.append((parts[..<count].map { Array($0.utf8) }, path, true)) }
    }
    all.append((parts.map { Array($0.utf8) }, file.path, false))
  }
  all.sort { left, right in
    left.parts.lexicographicallyPrecedes(right.parts) { $0.lexicographicallyPrecedes($1) }
  }
  return all.map { ContentEntry(path: $0.path, isFolder: $0.isFolder) }
}

/// Compiled once for English, and anew for any other language that a library speaks.
private func defaultTheme(_ library: Library) -> Theme? {
  let languages = Set([library.settings.language] + library.guides.map(\.language)).map(\.text).sorted()
  return languages == ["en"] ? englishTheme : loadTheme(languages)
}

private let englishTheme = loadTheme(["en"])

private func loadTheme(_ languages: [String]) -> Theme? {
  let files = DefaultTheme.files.enumerated().map {
    ThemeFile(path: $1.path, bytes: $1.bytes, file: FileID($0), origin: .builtIn)
  }
  return Theme.load(
    files: files, templates: TemplateName.allCases.map(\.declaration), languages: languages,
    requiredPhrases: TemplateName.requiredPhrases
  ).theme
}

/// The file that a link on a page leads to, as a browser finds it; `nil` outside the site.
private func resolved(_ link: String, from page: String) -> String? {
  var parts = page.split(separator: "/").dropLast().map(String.init)
  for part in link.split(separator: "/", omittingEmptySubsequences: false) {
    switch part {
    case ".": continue
    case "..":
      if parts.popLast() == nil { return nil }
    default: parts.append(decoded(String(part)))
    }
  }
  return parts.joined(separator: "/")
}

private func decoded(_ text: String) -> String {
  var out: [UInt8] = []
  let bytes = Array(text.utf8)
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
      let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
    {
      out.append(byte)
      index += 3
    } else {
      out.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: out, as: UTF8.self)
}
