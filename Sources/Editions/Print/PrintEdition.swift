import GuideModel
import Theming

/// The print edition: each guide as one page, for paper and for reading from start to end.
struct PrintEdition: Edition {
  func addJobs(for site: SiteRendering, to jobs: inout [OutputJob]) {
    for (index, guide) in site.library.guides.enumerated() {
      guard let path = site.navigation[index].printAddress?.path else { continue }
      jobs.append(
        OutputJob(
          path: path, content: .render { writePrintEdition(of: index, at: path, $0, &$1) },
          from: Ingredients(.guide(index), texts: guide.printed.map(\.file))))
    }
  }
}

private func writePrintEdition(of index: Int, at path: String, _ site: SiteRendering, _ out: inout PageWriter)
{
  let guide = site.library.guides[index]
  let navigation = site.navigation[index]
  let page = PageContext(site, path: path, guide: index, staysInGuide: true)
  let html = ArticleHTML(
    guide.document, setting: ArticleSetting(role: .guide(index), headingShift: 0), on: page)
  var sources = PageSources()
  sources.add(html)

  var parts: [PrintPartRecord] = []
  for (p, part) in guide.parts.enumerated() {
    let role = Role.part(guide: index, part: p)
    let setting = ArticleSetting(role: role, headingShift: 1, footnotesBefore: sources.count)
    let intro = ArticleHTML(part.document, setting: setting, on: page)
    sources.add(intro)
    let entry = navigation.parts[p]
    let steps = stepRecords(navigation.steps[entry.steps], guide: index, on: page, headingShift: 2, &sources)
    parts.append(PrintPartRecord(page: page, document: part.document, part: entry, html: intro, steps: steps))
  }
  let steps =
    guide.parts.isEmpty
    ? stepRecords(navigation.steps[...], guide: index, on: page, headingShift: 2, &sources) : []

  let title =
    guide.isSensitive
    ? "\(site.library.settings.title) · \(page.phrases.number(index + 1))"
    : guide.document.matter.nameInNarrowPlaces
  let frame = FrameRecord(
    page: page, browserTitle: "\(title) · \(page.phrases.printEdition)",
    description: guide.document.matter.description,
    role: .guide(index))
  out.write(
    .print,
    [frame, PrintRecord(page: page, guide: index, html: html, parts: parts, steps: steps, sources: sources)],
    on: page)
}

extension Guide {
  /// Every document that its print edition shows.
  fileprivate var printed: [Document] { [document] + parts.map(\.document) + steps.map(\.document) }
}
