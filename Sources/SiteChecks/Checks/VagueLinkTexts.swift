import Diagnostics
import GuideModel

extension ArticleCheck {
  /// Screen readers list the links of a page by their words alone.
  static let vagueLinkTexts = ArticleCheck { checked in
    guard !checked.article.links.isEmpty else { return [] }
    var diagnostics: [Diagnostic] = []
    for index in checked.article.nodes.indices {
      // A pattern, since `==` of another module's enum is a call.
      guard case .link = checked.article.nodes[index].kind else { continue }
      let node = checked.article.nodes[index]
      let link = checked.article.links[Int(node.detail)]
      // Long texts are never vague; most links end here.
      let isShort = checked.article.nodes[index + 1..<Int(node.end)].reduce(0) { $0 + $1.text.count } <= 12
      guard isShort else { continue }
      let text = checked.article.plainText(of: index)
      let words = plainWords(text)
      if words.isEmpty, text.allSatisfy(\.isWhitespace) {
        diagnostics.append(
          Diagnostic(
            .linkEmpty, "this link has no words", at: checked.span(link.source),
            help: "say between the square brackets where it leads"))
      } else if vagueWords.contains(words) {
        diagnostics.append(
          Diagnostic(
            .linkVagueText, "the words “\(words)” do not say where the link leads",
            at: checked.span(node.source),
            help: "use words that make sense by themselves, such as the title of the page"))
      }
    }
    return diagnostics
  }
}

/// The letters of a text in lower case, with one space between words.
private func plainWords(_ text: String) -> String {
  var words = String.UnicodeScalarView()
  for scalar in text.lowercased().unicodeScalars {
    if scalar == " " {
      if let last = words.last, last != " " { words.append(scalar) }
    } else if scalar.properties.isAlphabetic {
      words.append(scalar)
    }
  }
  if words.last == " " { words.removeLast() }
  return String(words)
}

private let vagueWords: Set<String> = [
  "here", "click here", "click", "this", "this link", "this page", "link", "more", "read more", "page",
  "see here",
  "go here", "learn more",
]
