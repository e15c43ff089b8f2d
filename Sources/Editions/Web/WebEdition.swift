import GuideModel
import Theming

/// The site itself: a page for the library, each guide, part and plain page, and, where a guide asks
/// for it, each step.
struct WebEdition: Edition {
  func addJobs(for site: SiteRendering, to jobs: inout [OutputJob]) {
    jobs.append(page("index.html", from: homeIngredients(site), writeHome))
    let library = site.library
    for (index, page) in library.pages.enumerated() { addPlainPage(.page(index), page, on: site, to: &jobs) }
    for (g, guide) in library.guides.enumerated() { addGuide(guide, g, on: site, to: &jobs) }
    jobs.append(page("404.html", from: Ingredients(.site), writeNotFound))
    jobs.append(OutputJob(path: ".nojekyll", content: .bytes([])))
    for asset in assets(of: site) { jobs.append(OutputJob(path: asset.path, content: .bytes(asset.bytes))) }
    if let feed = site.feed {
      jobs.append(
        OutputJob(
          path: Feed.path, content: .render { feed.write($0, into: &$1.html) }, from: Ingredients(.library)))
    }
    if let base = library.settings.baseURL { jobs.append(sitemap(of: jobs, base: base, site: site)) }
  }

  /// Without an edition, what only its pages load is not published either.
  private func assets(of site: SiteRendering) -> [ThemeAsset] {
    let editions = site.library.settings.editions
    var absent: Set<String> = []
    if !editions.contains(.search) {
      absent = Set([FrameRecord.Field.searchHref, .searchIndexHref].map(\.declaration.name))
    }
    let templates = TemplateName.allCases.filter { template in
      switch template {
      case .search: editions.contains(.search)
      case .print: editions.contains(.print)
      default: true
      }
    }
    return site.theme.assets(usedBy: templates.map(\.rawValue), without: absent)
  }

  private func addGuide(_ guide: Guide, _ g: Int, on site: SiteRendering, to jobs: inout [OutputJob]) {
    let address = site.addresses.page(guide.document.file)
    let isWhole = guide.parts.isEmpty && guide.pagination == .pagePerPart
    let texts = [guide.document.file] + (isWhole ? guide.steps.map(\.document.file) : [])
    jobs.append(page(address.path, from: Ingredients(.guide(g), texts: texts)) { writeGuide(g, $0, &$1) })
    for alias in guide.document.aliases {
      jobs.append(
        redirect("\(alias.text)/index.html", to: address, guide.document.matter, on: site, guide: g))
    }
    for (p, part) in guide.parts.enumerated() {
      let steps = guide.pagination == .pagePerPart ? part.steps.map(\.document.file) : []
      let from = Ingredients(.guide(g), texts: [part.document.file] + steps)
      addPage(of: part.document, from: from, guide: g, on: site, to: &jobs) { writePart(g, p, $0, &$1) }
    }
    if guide.pagination == .pagePerStep {
      for (index, entry) in site.navigation[g].steps.enumerated() {
        let from = Ingredients(.guide(g), text: entry.document.file)
        addPage(of: entry.document, from: from, guide: g, on: site, to: &jobs) {
          writeStep(g, index, $0, &$1)
        }
      }
    }
    for (index, page) in guide.pages.enumerated() {
      addPlainPage(.guidePage(guide: g, page: index), page, on: site, to: &jobs)
    }
  }

  private func addPlainPage(
    _ role: Role, _ content: Page, on site: SiteRendering, to jobs: inout [OutputJob]
  ) {
    let from = Ingredients(role.guide.map { .guide($0) } ?? .site, text: content.document.file)
    addPage(of: content.document, from: from, guide: role.guide, on: site, to: &jobs) {
      writePlainPage(role, $0, &$1)
    }
  }

  /// A page, and one for each old slug, which stands beside it.
  private func addPage(
    of document: Document, from ingredients: Ingredients, guide: Int?, on site: SiteRendering,
    to jobs: inout [OutputJob],
    _ render: @escaping @Sendable (SiteRendering, inout PageWriter) -> Void
  ) {
    let address = site.addresses.page(document.file)
    jobs.append(page(address.path, from: ingredients, render))
    let aliases = document.aliases
    if aliases.isEmpty { return }
    let folder = address.path.parentPath
    for alias in aliases {
      let path = "\(folder)\(folder.isEmpty ? "" : "/")\(alias.text).html"
      jobs.append(redirect(path, to: address, document.matter, on: site, guide: guide))
    }
  }

  private func redirect(
    _ path: String, to address: WebAddress, _ matter: FrontMatter, on site: SiteRendering, guide: Int?
  ) -> OutputJob {
    page(path, from: Ingredients(guide.map { .guide($0) } ?? .site)) { site, out in
      let page = PageContext(site, path: path, guide: guide)
      let isSensitive = guide.map { site.library.guides[$0].isSensitive } ?? false
      let title = isSensitive ? page.phrases.moved : matter.title
      let frame = FrameRecord(
        page: page, browserTitle: "\(page.phrases.moved) · \(site.library.settings.title)", description: nil,
        role: nil,
        hasCanonicalURL: false)
      out.write(.redirect, [frame, RedirectRecord(title: title, href: address.link(from: path))], on: page)
    }
  }

  /// The home page shows its own text and a card of each guide, and leads to a step.
  private func homeIngredients(_ site: SiteRendering) -> Ingredients {
    Ingredients(.library, texts: site.library.home.map { [$0.file] } ?? [])
  }

  private func page(
    _ path: String, from ingredients: Ingredients,
    _ render: @escaping @Sendable (SiteRendering, inout PageWriter) -> Void
  ) -> OutputJob {
    OutputJob(path: path, content: .render(render), from: ingredients)
  }

  /// Every page that has an address of its own, for search engines (sitemaps.org protocol 0.9); not the
  /// redirects from old addresses.
  private func sitemap(of jobs: [OutputJob], base: String, site: SiteRendering) -> OutputJob {
    var pages = Set(site.library.documents.map { site.addresses.page($0.document.file).path })
    pages.insert("index.html")
    let paths = jobs.map(\.path).filter(pages.contains).sorted()
    return OutputJob(
      path: "sitemap.xml",
      content: .render { site, out in
        out.html.markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        out.html.markup("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        for path in paths {
          out.html.markup("<url><loc>")
          out.html.text(site.canonicalURL(of: path) ?? base)
          out.html.markup("</loc></url>\n")
        }
        out.html.markup("</urlset>\n")
      },
      from: Ingredients(.library))
  }
}
