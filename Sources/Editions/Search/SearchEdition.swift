import GuideModel
import Theming

/// Search without a server: a page that lists every step, and an index that a script on the pages asks
/// for when a reader first searches.
///
/// The index is a script that sets `waymarkIndex`, since browsers let a page from the disk load scripts
/// but not data.
struct SearchEdition: Edition {
  static let pagePath = "search.html"

  func jobs(for site: SiteRendering) -> [OutputJob] {
    guard let indexPath = site.searchIndexPath else { return [] }
    return [
      OutputJob(
        path: Self.pagePath, content: .render { writeSearchPage(site, &$0) }, from: Ingredients(.library)),
      OutputJob(path: indexPath, content: .render { writeSearchIndex(site.library, site, &$0) }),
    ]
  }

  /// The index's name holds a hash of everything in it, so that browsers may keep it for ever.
  static func indexPath(
    for library: Library, _ navigation: [GuideNavigation], phrases: (LanguageTag) -> Phrases
  ) -> String {
    var hash = ContentHash()
    for (guide, entry) in navigation.enumerated().flatMap({ guide, all in all.steps.map { (guide, $0) } }) {
      let language = library.guides[guide].language
      for text in [
        phrases(language).place(of: entry, in: navigation[guide]), language.text, entry.title,
        entry.summary ?? "", entry.address.path, entry.address.fragment ?? "",
      ] {
        hash.update(text)
      }
      guard case .step(let guide, let part, let step) = entry.role else { continue }
      hash.update(library.step(guide: guide, part: part, step: step).document.article.text)
    }
    return "assets/search-index-\(hash.hex(10)).js"
  }
}

private func writeSearchPage(_ site: SiteRendering, _ out: inout HTMLWriter) {
  let page = PageContext(site, path: SearchEdition.pagePath, guide: nil)
  let frame = FrameRecord(
    page: page, browserTitle: "\(page.phrases.search) · \(site.library.settings.title)", description: nil)
  page.run(.search, [frame, SearchRecord(page: page)], into: &out)
}

/// One row a step: address, title, place, summary and plain text; in a library of several languages also
/// the step's language and direction.
private func writeSearchIndex(_ library: Library, _ site: SiteRendering, _ out: inout HTMLWriter) {
  out.markup("globalThis.waymarkIndex=[")
  var words: [UInt8] = []
  var isFirst = true
  for (guide, navigation) in site.navigation.enumerated() {
    for entry in navigation.steps {
      guard case .step(_, let part, let step) = entry.role else { continue }
      let article = library.step(guide: guide, part: part, step: step).document.article
      out.markup(isFirst ? "\n{\"u\":" : ",\n{\"u\":")
      isFirst = false
      writeJSON(entry.address.link(from: "index.html"), &out)
      out.markup(",\"t\":")
      writeJSON(entry.title, &out)
      out.markup(",\"p\":")
      writeJSON(site.phrases(library.guides[guide].language).place(of: entry, in: navigation), &out)
      if site.hasSeveralLanguages {
        out.markup(",\"l\":")
        writeJSON(library.guides[guide].language.text, &out)
        out.markup(",\"d\":")
        writeJSON(library.guides[guide].language.direction, &out)
      }
      out.markup(",\"s\":")
      writeJSON(entry.summary ?? "", &out)
      out.markup(",\"x\":")
      words.removeAll(keepingCapacity: true)
      article.appendPlainText(of: article.body, to: &words)
      writeJSON(String(decoding: words, as: UTF8.self).trimmed, &out)
      out.markup("}")
    }
  }
  out.markup("\n];\n")
}

/// A string of JavaScript and JSON alike. U+2028 and U+2029 end a line in old scripts; `<` could end one
/// in a page.
private func writeJSON(_ text: String, _ out: inout HTMLWriter) {
  var bytes: [UInt8] = [UInt8(ascii: "\"")]
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\":
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(UInt8(scalar.value))
    case "<", "\u{2028}", "\u{2029}", "\u{0}"..<" ":
      let hex = String(scalar.value, radix: 16)
      bytes +=
        Array("\\u".utf8) + Array(repeating: UInt8(ascii: "0"), count: 4 - hex.utf8.count) + Array(hex.utf8)
    default: bytes += Array(String(scalar).utf8)
    }
  }
  bytes.append(UInt8(ascii: "\""))
  out.trustedMarkup(bytes)
}

extension String {
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
