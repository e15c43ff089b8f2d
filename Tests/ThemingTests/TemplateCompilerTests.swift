import Diagnostics
import Testing

@testable import Theming

@Suite("A template") struct TemplateCompilerTests {
  private let page: [(String, Sample)] = [
    ("root", .text("../")), ("title", .text("Say <sorry>")), ("number", .number(2)), ("is_here", .flag(true)),
    ("body", .markup("<p>Hi</p>")), ("needs", .texts(["paper", "a & b"])), ("empty", .text("")),
    ("guide", .record([("title", .text("Trust")), ("href", .text("index.html"))])),
    ("links", .list([.record([("href", .text("a.html"))]), .record([("href", .text("b.html"))])])),
  ]

  @Test(
    "writes every kind of field in its own way",
    arguments: [
      ("{{title}}", "Say &lt;sorry&gt;"), ("{{number}}", "2"), ("{{{body}}}", "<p>Hi</p>"),
      ("{{&body}}", "<p>Hi</p>"),
      ("{{guide.title}}", "Trust"), ("{{#guide}}{{title}} {{number}}{{/guide}}", "Trust 2"),
      ("{{#links}}<a href=\"{{href}}\">{{/links}}", "<a href=\"a.html\"><a href=\"b.html\">"),
      ("{{#needs}}[{{.}}]{{/needs}}", "[paper][a &amp; b]"), ("{{#is_here}}yes{{/is_here}}", "yes"),
      ("{{^is_here}}no{{/is_here}}", ""), ("{{#title}}{{.}}{{/title}}", "Say &lt;sorry&gt;"),
      ("{{#empty}}no{{/empty}}{{^empty}}none{{/empty}}", "none"), ("{{#body}}{{{.}}}{{/body}}", "<p>Hi</p>"),
      ("{{#number}}{{.}}{{/number}}", "2"),
      ("{{#links}}{{title}}{{/links}}", "Say &lt;sorry&gt;Say &lt;sorry&gt;"),
      ("{{#needs}}{{#links}}{{href}}{{/links}}{{.}} {{/needs}}", "a.htmlb.htmlpaper a.htmlb.htmla &amp; b "),
      ("\u{FEFF}{{number}}", "2"),
    ])
  func writes(_ template: String, _ expected: String) {
    let result = render(template, page)
    #expect(result.diagnostics == [])
    #expect(result.text == expected)
  }

  @Test(
    "reports a mistake at its place",
    arguments: [
      ("a\n  {{titel}}", "2:3 template.unknown-name {{titel}}"),
      ("{{guide.titel}}", "1:1 template.unknown-name {{guide.titel}}"),
      ("{{#link}}{{x}}{{/link}}", "1:1 template.unknown-name {{#link}}"),
      ("{{title.x}}", "1:1 template.wrong-kind {{title.x}}"),
      ("{{links.href}}", "1:1 template.wrong-kind {{links.href}}"),
      ("{{{title}}}", "1:1 template.wrong-kind {{{title}}}"),
      ("{{&number}}", "1:1 template.wrong-kind {{&number}}"),
      ("{{body}}", "1:1 template.wrong-kind {{body}}"),
      ("{{is_here}}", "1:1 template.wrong-kind {{is_here}}"),
      ("{{guide}}", "1:1 template.wrong-kind {{guide}}"), ("{{links}}", "1:1 template.wrong-kind {{links}}"),
      ("{{needs}}", "1:1 template.wrong-kind {{needs}}"), ("{{.}}", "1:1 template.wrong-kind {{.}}"),
      ("{{>nav}}", "1:1 template.missing-partial {{>nav}}"),
      ("{{>*title}}", "1:1 template.syntax {{>*title}}"),
      ("{{strings.next}}", "1:1 template.unknown-name {{strings.next}}"),
      ("{{assets.site.css}}", "1:1 template.unknown-name {{assets.site.css}}"),
      ("{{}}", "1:1 template.syntax {{}}"), ("{{# }}", "1:1 template.syntax {{# }}"),
      ("x {{title\ny", "1:3 template.unclosed {{title"),
      ("{{title} {{number}}", "1:1 template.unclosed {{title} {{number}}"),
      ("{{{body}}", "1:1 template.unclosed {{{body}}"),
      ("{{#is_here}}", "1:1 template.unclosed {{#is_here}}"),
      ("{{/is_here}}", "1:1 template.syntax {{/is_here}}"),
      ("{{#is_here}}{{/is_her}}", "1:13 template.syntax {{/is_her}}"),
      ("{{#is_here}}{{#guide}}{{/is_here}}", "1:13 template.unclosed {{#guide}}"),
      ("{{=<% %>}}", "1:1 template.unclosed {{=<% %>}}"), ("{{=<%=}}", "1:1 template.syntax {{=<%=}}"),
      ("é {{titel}}", "1:3 template.unknown-name {{titel}}"),
    ])
  func reports(_ template: String, _ expected: String) {
    let found = places(render(template, page).diagnostics, in: template)
    #expect(found.first == expected)
  }

  @Test("reports all its mistakes in one run") func reportsAll() {
    let template = "{{titel}}\n{{{title}}}\n{{#links}}{{hrf}}{{/links}}\n{{>nav}}"
    #expect(
      places(render(template, page).diagnostics, in: template) == [
        "1:1 template.unknown-name {{titel}}", "2:1 template.wrong-kind {{{title}}}",
        "3:11 template.unknown-name {{hrf}}", "4:1 template.missing-partial {{>nav}}",
      ])
  }

  @Test("suggests the name that was meant") func suggestions() {
    #expect(render("{{titel}}", page).diagnostics.first?.help == "did you mean `title`?")
    #expect(render("{{guide.herf}}", page).diagnostics.first?.help == "did you mean `href`?")
    #expect(render("{{>naw}}", page, partials: ["nav": ""]).diagnostics.first?.help == "did you mean `nav`?")
    #expect(
      render("{{strings.nxt}}", page, phrases: ["next": ""]).diagnostics.first?.help
        == "did you mean `strings.next`?")
    #expect(
      render("{{assets.wymark.css}}", page, assets: ["waymark.css": ""]).diagnostics.first?.help
        == "did you mean `assets.waymark.css`?")
  }

  @Test("points from a wrong closing tag to the opening one") func related() {
    let found = render("{{#is_here}}\n{{/is_her}}", page).diagnostics
    #expect(
      found == [
        Diagnostic(
          .templateSyntax, "`{{/is_her}}` stands where `is_here` should be closed",
          at: SourceSpan(file: FileID(0), bytes: 13..<24), help: "write `{{/is_here}}`",
          related: [.init(.span(SourceSpan(file: FileID(0), bytes: 0..<12)), "opened here")])
      ])
  }

  @Test("points into the partial that holds the mistake") func partialMistake() {
    let found = render("{{>nav}}", page, partials: ["nav": "<b>{{titel}}</b>"]).diagnostics
    #expect(found.map(\.place) == [.span(SourceSpan(file: FileID(1), bytes: 3..<12))])
  }

  @Test("fills the blocks of its layout in the scope where they stand") func layouts() {
    let layout = "<main>\n  {{#guide}}\n  {{$main}}\n  {{/main}}\n  {{/guide}}\n</main>\n"
    let result = render(
      "{{<layout}}\n{{$main}}\n<h1>{{title}}</h1>\n{{/main}}\n{{/layout}}\n", page,
      partials: ["layout": layout])
    #expect(result.text == "<main>\n  <h1>Trust</h1>\n</main>\n")
  }

  @Test("may not fill a block that its layout lacks") func unknownBlock() {
    let template = "{{<layout}}{{$titel}}x{{/titel}}{{/layout}}"
    let found = render(template, page, partials: ["layout": "{{$title}}{{/title}}"]).diagnostics
    #expect(places(found, in: template) == ["1:12 template.unknown-name {{$titel}}"])
    #expect(found.first?.help == "did you mean `title`?")
  }

  @Test("may use a layout inside a block of the same layout") func nestedLayouts() {
    let result = render(
      "{{<box}}{{$in}}{{<box}}{{$in}}x{{/in}}{{/box}}{{/in}}{{/box}}", page,
      partials: ["box": "[{{$in}}{{/in}}]"])
    #expect(result.text == "[[x]]")
  }

  @Test("cannot include itself, directly or in a circle", arguments: ["{{>a}}", "{{<a}}{{/a}}"])
  func recursion(_ template: String) {
    let found = render(template, page, partials: ["a": "{{>b}}", "b": "{{#links}}{{>a}}{{/links}}"])
      .diagnostics
    #expect(found.map(\.code) == [.templateRecursion])
    #expect(found.first?.help == "the circle is `a` → `b` → `a`")
  }

  @Test("writes phrases with the names of the place where they stand, and escapes their words") func phrases()
  {
    let phrases = ["step_of": "Step {{number}} of <{n}>", "no": "", "outer": "({{strings.step_of}})"]
    #expect(render("{{strings.step_of}}", page, phrases: phrases).text == "Step 2 of &lt;{n}&gt;")
    #expect(render("{{strings.outer}}", page, phrases: phrases).text == "(Step 2 of &lt;{n}&gt;)")
    #expect(
      render("{{#strings.no}}a{{/strings.no}}{{^strings.no}}b{{/strings.no}}", page, phrases: phrases).text
        == "b")
    #expect(render("{{#strings.gone}}a{{/strings.gone}}", page, phrases: phrases).text == "")
    #expect(render("{{#strings.step_of}}a{{/strings.step_of}}", page, phrases: phrases).text == "a")
  }

  @Test("points into a phrase that names what is not there, and to where it is used") func phraseMistake() {
    let found = render("{{strings.of}}", page, phrases: ["of": "of {{totl}}"]).diagnostics
    #expect(found.map(\.place) == [.span(SourceSpan(file: FileID(100), bytes: 3..<11))])
    #expect(
      found.first?.related == [
        .init(.span(SourceSpan(file: FileID(0), bytes: 0..<14)), "the phrase is used here")
      ])
    #expect(
      render("{{strings.a}}", page, phrases: ["a": "{{strings.a}}"]).diagnostics.map(\.code) == [
        .templateRecursion
      ])
    #expect(
      render("{{strings.a}}", page, phrases: ["a": "{{>b}}"]).diagnostics.first?.code == .templateSyntax)
  }

  @Test("writes an asset's address from the page, and tests whether the theme has it") func assets() {
    let assets = ["waymark.css": "assets/waymark-0123456789.css"]
    #expect(
      render("<link href=\"{{assets.waymark.css}}\">", page, assets: assets).text
        == "<link href=\"../assets/waymark-0123456789.css\">")
    #expect(render("{{#assets.site.css}}a{{/assets.site.css}}", page, assets: assets).text == "")
    #expect(render("{{^assets.site.css}}a{{/assets.site.css}}", page, assets: assets).text == "a")
    #expect(render("{{#assets.waymark.css}}a{{/assets.waymark.css}}", page, assets: assets).text == "a")
    #expect(
      render("{{assets.waymark.css}}", [], assets: assets).diagnostics.map(\.code) == [.templateUnknownName])
  }

  @Test(
    "lets a field stand only where escaping makes it safe",
    arguments: [
      "<a href={{title}}>", "<a href= {{title}}>", "<a href=x{{title}}>", "<a {{title}}>", "<{{title}}>",
      "</{{title}}>",
      "<script>{{title}}</script>", "<style>a{{number}}</style>", "<SCRIPT src=\"x\">{{title}}</SCRIPT>",
      "<a title=\"{{{body}}}\">", "<!-- {{{body}}} -->", "<a href={{strings.word}}>",
      "<a href={{assets.a.css}}>",
      "<script>{{strings.word}}</script>",
    ])
  func unsafePlaces(_ template: String) {
    let result = render(template, page, phrases: ["word": "x"], assets: ["a.css": "assets/a.css"])
    #expect(result.diagnostics.map(\.code) == [.templateWrongKind])
  }

  @Test(
    "may write fields between tags and in quotation marks",
    arguments: [
      "<a href=\"{{title}}\">", "<a href='{{title}}'>", "<a href = \"x{{title}}\" class=y>{{title}}</a>",
      "<script src=\"{{title}}\"></script>{{title}}", "<!-- {{title}} -->{{{body}}}",
      "<!DOCTYPE html>{{title}}",
      "<?xml version=\"1.0\"?>{{title}}", "<h{{number}} id=\"{{title}}\">{{title}}</h{{number}}>",
      "<td colspan={{number}} class=\"{{title}}\">", "a < b {{title}}",
      "<p{{#is_here}} class=\"a\"{{/is_here}}>{{title}}",
      "<style>a</style>{{title}}", "<a class=\"b{{#is_here}} c{{/is_here}}\" id=\"{{title}}\">",
      "<scripts>{{title}}</scripts>",
    ])
  func safePlaces(_ template: String) { #expect(render(template, page).diagnostics == []) }

  @Test("closes in a section what it opens there") func balance() {
    let template = "<a {{#is_here}}title=\"{{/is_here}}x\">"
    #expect(places(render(template, page).diagnostics, in: template) == ["1:4 template.syntax {{#is_here}}"])
  }
}
