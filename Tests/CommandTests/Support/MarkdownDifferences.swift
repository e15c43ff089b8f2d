/// A way in which Waymark answers otherwise than the published examples, on purpose.
///
/// Documentation/MarkdownDifferences.md says why of each.
struct MarkdownDifference {
  /// How much of an example must be the same nevertheless.
  enum Remainder {
    /// Every character that the published HTML has, tags and all, in order: some of them as text.
    case sameCharacters
    /// The words, without their markup.
    case sameText
    /// All but the marks of footnotes and the ways back to them.
    case sameButFootnotes
    case anything
  }

  var reason: String
  var remainder: Remainder
  var examples: [String]

  private init(_ reason: String, _ remainder: Remainder, _ numbers: [String: [ClosedRange<Int>]]) {
    self.reason = reason
    self.remainder = remainder
    examples = numbers.flatMap { suite, ranges in ranges.joined().map { "\(suite) \($0)" } }
  }

  /// Examples that come out as published.
  static let passing = 1213

  static let all = [
    MarkdownDifference(
      "HTML is shown as text; comments vanish", .sameCharacters,
      [
        "cm": [
          21...21, 31...31, 148...170, 172...178, 180...182, 184...191, 201...201, 344...344, 475...477,
          491...491, 494...494, 524...524, 536...536, 613...617, 623...623, 628...631, 642...643,
        ],
        "gfm": [
          118...147, 149...151, 153...160, 170...170, 317...317, 327...327, 354...354, 484...486, 500...500,
          503...503, 532...532, 544...544, 632...636, 642...642, 648...651, 653...653, 663...664,
        ], "extensions": [12...12, 22...22], "regression": [3...3, 6...6, 9...9, 14...14, 17...17],
      ]),
    MarkdownDifference(
      "a bare address stays text, and is a warning", .sameText,
      ["gfm": [621...626, 628...631, 627...627], "extensions": [19...19, 26...27]]),
    MarkdownDifference(
      "footnotes have marks, ids and a list of their own", .sameButFootnotes,
      ["extensions": [23...25], "regression": [13...13, 20...22]]),
    MarkdownDifference(
      "one tilde is a tilde; two strike out", .sameText,
      ["extensions": [17...18], "regression": [10...11]]),
    MarkdownDifference(
      "struck text inside the brackets of a footnote that does not exist is struck", .sameText,
      ["regression": [24...24]]),
    MarkdownDifference(
      "libcmark-gfm reads CommonMark 0.29, two versions older", .anything,
      ["cm": [28...28, 354...354, 171...171, 625...626]]),
  ]

  func explains(_ example: MarkdownExample, _ html: String) -> Bool {
    switch remainder {
    case .anything: true
    case .sameText: words(example.html) == words(html)
    case .sameCharacters: characters(example.html) == characters(html)
    case .sameButFootnotes: withoutFootnoteMarks(example.html) == withoutFootnoteMarks(html)
    }
  }

  private func words(_ html: String) -> String {
    PageMarkup(html).pieces.map { if case .text(let text) = $0 { text } else { "" } }.joined()
      .filter { !$0.isWhitespace && $0 != "~" }
  }

  private func characters(_ html: String) -> String {
    // Our own boxes, and our paragraphs around what is shown as text.
    var out = html.replacing(/<div class="table"[^>]*>|<\/?figure[^>]*>|<\/?p>/, with: "")
    out = out.replacing(/<\/table>\s*<\/div>/, with: "</table>").replacing(
      /\sscope="col"|\stabindex="0"/, with: "")
    out = resolvingReferences(out).replacing(/(?s)<!--.*?-->/, with: "").replacing(/<\/?p>/, with: "")
    // The two forms of an empty element.
    out = out.replacing(/\s*\/>/, with: ">").replacing("\"", with: "")
    return String(out.filter { !$0.isWhitespace }).replacing("%20", with: "")
  }

  private func withoutFootnoteMarks(_ html: String) -> NormalizedHTML {
    var out = html.replacing(/(?s) ?<a href="[^"]*" class="footnote-backref".*?<\/a>/, with: "")
    out = out.replacing(/<sup[^>]*><a [^>]*>/, with: "<sup><a>").replacing(
      /<section [^>]*>/, with: "<section>")
    return NormalizedHTML(out)
  }
}
