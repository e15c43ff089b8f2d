import GuideModel
import Theming

/// What has changed, newest first, for feed readers (Atom, RFC 4287).
///
/// Entries are the documents that give a date: `updated`, or `reviewed` where nothing else is said. An entry
/// needs one, and the day of the build is not one: the same input gives the same bytes.
struct Feed: Sendable {
  static let path = "feed.xml"
  /// As many as feed readers usually keep; a large library would send megabytes.
  private static let mostEntries = 50

  private struct Entry: Sendable {
    var role: Role
    var address: WebAddress
    var matter: FrontMatter
    var date: CalendarDate
  }

  private let entries: [Entry]

  /// - Returns: `nil` without a base address, or where no document gives a date.
  init?(_ library: Library, _ addresses: SiteAddresses) {
    guard library.settings.baseURL != nil else { return nil }
    let dated = library.documents.compactMap { role, document -> Entry? in
      // The home page is the feed's own address.
      if role == .home { return nil }
      return (document.matter.updated ?? document.matter.reviewed).map {
        Entry(role: role, address: addresses.page(document.file), matter: document.matter, date: $0)
      }
    }
    if dated.isEmpty { return nil }
    // In reading order within a day; Swift's own sort promises no order of equals.
    let newestFirst = dated.enumerated().sorted {
      ($1.element.date, $0.offset) < ($0.element.date, $1.offset)
    }
    entries = newestFirst.prefix(Self.mostEntries).map(\.element)
  }

  func write(_ site: SiteRendering, into out: inout HTMLWriter) {
    let settings = site.library.settings
    out.markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    out.markup("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
    out.text(settings.language.text)
    out.markup("\">\n")
    let home = site.canonicalURL(of: "index.html") ?? ""
    element("id", home, &out)
    element("title", settings.title, &out)
    if let description = settings.description { element("subtitle", description, &out) }
    out.markup("<author>")
    element("name", settings.title, lineEnd: "", &out)
    out.markup("</author>\n")
    link(to: home, "", &out)
    link(to: site.canonicalURL(of: Self.path) ?? "", " rel=\"self\"", &out)
    element("updated", instant(entries[0].date), &out)
    for entry in entries { write(entry, site, into: &out) }
    out.markup("</feed>\n")
  }

  private func write(_ entry: Entry, _ site: SiteRendering, into out: inout HTMLWriter) {
    let guide = entry.role.guide.map { site.library.guides[$0] }
    let url =
      (site.canonicalURL(of: entry.address.path) ?? "") + (entry.address.fragment.map { "#" + $0 } ?? "")
    out.markup("<entry")
    if let language = guide?.language, language != site.library.settings.language {
      out.markup(" xml:lang=\"")
      out.text(language.text)
      out.markup("\"")
    }
    out.markup(">\n")
    element("id", url, &out)
    // Like the browser's tab, a feed reader gives nothing away of a sensitive guide.
    element("title", site.browserTitle(entry.role), &out)
    link(to: url, "", &out)
    element("updated", instant(entry.date), &out)
    if let summary = entry.matter.description, guide?.isSensitive != true {
      element("summary", summary, &out)
    }
    out.markup("</entry>\n")
  }

  /// Authors give days; RFC 3339 asks for a time as well.
  private func instant(_ date: CalendarDate) -> String { date.text + "T00:00:00Z" }

  private func element(
    _ name: StaticString, _ text: String, lineEnd: StaticString = "\n", _ out: inout HTMLWriter
  ) {
    out.markup("<")
    out.markup(name)
    out.markup(">")
    out.text(text)
    out.markup("</")
    out.markup(name)
    out.markup(">")
    out.markup(lineEnd)
  }

  private func link(to url: String, _ relation: StaticString, _ out: inout HTMLWriter) {
    out.markup("<link")
    out.markup(relation)
    out.markup(" href=\"")
    out.text(url)
    out.markup("\"/>\n")
  }
}
