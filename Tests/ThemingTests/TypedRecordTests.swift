import Testing

@testable import Theming

private struct Link: TypedRecord {
  enum Field: Int, RecordField {
    case title, href

    var declaration: FieldDeclaration {
      switch self {
      case .title: .init("title", .text, "What the link says.")
      case .href: .init("href", .text, "Where it leads: an address | a path.")
      }
    }
  }

  static let name = "navigation link"
  static let summary = "One link of the navigation."

  let number: Int

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .title: .text("Step \(number)")
    case .href: .text("step-\(number).html")
    }
  }
}

private struct Page: TypedRecord {
  enum Field: Int, RecordField {
    case root, links

    var declaration: FieldDeclaration {
      switch self {
      case .root: .init("root", .text, "The way to the root.")
      case .links: .init("links", .list(Link.recordType), "All steps.")
      }
    }
  }

  static let name = "page"
  static let summary = "What every page has."

  func value(of field: Field) -> TemplateValue {
    switch field {
    case .root: .text("")
    case .links: .list(count: 2) { Link(number: $0 + 1) }
    }
  }
}

private let declaration = TemplateDeclaration(name: "page", summary: "A page.", records: [Page.recordType])

@Suite("A typed record") struct TypedRecordTests {
  @Test("answers templates by the cases of its enum") func runs() throws {
    let text = "{{#links}}<a href=\"{{href}}\">{{title}}</a>{{/links}}"
    let files = [("templates/page.mustache", text), ("theme.yml", "name: x"), ("strings/en.yml", "")]
    let (theme, found) = Theme.load(
      files: SampleTheme(files).files, templates: [declaration], languages: ["en"], requiredPhrases: [])
    #expect(found == [])
    var writer = HTMLWriter()
    try #require(theme).program("page", language: "en").run(records: [Page()], into: &writer)
    let expected = "<a href=\"step-1.html\">Step 1</a><a href=\"step-2.html\">Step 2</a>"
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test("appears in the reference with its fields") func reference() {
    #expect(
      fieldReference(for: [declaration]) == """
        ## Templates

        Names are looked up in the records of the template, the last first.

        | Template | Records | Purpose |
        |---|---|---|
        | `templates/page.mustache` | [page](#page) | A page. |

        ## Records

        ### page

        What every page has.

        | Name | Kind | Meaning |
        |---|---|---|
        | `root` | text | The way to the root. |
        | `links` | list of [navigation link](#navigation-link) | All steps. |

        ### navigation link

        One link of the navigation.

        | Name | Kind | Meaning |
        |---|---|---|
        | `title` | text | What the link says. |
        | `href` | text | Where it leads: an address \\| a path. |

        """)
  }
}
