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
    #expect(project.site.keys.filter { $0.hasPrefix("assets/search") } == [])
  }
}

@Suite("A site that knows its own address") struct AddressedSiteTests {
  private func project() throws -> TestProject {
    try TestProject.small([
      "content/site.yml": """
      id: small
      title: Tea & walks
      description: Small steps.
      language: en
      base_url: https://example.org/guides

      """,
      "content/about.md": page("About us", "We walk.", "updated: 2026-03-01\nreviewed: 2026-05-01\n"),
      "content/walk/guide.md": page("Take a walk", "Two steps.", "reviewed: 2026-01-31\n"),
      "content/walk/2-door.md": page(
        "Open the door", "Then go.", "description: Out < in.\nupdated: 2026-03-01\n"),
      "content/quiet/guide.md": page("Leave him", "Go.", "sensitive: true\ndescription: Get away.\n"),
      "content/quiet/1-pack.md": page("Pack", "A bag.", "description: Quietly.\nupdated: 2026-04-01\n"),
    ])
  }

  @Test("has a feed of what is dated, newest first, that gives away nothing of sensitive guides")
  func feed() throws {
    let project = try project()
    #expect(try project.build().status == 0)
    #expect(
      try project.html("feed.xml") == """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
        <id>https://example.org/guides/</id>
        <title>Tea &amp; walks</title>
        <subtitle>Small steps.</subtitle>
        <author><name>Tea &amp; walks</name></author>
        <link href="https://example.org/guides/"/>
        <link rel="self" href="https://example.org/guides/feed.xml"/>
        <updated>2026-04-01T00:00:00Z</updated>
        <entry>
        <id>https://example.org/guides/quiet/#pack</id>
        <title>Tea &amp; walks · 1 · Step 1</title>
        <link href="https://example.org/guides/quiet/#pack"/>
        <updated>2026-04-01T00:00:00Z</updated>
        </entry>
        <entry>
        <id>https://example.org/guides/about.html</id>
        <title>About us · Tea &amp; walks</title>
        <link href="https://example.org/guides/about.html"/>
        <updated>2026-03-01T00:00:00Z</updated>
        </entry>
        <entry>
        <id>https://example.org/guides/walk/#door</id>
        <title>Open the door · Take a walk</title>
        <link href="https://example.org/guides/walk/#door"/>
        <updated>2026-03-01T00:00:00Z</updated>
        <summary>Out &lt; in.</summary>
        </entry>
        <entry>
        <id>https://example.org/guides/walk/</id>
        <title>Take a walk · Tea &amp; walks</title>
        <link href="https://example.org/guides/walk/"/>
        <updated>2026-01-31T00:00:00Z</updated>
        </entry>
        </feed>

        """)
    #expect(
      try project.html("sitemap.xml") == """
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url><loc>https://example.org/guides/about.html</loc></url>
        <url><loc>https://example.org/guides/</loc></url>
        <url><loc>https://example.org/guides/quiet/</loc></url>
        <url><loc>https://example.org/guides/walk/</loc></url>
        </urlset>

        """)
  }

  @Test(
    "names it on each page, for search engines, feed readers and shared links",
    arguments: [
      (
        "index.html",
        """
        <link rel="canonical" href="https://example.org/guides/">
        <meta property="og:title" content="Tea &amp; walks">
        <meta property="og:site_name" content="Tea &amp; walks">
        <meta property="og:type" content="website">
        <meta property="og:description" content="Small steps.">
        <meta property="og:url" content="https://example.org/guides/">
        <link rel="alternate" type="application/atom+xml" href="feed.xml" title="Tea &amp; walks">
        """
      ),
      (
        "quiet/index.html",
        """
        <link rel="canonical" href="https://example.org/guides/quiet/">
        <meta property="og:title" content="Tea &amp; walks · 1">
        <meta property="og:site_name" content="Tea &amp; walks">
        <meta property="og:type" content="article">
        <meta property="og:url" content="https://example.org/guides/quiet/">
        <link rel="alternate" type="application/atom+xml" href="../feed.xml" title="Tea &amp; walks">
        """
      ),
    ])
  func head(path: String, expected: String) throws {
    let project = try project()
    try project.build()
    #expect(try project.html(path).contains("\n\(expected)\n<link rel=\"icon\""))
  }

  @Test("has no feed without a date, and without an address neither feed nor addresses") func without() throws
  {
    let project = try TestProject.small()
    try project.build("--base-url", "https://example.org")
    #expect(project.site["feed.xml"] == nil && project.site["sitemap.xml"] != nil)
    #expect(try !project.html("index.html").contains("rel=\"alternate\""))

    let dated = try self.project()
    try dated.folder.edit("content/site.yml") {
      $0.replacing("base_url: https://example.org/guides", with: "")
    }
    try dated.build()
    #expect(dated.site["feed.xml"] == nil && dated.site["sitemap.xml"] == nil)
    let home = try dated.html("index.html")
    #expect(!home.contains("https://example.org"))
    #expect(home.contains("<meta property=\"og:title\" content=\"Tea &amp; walks\">"))
  }

  @Test("names the fifty newest entries in its feed") func longFeed() throws {
    let project = try project()
    for number in 10..<70 {
      let text = page(
        "Page \(number)", "Text.", "updated: 2026-07-\(number % 28 + 1 < 10 ? "0" : "")\(number % 28 + 1)\n")
      try project.folder.write(text, to: "content/page-\(number).md")
    }
    try project.build()
    let feed = try project.html("feed.xml")
    #expect(feed.components(separatedBy: "<entry>").count == 51)
    #expect(!feed.contains("2026-04-01") && feed.contains("2026-07-28"))
  }
}

@Suite("A library in several languages") struct LanguageTests {
  @Test("names the language of every title and text that is not the page's own, and its direction")
  func otherLanguages() throws {
    let project = try TestProject.fixture("languages")
    #expect(try project.build("--strict").status == 0)
    let home = try project.html("index.html")
    #expect(home.contains("<li class=\"sheet flow\"><h3><a href=\"apologize-to-a-friend/index.html\">"))
    #expect(home.contains("<li class=\"sheet flow\" lang=\"he\"><h3><a href=\"ask-for-help/index.html\">"))
    #expect(home.contains("<p class=\"quiet\"><span lang=\"ar\">عدد الخطوات: ٣</span> · כחצי שעה</p></li>"))
    #expect(
      home.contains(
        "<li class=\"sheet flow\" lang=\"ja\" dir=\"ltr\"><h3><a href=\"say-thank-you/index.html\">"))
    #expect(
      home.contains("<p class=\"quiet\"><span lang=\"ar\" dir=\"rtl\">عدد الخطوات: ٣</span> · 三十分ほど</p></li>")
    )

    let list = try project.html("search.html")
    for (start, steps) in [
      ("<li><a href=\"apologize-to-a-friend/", 3), ("<li lang=\"he\"><a href=\"ask-for-help/", 3),
      ("<li lang=\"ja\" dir=\"ltr\"><a href=\"say-thank-you/", 3),
    ] {
      #expect(list.components(separatedBy: start).count == steps + 1, "\(start)")
    }
    let indexPath = try #require(project.site.keys.first { $0.hasPrefix("assets/search-index") })
    let index = try project.html(indexPath)
    for (language, direction) in [("ar", "rtl"), ("he", "rtl"), ("ja", "ltr")] {
      #expect(index.components(separatedBy: "\"l\":\"\(language)\",\"d\":\"\(direction)\"").count == 4)
    }

    let japanese = try project.html("say-thank-you/index.html")
    #expect(japanese.contains("<span lang=\"ar\" dir=\"rtl\">خطوات هادئة</span></a>"))
    #expect(japanese.contains("<li lang=\"ar\" dir=\"rtl\"><a href=\"../apologize-to-a-friend/index.html\">"))
    #expect(
      japanese.contains(
        "<p class=\"row\"><a href=\"../support.html\" lang=\"ar\" dir=\"rtl\">المساعدة</a> </p>"))
    let print = try project.html("ask-for-help/print.html")
    #expect(print.contains("<p class=\"quiet\" lang=\"ar\">خطوات هادئة</p>"))
  }

  @Test("says nothing of languages where there is one") func oneLanguage() throws {
    let project = try TestProject.fixture("every-feature")
    try project.build()
    for (path, item) in project.site where path.hasSuffix(".html") {
      guard case .file(let data) = item else { continue }
      let page = PageMarkup(String(decoding: data, as: UTF8.self))
      #expect(page.tags.filter { $0.attributes["lang"] != nil }.map(\.name) == ["html"], "\(path)")
    }
    let indexPath = try #require(project.site.keys.first { $0.hasPrefix("assets/search-index") })
    #expect(try !project.html(indexPath).contains("\"l\":"))
  }

  @Test("counts in the digits of each page's language") func digits() throws {
    let project = try TestProject.fixture("languages")
    try project.folder.edit("content/apologize-to-a-friend/1-get-ready/1-calm-down-first.md") {
      $0 + "\nكلمة.[^a]\n\n[^a]: مصدر.\n"
    }
    try project.build()
    let arabic = try project.html("apologize-to-a-friend/get-ready.html")
    #expect(arabic.contains("<span class=\"blaze\">١</span> الخطوة ١ من ٢"))
    #expect(arabic.contains("aria-label=\"المصدر ١\">١</a></sup>"))
    #expect(arabic.contains("data-keep=\"apologize-to-a-friend/name-what-you-did/1\""))
    #expect(try project.html("search.html").contains("وعددها ٩"))
    #expect(
      try project.html("ask-for-help/choose-one-person.html").contains("<span class=\"blaze\">1</span>"))
  }
}

@Suite("A source") struct SourceTests {
  @Test("that the text refers to once leads back to it; one that it refers to more often, to each place")
  func backlinks() throws {
    let body = "One.[^a] Two.[^b] One again.[^a]\n\n[^a]: Book A.\n[^b]: Book B."
    let project = try TestProject.small(["content/walk/1-shoes.md": page("Put on your shoes", body)])
    try project.build()
    #expect(
      try project.html("walk/index.html").contains(
        """
        <ol>
        <li id="_note-1"><p>Book A.</p>
         <a href="#_ref-1" role="doc-backlink">Back to place 1 in the text</a> <a href="#_ref-1-2" \
        role="doc-backlink">Back to place 2 in the text</a></li>
        <li id="_note-2"><p>Book B.</p>
         <a href="#_ref-2" role="doc-backlink">Back to the text</a></li>
        </ol>
        """))
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
    #expect(outcome.notices == "19 pages in public: 0 written, 33 unchanged\n")
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
