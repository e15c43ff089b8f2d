import GuideModel
import SiteChecks
import Theming

/// The HTML of one document by itself: its text, then its footnotes. Links stay as they are written.
package func writeSingleDocument(
  _ document: Document, theme: Theme, language: LanguageTag, into out: inout HTMLWriter
) {
  let site = SiteRendering(.single(document, language: language), theme: theme, files: [:])
  let page = PageContext(site, path: "document.html", guide: nil)
  let html = ArticleHTML(document, setting: ArticleSetting(role: .page(0), headingShift: 0), on: page)
  html.writeBody(into: &out)
  guard !document.article.footnotes.isEmpty else { return }
  out.markup("<section class=\"sources\" role=\"doc-endnotes\">\n<ol>\n")
  for index in document.article.footnotes.indices {
    out.markup("<li id=\"")
    out.text(FootnoteID.note(index + 1))
    out.markup("\">")
    html.writeFootnote(index, into: &out)
    out.markup("</li>\n")
  }
  out.markup("</ol>\n</section>\n")
}
