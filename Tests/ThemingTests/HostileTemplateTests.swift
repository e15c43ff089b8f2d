import Testing

@testable import Theming

@Suite("A hostile template", .timeLimit(.minutes(1))) struct HostileTemplateTests {
  @Test("cannot nest its tags without end") func nesting() {
    let template = String(repeating: "{{#a}}", count: 30_000)
    let found = render(template, [("a", .flag(true))]).diagnostics
    #expect(found.map(\.code) == [.templateTooLarge])
  }

  @Test("cannot nest partials without end") func partialNesting() {
    var partials = ["p0": "end"]
    for number in 1...200 { partials["p\(number)"] = "{{>p\(number - 1)}}" }
    #expect(render("{{>p200}}", partials: partials).diagnostics.map(\.code) == [.templateTooLarge])
  }

  @Test("cannot grow by partials that include partials twice", arguments: ["", "word"])
  func doubling(_ leaf: String) {
    var partials = ["p0": leaf]
    for number in 1...60 { partials["p\(number)"] = "{{>p\(number - 1)}}{{>p\(number - 1)}}" }
    #expect(render("{{>p60}}", partials: partials).diagnostics.map(\.code) == [.templateTooLarge])
  }

  @Test("cannot grow by long partials") func longPartials() {
    let long = String(repeating: "x", count: 200_000)
    let template = String(repeating: "{{>p}}", count: 1000)
    #expect(render(template, partials: ["p": long]).diagnostics.map(\.code) == [.templateTooLarge])
  }

  @Test("cannot be of any size") func size() {
    let template = String(repeating: "x", count: TemplateParser.largestTemplate + 1)
    #expect(render(template).diagnostics.map(\.code) == [.templateTooLarge])
  }

  @Test(
    "takes no longer than its length deserves",
    arguments: ["{{", "{{{", "{{#", "}}", "{{=", "{{!", "<", "{{a}} {{"])
  func runs(_ part: String) {
    let template = String(repeating: part, count: 20_000)
    _ = render(template, [("a", .text("x"))])
  }

  @Test("is read without a trap, whatever it holds") func fuzz() {
    var random = Xorshift(state: 42)
    let words = [
      "{{", "}}", "{{{", "}}}", "a", "b.c", ".", " ", "\n", "\r\n", "#", "/", "^", "<", "$", ">", "=", "!",
      "&", "\"",
      "{{#a}}", "{{/a}}", "{{$a}}", "{{<p}}", "{{/p}}", "{{>p}}", "{{=| |=}}", "|a|", "strings.s", "<script>",
      "é",
    ]
    for _ in 0..<3000 {
      let pieces = (0..<random.next() % 30).map { _ in words[Int(random.next() % UInt64(words.count))] }
      let record: [(String, Sample)] = [("a", .texts(["x"])), ("b", .record([("c", .markup("<p>"))]))]
      _ = render(pieces.joined(), record, partials: ["p": " {{$a}}\n x\n{{/a}} "], phrases: ["s": "{{a}}"])
    }
  }
}
