import Foundation
import Testing

@Suite("A site") struct BuildingTests {
  @Test("is built without findings, and every link and anchor on every page leads somewhere")
  func library() throws {
    let project = try TestProject.library()
    let outcome = try project.build("--strict")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    let pages = project.site.keys.count { $0.hasSuffix(".html") }
    #expect(outcome.notices.hasPrefix("\(pages) pages in public: "))
    #expect(siteFaults(project.site) == [])
    #expect(project.strays == [])
  }

  @Test(
    "may use every feature and still be whole",
    arguments: [[], ["--drafts"], ["-u", "https://garden.example/x/"]])
  func everyFeature(options: [String]) throws {
    let project = try TestProject.fixture("every-feature")
    let outcome = try project.command.run(["build", "--strict"] + options)
    #expect(outcome.status == 0)
    var pages = project.site
    // With an address of its own it is the one page that leads there from the server's root.
    if options.contains("-u") { pages["404.html"] = nil }
    #expect(siteFaults(pages) == [])
    let drawn = project.site.keys.contains("garden/plan/draw.html")
    #expect(drawn == options.contains("--drafts"))
    // Copied as they are, under their own names.
    for path in ["CNAME", ".well-known/security.txt", "robots.txt"] {
      #expect(project.folder.bytes("public/" + path) == project.folder.bytes("content/static/" + path))
    }
    for path in ["README.md", "README.html", "content"] { #expect(project.site[path] == nil) }
  }

  @Test("has redirect pages and anchors for old addresses") func aliases() throws {
    let project = try TestProject.fixture("every-feature")
    try project.build()
    for (old, new) in [
      ("who-we-are.html", "about.html"), ("yard/index.html", "../garden/index.html"),
      ("garden/sowing.html", "plant.html"), ("garden/plan/see-the-ground.html", "look.html"),
    ] {
      #expect(PageMarkup(try project.html(old)).references.contains(new), "\(old)")
    }
    #expect(PageMarkup(try project.html("tea/index.html")).ids.contains("heat"))
  }

  @Test("has a page for 404 that refers to nothing, unless it knows its own address") func notFound() throws {
    let project = try TestProject.fixture("every-feature")
    try project.build()
    #expect(PageMarkup(try project.html("404.html")).references == [])
    #expect(project.site["sitemap.xml"] == nil)
    #expect(!(try project.html("index.html")).contains("rel=\"canonical\""))

    try project.build("--base-url", "https://garden.example/guides/")
    let references = PageMarkup(try project.html("404.html")).references
    #expect(references.contains("/guides/index.html"))
    // Good at any depth, and all of them files of the site.
    for reference in references where !reference.hasPrefix("#") && !reference.hasPrefix("https://weather") {
      #expect(reference.hasPrefix("/guides/"))
      #expect(project.site[String(reference.dropFirst("/guides/".count))] != nil, "\(reference)")
    }
    let sitemap = try project.html("sitemap.xml")
    for path in ["garden/plan/look.html", "tea/", "support.html"] {
      #expect(sitemap.contains("<loc>https://garden.example/guides/\(path)"), "\(path)")
    }
    for path in ["404", "sowing", "who-we-are", "draw"] { #expect(!sitemap.contains(path), "\(path)") }
    for (path, item) in project.site where path.hasSuffix(".html") && path != "404.html" {
      guard case .file(let data) = item else { continue }
      let page = PageMarkup(String(decoding: data, as: UTF8.self))
      if page.tags.contains(where: { $0.attributes["content"] == "noindex" }) { continue }
      let canonical = page.tags.first { $0.attributes["rel"] == "canonical" }?.attributes["href"]
      #expect(
        canonical?.hasPrefix("https://garden.example/guides/") == true, "\(path): \(canonical ?? "none")")
    }
  }

  @Test("of pages only has neither search nor print") func webOnly() throws {
    let project = try TestProject.fixture("every-feature")
    try project.folder.edit("content/site.yml") { $0 + "editions: [web]\n" }
    #expect(try project.build("--strict").status == 0)
    #expect(siteFaults(project.site) == [])
    #expect(project.site.keys.filter { $0.hasSuffix("print.html") || $0.contains("search.html") } == [])
    #expect(project.site.keys.filter { $0.contains("search-index") } == [])
  }
}

@Suite("Building the same library twice") struct SameBytesTests {
  @Test("gives the same bytes with any number of threads, at another path, on another day")
  func sameBytes() throws {
    let first = try TestProject.fixture("every-feature")
    try first.build("-j", "1", "-o", "public")
    let second = try TestProject.fixture("every-feature")
    var other = second.command
    let elsewhere = TemporaryFolder()
    other.environment = ["SOURCE_DATE_EPOCH": "1000000000", "TZ": "Asia/Tokyo", "LC_ALL": "C", "HOME": "/"]
    let outcome = try other.run(["build", "-j", "8", "-o", elsewhere.path("deep/site")])
    #expect(outcome.status == 0, "\(outcome.notices)")
    #expect(first.site.differences(from: elsewhere.tree("deep/site")) == [])
    for threads in ["1", "8"] {
      let library = try TestProject.library()
      try library.build("-j", threads, "-q")
      let again = try TestProject.library()
      try again.build("-q")
      #expect(library.site.differences(from: again.site) == [])
    }
  }

  @Test("gives the same bytes when the files were made in another order") func anyOrder() throws {
    let first = try TestProject.fixture("every-feature")
    try first.build()
    let second = TestProject()
    let tree = first.folder.tree("content")
    for path in tree.keys.sorted(by: >) {
      if case .file(let data) = tree[path] { try second.folder.write([UInt8](data), to: "content/" + path) }
    }
    try second.build()
    #expect(first.site.differences(from: second.site) == [])
  }

  @Test("touches nothing the second time") func untouched() throws {
    let project = try TestProject.fixture("every-feature")
    try project.build()
    let stamps = project.folder.stamps("public")
    let outcome = try project.build()
    #expect(outcome.notices == "19 pages in public: 0 written, 34 unchanged\n")
    #expect(project.folder.stamps("public") == stamps)
  }

  @Test("changes only what an edit changes") func edited() throws {
    let project = try TestProject.fixture("every-feature")
    try project.build()
    let stamps = project.folder.stamps("public")
    try project.folder.edit("content/about.md") { $0 + "\nOne line more.\n" }
    try project.build()
    let after = project.folder.stamps("public")
    #expect(after.keys.filter { after[$0] != stamps[$0] } == ["about.html"])
  }

  @Test("without a step removes its page and nothing else that counts") func removed() throws {
    let project = try TestProject.fixture("every-feature")
    try project.build()
    try project.folder.remove("content/garden/1-plan/3-choose.md")
    try project.folder.remove("content/garden/1-plan/2-draw.md")
    let outcome = try project.build()
    #expect(outcome.status == 0)
    #expect(project.site["garden/plan/choose.html"] == nil)
    #expect(outcome.notices.contains("2 removed"))
    let fresh = TestProject()
    try fresh.folder.copy(project.folder.path("content"), to: "content")
    try fresh.build()
    #expect(project.site.differences(from: fresh.site) == [])
  }

  @Test("after a guide and a plain page took each other's place is right") func exchanged() throws {
    let project = try TestProject.fixture("every-feature")
    try project.build()
    try project.folder.move("content/tea", to: "content/about")
    try project.folder.edit("content/about/1-boil.md") {
      $0.replacingOccurrences(of: "../dot", with: "../dot")
    }
    try project.folder.move("content/about.md", to: "content/tea.md")
    for path in ["content/site.yml", "content/index.md"] {
      try project.folder.edit(path) {
        $0.replacingOccurrences(of: "tea/", with: "about/").replacingOccurrences(
          of: "about.md", with: "tea.md")
      }
    }
    #expect(try project.build().status == 0)
    let fresh = TestProject()
    try fresh.folder.copy(project.folder.path("content"), to: "content")
    try fresh.build()
    #expect(project.site.differences(from: fresh.site) == [])
    #expect(siteFaults(project.site) == [])
  }
}
