import GuideModel
import Theming

func writeHome(_ site: SiteRendering, _ out: inout PageWriter) {
  let page = PageContext(site, path: "index.html", guide: nil)
  let html = site.library.home.map {
    ArticleHTML($0, setting: ArticleSetting(role: .home, headingShift: 0), on: page)
  }
  let matter = site.library.home?.matter
  let frame = FrameRecord(
    page: page, browserTitle: site.library.settings.title,
    description: matter?.description ?? site.library.settings.description, role: .home)
  var sources = PageSources()
  if let html { sources.add(html) }
  out.write(.home, [frame, HomeRecord(page: page, html: html, sources: sources)], on: page)
}

func writePlainPage(_ role: Role, _ site: SiteRendering, _ out: inout PageWriter) {
  let document = site.library.document(role)
  let page = PageContext(site, path: site.addresses.page(document.file).path, guide: role.guide)
  let html = ArticleHTML(document, setting: ArticleSetting(role: role, headingShift: 0), on: page)
  var sources = PageSources()
  sources.add(html)
  out.write(
    .page, [frame(role, page), PageRecord(page: page, document: document, html: html, sources: sources)],
    on: page)
}

/// A guide's landing page, or all of a short guide.
func writeGuide(_ index: Int, _ site: SiteRendering, _ out: inout PageWriter) {
  let guide = site.library.guides[index]
  let page = PageContext(site, path: site.addresses.page(guide.document.file).path, guide: index)
  let html = ArticleHTML(
    guide.document, setting: ArticleSetting(role: .guide(index), headingShift: 0), on: page)
  var sources = PageSources()
  sources.add(html)
  var steps: [StepRecord] = []
  var template = TemplateName.guide
  if case .steps = guide.outline, guide.pagination == .pagePerPart {
    template = .shortGuide
    steps = stepRecords(site.navigation[index].steps[...], guide: index, on: page, headingShift: 1, &sources)
  }
  out.write(
    template,
    [
      frame(.guide(index), page),
      GuideRecord(page: page, index: index, html: html, steps: steps, sources: sources),
    ], on: page)
}

func writePart(_ g: Int, _ p: Int, _ site: SiteRendering, _ out: inout PageWriter) {
  let role = Role.part(guide: g, part: p)
  let document = site.library.document(role)
  let page = PageContext(site, path: site.addresses.page(document.file).path, guide: g)
  let html = ArticleHTML(document, setting: ArticleSetting(role: role, headingShift: 0), on: page)
  var sources = PageSources()
  sources.add(html)
  let navigation = site.navigation[g]
  let steps =
    navigation.isPaged
    ? []
    : stepRecords(navigation.steps[navigation.parts[p].steps], guide: g, on: page, headingShift: 1, &sources)
  out.write(
    .part,
    [
      frame(role, page),
      PartRecord(page: page, guide: g, index: p, html: html, steps: steps, sources: sources),
    ], on: page, siblings: navigation.parts.count, number: p)
}

/// A step on a page of its own. `index` counts all steps of the guide.
func writeStep(_ g: Int, _ index: Int, _ site: SiteRendering, _ out: inout PageWriter) {
  let entry = site.navigation[g].steps[index]
  let page = PageContext(site, path: entry.address.path, guide: g)
  var sources = PageSources()
  guard case .step(_, let part, _) = entry.role,
    let step = stepRecord(index, guide: g, on: page, headingShift: 0, &sources)
  else { return }
  out.write(
    .step,
    [
      frame(entry.role, page, description: entry.summary),
      StepPageRecord(page: page, guide: g, part: part, index: index, step: step, sources: sources),
    ], on: page, siblings: entry.total, number: entry.number - 1)
}

func writeNotFound(_ site: SiteRendering, _ out: inout PageWriter) {
  let page = PageContext(site, path: "404.html", guide: nil)
  let base = site.library.settings.baseURL
  let frame = FrameRecord(
    page: page, browserTitle: "\(page.phrases.notFound) · \(site.library.settings.title)", description: nil,
    hasCanonicalURL: false, absoluteRoot: base.map { pathOfURL($0) + "/" })
  out.write(.notFound, [frame, NotFoundRecord(isStyled: base != nil)], on: page)
}

/// Steps with their texts, in the order of the page, whose sources they add to.
///
/// - Parameter headingShift: 1 under a page's title and the step's own, 2 in a print edition's chapters.
func stepRecords(
  _ entries: ArraySlice<GuideNavigation.Step>, guide: Int, on page: PageContext, headingShift: Int,
  _ sources: inout PageSources
) -> [StepRecord] {
  entries.indices.compactMap { stepRecord($0, guide: guide, on: page, headingShift: headingShift, &sources) }
}

/// A step with its text, given by its place among all steps of the guide.
private func stepRecord(
  _ index: Int, guide: Int, on page: PageContext, headingShift: Int, _ sources: inout PageSources
) -> StepRecord? {
  let navigation = page.site.navigation[guide]
  let entry = navigation.steps[index]
  guard case .step(_, let part, let step) = entry.role else { return nil }
  let document = page.site.library.step(guide: guide, part: part, step: step).document
  let key = entry.key
  let setting = ArticleSetting(
    role: entry.role, headingShift: headingShift, footnotesBefore: sources.count, tickKey: key)
  let html = ArticleHTML(document, setting: setting, on: page)
  sources.add(html)
  return StepRecord(
    page: page, entry: entry, part: part.map { navigation.parts[$0] },
    // With a page for each step an old slug is a page that leads to the new one.
    aliases: navigation.isPaged && headingShift == 0 ? [] : document.aliases.map(\.text),
    isLast: index == navigation.steps.count - 1, html: html, key: key)
}

private func frame(_ role: Role, _ page: PageContext, description: String? = nil) -> FrameRecord {
  FrameRecord(
    page: page, browserTitle: page.site.browserTitle(role),
    description: description ?? page.site.library.document(role).matter.description, role: role)
}

/// The path of an address, without a slash at its end: `https://example.org/guides` gives `/guides`.
private func pathOfURL(_ url: String) -> String {
  guard let start = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return "" }
  let host = url.utf8[start...].dropFirst(3)
  return host.firstIndex(of: UInt8(ascii: "/")).map { String(url[$0...]) } ?? ""
}
