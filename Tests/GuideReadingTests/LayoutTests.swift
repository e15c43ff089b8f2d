import Diagnostics
import GuideModel
import TestKit
import Testing

@testable import GuideReading

@Suite("A file's name") struct FileNameTests {
  @Test(
    "gives a number and a slug",
    arguments: [
      ("2-take-time.md", 2, "take-time"), ("01-a.md", 1, "a"), ("10-b", 10, "b"), ("about.md", nil, "about"),
      ("404.md", nil, "404"), ("2026-11-21.md", 2026, "11-21"), ("1234567890-x.md", nil, "1234567890-x"),
      ("0-x.md", 0, "x"), ("2-.md", 2, ""), ("-2.md", nil, "-2"), ("٢-x.md", nil, "٢-x"),
    ] as [(String, Int?, String)])
  func parts(_ name: String, _ number: Int?, _ text: String) {
    #expect(FileName(name).number == number)
    #expect(FileName(name).text == text)
  }

  @Test(
    "with a number in another style is a slip",
    arguments: [
      ("1. Go.md", true), ("1_go.md", true), ("1 go.md", true), ("1)go.md", true), ("1-go.md", false),
      ("1go.md", false), ("go.md", false), ("1", false),
    ])
  func stray(_ name: String, _ isStray: Bool) { #expect(FileName.hasStrayNumber(name) == isStray) }

  @Test(
    "that cannot be used is followed by one that can",
    arguments: [
      ("1. Listen!.md", "1-listen.md"), ("2_wait.md", "2-wait.md"), ("My Page.MD", "my-page.md"),
      ("old.markdown", "old.md"), ("w.mdx", "w.md"), ("Café.md", "cafe.md"), ("My Guide", "my-guide"),
      ("2-Ask One", "2-ask-one"),
    ])
  func suggestion(_ name: String, _ better: String) { #expect(FileName.suggestion(for: name) == better) }

  @Test("in another script has no suggestion", arguments: ["聞く.md", "3-聞く.md", ".md"])
  func none(_ name: String) { #expect(FileName.suggestion(for: name) == nil) }
}

@Suite("A library") struct LibraryAssemblyTests {
  /// Assembles a library from files; a text of `nil` stands for a title alone.
  private func assemble(
    _ files: [String: String], drafts: Bool = false
  ) -> (library: Library, diagnostics: [String], paths: [String]) {
    var paths = Set(files.keys)
    for path in files.keys {
      var folder = path.split(separator: "/").dropLast()
      while !folder.isEmpty {
        paths.insert(folder.joined(separator: "/"))
        folder = folder.dropLast()
      }
    }
    // As the scan lists them: a folder, what is in it, then its neighbor.
    let sorted = paths.sorted {
      Array($0.split(separator: "/")).lexicographicallyPrecedes($1.split(separator: "/"))
    }
    let entries = sorted.map { ContentEntry(path: $0, isFolder: files[$0] == nil) }
    let layout = LibraryLayout(ContentFiles(entries))
    var documents: [FileID: ReadDocument] = [:]
    for (file, kind) in layout.documents {
      let text = files[sorted[Int(file.number)]]!
      documents[file] = readDocument(
        text.hasPrefix("---") ? text : "---\ntitle: T\n\(text)---\nText.\n", as: kind, file: Int(file.number))
    }
    let (library, problems) = assembleLibrary(
      layout, read: { [documents] in documents[$0] },
      settings: SiteSettings(id: Slug("x")!, title: "X", language: .english),
      settingsFile: FileID(0), includingDrafts: drafts)
    let found = (layout.diagnostics + problems).inSourceOrder().map {
      "\($0.code.rawValue) \(sorted[Int($0.place.file.number)])"
    }
    return (library, found, sorted)
  }

  /// Guides, parts, steps and pages by their slugs: `g(1 a(1 x, 2 y)) page`.
  private func outline(_ library: Library) -> String {
    func steps(_ steps: [Step]) -> String {
      steps.map { "\($0.number) \($0.slug.text)" }.joined(separator: ", ")
    }
    let guides = library.guides.map { guide in
      let inside =
        switch guide.outline {
        case .steps(let all): steps(all)
        case .parts(let parts):
          parts.map { "\($0.number) \($0.slug.text)(\(steps($0.steps)))" }.joined(separator: ", ")
        }
      let pages = guide.pages.map { ($0.folders.map(\.text) + [$0.slug.text]).joined(separator: "/") }
      return "\(guide.slug.text)(\(inside))" + (pages.isEmpty ? "" : "+\(pages.joined(separator: "+"))")
    }
    return (guides + library.pages.map(\.slug.text)).joined(separator: " ")
  }

  @Test("has guides with parts or steps, and pages") func whole() {
    let found = assemble([
      "index.md": "", "about.md": "", "README.md": "x", "a/guide.md": "", "a/1-x.md": "", "a/10-z.md": "",
      "a/2-y.md": "",
      "a/3-c.md": "", "a/4-c4.md": "", "a/5-c5.md": "", "a/6-c6.md": "", "a/7-c7.md": "", "a/8-c8.md": "",
      "a/9-c9.md": "",
      "b/guide.md": "", "b/1-p/part.md": "", "b/1-p/1-s.md": "", "b/2-q/part.md": "", "b/2-q/1-t.md": "",
      "b/2-q/sheet.md": "",
      "b/worksheets/w.md": "", "static/x.md": "x",
    ])
    #expect(found.diagnostics == [])
    #expect(
      outline(found.library)
        == "a(1 x, 2 y, 3 c, 4 c4, 5 c5, 6 c6, 7 c7, 8 c8, 9 c9, 10 z) b(1 p(1 s), 2 q(1 t))+q/sheet+worksheets/w about"
    )
    #expect(found.library.home != nil)
    #expect(found.library.documents.count == 20)
  }

  @Test("leaves drafts out, and their numbers and names stay taken") func drafts() {
    let files = [
      "a/guide.md": "", "a/1-x.md": "", "a/2-y.md": "draft: true\n", "a/3-z.md": "",
      "b/guide.md": "draft: true\n", "b/1-x.md": "", "p.md": "draft: true\n",
    ]
    let without = assemble(files)
    #expect(without.diagnostics == [])
    #expect(outline(without.library) == "a(1 x, 2 z)")
    #expect(
      Set(without.library.drafts.map { without.paths[Int($0.number)] }) == [
        "a/2-y.md", "b/guide.md", "b/1-x.md", "p.md",
      ])
    #expect(outline(assemble(files, drafts: true).library) == "a(1 x, 2 y, 3 z) b(1 x) p")
    #expect(
      assemble(["a/guide.md": "", "a/1-x.md": "", "a/2-y.md": "draft: true\nslug: x\n"]).diagnostics == [
        "layout.duplicate-address a/2-y.md"
      ])
  }

  @Test(
    "is told about what does not fit",
    arguments: [
      (["a/guide.md", "a/1-x.md", "a/1-y.md"], ["layout.duplicate-number a/1-y.md"]),
      (["a/guide.md", "a/1-x.md", "a/01-y.md"], ["layout.duplicate-number a/1-x.md"]),
      (
        ["a/guide.md", "a/2-x.md", "a/4-y.md"], ["layout.number-gap a/2-x.md", "layout.number-gap a/4-y.md"]
      ),
      (["a/guide.md", "a/1-p/part.md", "a/1-p/1-x.md", "a/1-y.md"], ["layout.parts-and-steps a/1-y.md"]),
      (["a/guide.md", "a/1-p/1-x.md"], ["layout.missing-part-file a/1-p"]),
      (["a/guide.md", "a/1-p/part.md"], ["layout.empty-part a/1-p"]),
      (["a/guide.md"], ["layout.empty-guide a"]),
      (["a/1-x.md"], ["layout.missing-guide-file a"]),
      (["a/x.txt"], ["layout.missing-guide-file a", "layout.empty-library a"]),
      (["print/guide.md", "print/1-x.md"], ["layout.reserved-slug print"]),
      (["a/guide.md", "a/1-index.md"], ["layout.reserved-slug a/1-index.md"]),
      (["a/guide.md", "a/1-x.md", "a.md"], ["layout.duplicate-address a.md"]),
      (
        ["a/guide.md", "a/1-p/part.md", "a/1-p/1-x.md", "a/2-q/part.md", "a/2-q/1-x.md"],
        ["layout.duplicate-address a/2-q/1-x.md"]
      ),
      (["a/guide.md", "a/1-p/part.md", "a/1-p/1-x.md", "a/p.md"], ["layout.duplicate-address a/p.md"]),
      (["a/guide.md", "a/1-p/part.md", "a/1-p/1-x.md", "a/1-p/1-q/1-x.md"], ["layout.too-deep a/1-p/1-q"]),
      (
        ["a/guide.md", "a/1-x.md", "a/2. Y.md", "a/Z.markdown", "1-p.md"],
        ["layout.bad-name 1-p.md", "layout.bad-name a/2. Y.md", "layout.bad-name a/Z.markdown"]
      ),
      (["My Guide/guide.md", "My Guide/1-x.md"], ["layout.bad-name My Guide"]),
      (["a/guide.md", "a/1-x.md", "a/My Sheets/w.md"], ["layout.bad-name a/My Sheets/w.md"]),
    ])
  func layout(_ files: [String], _ expected: [String]) {
    let found = assemble(Dictionary(uniqueKeysWithValues: files.map { ($0, "") }))
    #expect(found.diagnostics == expected)
  }

  @Test("may rename and remember names in front matter") func slugs() {
    let found = assemble([
      "a/guide.md": "slug: b\naliases: [c]\n", "a/1-聞く.md": "slug: hear\naliases: [listen]\n",
      "Über.md": "slug: about\n",
    ])
    #expect(found.diagnostics == [])
    #expect(outline(found.library) == "b(1 hear) about")
  }

  @Test(
    "has no alias that takes the place of something",
    arguments: [
      (
        ["a/guide.md": "", "a/1-x.md": "aliases: [y]\n", "a/2-y.md": ""],
        ["layout.duplicate-address a/2-y.md"]
      ),
      (["a/guide.md": "aliases: [b]\n", "a/1-x.md": "", "b.md": ""], ["layout.duplicate-address b.md"]),
      (["a/guide.md": "", "a/1-x.md": "", "p.md": "aliases: [index]\n"], ["layout.reserved-slug p.md"]),
      (
        ["a/guide.md": "pages: step\n", "a/1-x.md": "aliases: [y]\n", "a/y.md": ""],
        ["layout.duplicate-address a/y.md"]
      ),
      (
        ["a/guide.md": "pages: step\n", "a/1-p/part.md": "", "a/1-p/1-x.md": "", "a/1-p/x.md": ""],
        ["layout.duplicate-address a/1-p/x.md"]
      ),
      (
        ["a/guide.md": "pages: step\n", "a/1-x.md": "", "a/2-y.md": "slug: x\n"],
        ["layout.duplicate-address a/2-y.md"]
      ),
      (["a/guide.md": "", "a/1-p/part.md": "", "a/1-p/1-x.md": "", "a/1-p/x.md": ""], []),
    ] as [([String: String], [String])])
  func aliases(_ files: [String: String], _ expected: [String]) {
    #expect(assemble(files).diagnostics == expected)
  }

  @Test("is read whatever letters its names begin with") func combiningMark() {
    let found = assemble(["a/guide.md": "", "a/1-x.md": "", "a/\u{301}y.md": "slug: y\n"])
    #expect(found.diagnostics == [])
    #expect(outline(found.library) == "a(1 x)+y")
  }
}
