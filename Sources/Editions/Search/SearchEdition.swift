import GuideModel
import Synchronization
import Theming

/// Search without a server: a page that lists every step, and an index that a script on the pages asks
/// for when a reader first searches.
///
/// The index is scripts that set `waymarkIndex`, since browsers let a page from the disk load scripts but
/// not data. A small library's is one file with a row for each step. A large library's has a folder beside
/// that file: files of lists, `w0.js` and on, that say which rows may hold the words of a query, and files
/// of rows, `r0.js` and on. A search loads a few of each.
struct SearchEdition: Edition {
  static let pagePath = "search.html"

  /// Bytes of text up to which the index is one file: about 100 KB over the network.
  var largestWhole = 300_000

  func addJobs(for site: SiteRendering, to jobs: inout [OutputJob]) {
    guard let index = site.searchIndex else { return }
    func add(_ path: String, _ render: @escaping @Sendable (SiteRendering, inout PageWriter) -> Void) {
      jobs.append(OutputJob(path: path, content: .render(render), from: Ingredients.everything))
    }
    jobs.append(
      OutputJob(path: Self.pagePath, content: .render(writeSearchPage), from: Ingredients(.library)))
    if index.byteCount <= largestWhole {
      let all = index.steps.indices
      return add(index.path) { index.writeRows(all, $0, &$1.html) }
    }
    let folder = index.path.dropLast(".js".count)
    let lists = LazyLists(index, site)
    guard let script = site.theme.assets.first(where: { $0.name == SearchIndex.script }) else {
      preconditionFailure("the default theme has \(SearchIndex.script)")
    }
    add(index.path) { index.writeSummary(script, &$1.html) }
    // No page names this script, so it is written only where it is of use.
    jobs.append(OutputJob(path: script.path, content: .bytes(script.bytes)))
    for file in 0..<index.listFileCount {
      add("\(folder)/w\(file).js") { writeLists(lists.made, file, &$1.html) }
    }
    for (number, steps) in index.rowFiles.enumerated() {
      add("\(folder)/r\(number).js") { index.writeRows(steps, $0, &$1.html) }
    }
  }
}

private func writeSearchPage(_ site: SiteRendering, _ out: inout PageWriter) {
  let page = PageContext(site, path: SearchEdition.pagePath, guide: nil)
  let frame = FrameRecord(
    page: page, browserTitle: "\(page.phrases.search) · \(site.library.settings.title)", description: nil)
  out.write(.search, [frame, SearchRecord(page: page)], on: page)
}

/// The lists of a large index, made when the first of their files is: a list is complete only when every
/// step has been looked at.
private final class LazyLists: Sendable {
  private let index: SearchIndex
  private let site: SiteRendering
  private let lists = Mutex<SearchLists?>(nil)

  init(_ index: SearchIndex, _ site: SiteRendering) {
    self.index = index
    self.site = site
  }

  var made: SearchLists {
    lists.withLock { lists in
      if let lists { return lists }
      let made = index.lists(site)
      lists = made
      return made
    }
  }
}

private func writeLists(_ lists: SearchLists, _ file: Int, _ out: inout HTMLWriter) {
  out.markup("globalThis.waymarkIndex={")
  var isFirst = true
  lists.forEach(inFile: file) { stretch, lists in
    out.markup(isFirst ? "\n" : ",\n")
    isFirst = false
    writeJSON(stretch, &out)
    for (number, list) in lists.enumerated() {
      out.markup(number == 0 ? ":[" : ",")
      list.withUnsafeBufferPointer { writeJSON($0, &out) }
    }
    out.markup("]")
  }
  out.markup("\n};\n")
}

/// Every step of the library in order, and how its index is divided. Holds no text.
struct SearchIndex: Sendable {
  struct Entry: Sendable {
    let guide: Int
    let language: LanguageTag
    let step: GuideNavigation.Step
  }

  /// The name holds a hash of everything in the index, so that browsers may keep it for ever.
  let path: String
  let steps: [Entry]
  /// Bytes of text, about.
  let byteCount: Int
  /// The steps of each file of rows of a large index. A row's number is 4 times its file's and its place
  /// in it.
  let rowFiles: [Range<Int>]

  /// A search shows 20 rows at a time, which may lie in 20 files: so these are small.
  private static let rowsOfFile = 4
  private static let bytesOfRowFile = 5_000
  /// A search loads a file for each stretch of its words.
  private static let bytesOfListFile = 10_000
  /// The asset that finds rows in a large index. It stands beside the index.
  static let script = "search-lists.js"

  /// - Parameter textPrint: see `SiteRendering`.
  init(
    _ library: Library, _ navigation: [GuideNavigation], theme: Theme, phrases: (LanguageTag) -> Phrases,
    textPrint: (Document) -> Fingerprint
  ) {
    var hash = ContentHash()
    // Another number for another form of the index.
    hash.update(UInt64(2))
    hash.update(theme.assetPath(Self.script) ?? "")
    var steps: [Entry] = []
    var byteCount = 0
    var files: [Range<Int>] = []
    var (start, bytesOfFile) = (0, 0)
    for (guide, entry) in navigation.enumerated().flatMap({ guide, all in all.steps.map { (guide, $0) } }) {
      let language = library.guides[guide].language
      for text in [
        phrases(language).place(of: entry, in: navigation[guide]), language.text, entry.title,
        entry.summary ?? "", entry.address.path, entry.address.fragment ?? "",
      ] {
        hash.update(text)
      }
      let document = Self.document(of: entry, in: library)
      hash.update(textPrint(document))

      let bytes = document.outline.textBytes + entry.title.utf8.count + (entry.summary?.utf8.count ?? 0)
      let isFull = steps.count - start == Self.rowsOfFile || bytesOfFile + bytes > Self.bytesOfRowFile
      if isFull, steps.count > start {
        files.append(start..<steps.count)
        (start, bytesOfFile) = (steps.count, 0)
      }
      steps.append(Entry(guide: guide, language: language, step: entry))
      byteCount += bytes
      bytesOfFile += bytes
    }
    if steps.count > start { files.append(start..<steps.count) }
    path = "assets/search-index-\(hash.hex(10)).js"
    self.steps = steps
    self.byteCount = byteCount
    rowFiles = files
  }

  private static func document(of entry: GuideNavigation.Step, in library: Library) -> Document {
    library.document(entry.role)
  }

  var listFileCount: Int { byteCount / Self.bytesOfListFile + 1 }

  func lists(_ site: SiteRendering) -> SearchLists {
    var stretches = Stretches()
    var words: [UInt8] = []
    for (file, steps) in rowFiles.enumerated() {
      for (place, entry) in self.steps[steps].enumerated() {
        let row = file * Self.rowsOfFile + place
        func add(_ text: String, _ field: SearchLists.Field) {
          var text = text
          text.withUTF8 { stretches.add($0, field, row: row) }
        }
        add(entry.step.title, .title)
        add(entry.step.summary ?? "", .summary)
        words.removeAll(keepingCapacity: true)
        let article = Self.document(of: entry.step, in: site.library).article
        article.appendPlainText(of: article.body, to: &words)
        words.withUnsafeBufferPointer { stretches.add($0, .text, row: row) }
      }
    }
    return SearchLists(fileCount: listFileCount, stretches)
  }

  /// What tells the script on the pages that the index is a large one, and which script reads it.
  func writeSummary(_ script: ThemeAsset, _ out: inout HTMLWriter) {
    out.markup("globalThis.waymarkIndex={\"lists\":")
    out.trustedMarkup(Array(String(listFileCount).utf8))
    out.markup(",\"script\":")
    writeJSON(String(script.path.split(separator: "/").last ?? ""), &out)
    out.markup("};\n")
  }

  /// One row a step: address, title, place, summary and plain text; in a library of several languages
  /// also the step's language and direction.
  func writeRows(_ range: Range<Int>, _ site: SiteRendering, _ out: inout HTMLWriter) {
    out.markup("globalThis.waymarkIndex=[")
    var words: [UInt8] = []
    var isFirst = true
    for row in steps[range] {
      let entry = row.step
      out.markup(isFirst ? "\n{\"u\":" : ",\n{\"u\":")
      isFirst = false
      writeJSON(entry.address.link(from: "index.html"), &out)
      out.markup(",\"t\":")
      writeJSON(entry.title, &out)
      out.markup(",\"p\":")
      writeJSON(
        site.phrases(row.language).place(of: entry, in: site.navigation[row.guide]), &out)
      if site.hasSeveralLanguages {
        out.markup(",\"l\":")
        writeJSON(row.language.text, &out)
        out.markup(",\"d\":")
        writeJSON(row.language.direction, &out)
      }
      out.markup(",\"s\":")
      writeJSON(entry.summary ?? "", &out)
      out.markup(",\"x\":")
      words.removeAll(keepingCapacity: true)
      let article = Self.document(of: entry, in: site.library).article
      article.appendPlainText(of: article.body, to: &words)
      let start = words.firstIndex { $0 != UInt8(ascii: " ") } ?? words.count
      let end = words.lastIndex { $0 != UInt8(ascii: " ") }.map { $0 + 1 } ?? start
      words[start..<end].withUnsafeBufferPointer { writeJSON($0, &out) }
      out.markup("}")
    }
    out.markup("\n];\n")
  }
}

/// A string of JavaScript and JSON alike. U+2028 and U+2029 end a line in old scripts; `<` could end one
/// in a page.
private func writeJSON(_ text: String, _ out: inout HTMLWriter) {
  var text = text
  text.withUTF8 { writeJSON($0, &out) }
}

private func writeJSON(_ bytes: UnsafeBufferPointer<UInt8>, _ out: inout HTMLWriter) {
  func write(_ range: Range<Int>, _ out: inout HTMLWriter) {
    out.trustedMarkup(UnsafeBufferPointer(rebasing: bytes[range]))
  }
  out.markup("\"")
  var runStart = 0
  var index = 0
  while index < bytes.count {
    var length = 1
    switch bytes[index] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      write(runStart..<index, &out)
      out.markup("\\")
      runStart = index
    case UInt8(ascii: "<"), 0..<UInt8(ascii: " "):
      write(runStart..<index, &out)
      let hex = String(bytes[index], radix: 16)
      out.trustedMarkup(Array((hex.utf8.count == 1 ? "\\u000" : "\\u00").utf8) + Array(hex.utf8))
      runStart = index + 1
    case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8:
      write(runStart..<index, &out)
      out.trustedMarkup(Array((bytes[index + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8))
      length = 3
      runStart = index + 3
    default: break
    }
    index += length
  }
  write(runStart..<bytes.count, &out)
  out.markup("\"")
}
