import Diagnostics

extension ArticleCheck {
  static let missingAlternatives = ArticleCheck { checked in
    checked.article.images.compactMap { image in
      guard image.alternative.allSatisfy(\.isWhitespace) else { return nil }
      return Diagnostic(
        .imageMissingAlt, "this image has no words for readers who cannot see it",
        at: checked.span(image.source),
        help: "say what it shows: `![A kettle on a stove](\(image.destination))`")
    }
  }
}
