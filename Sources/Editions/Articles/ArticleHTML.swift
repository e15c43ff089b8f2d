import Diagnostics
import GuideModel
import SiteChecks
import Theming

/// Where and how an article is set: what differs between a page of its own, a section among others,
/// and a printed chapter.
struct ArticleSetting {
  var role: Role
  /// Added to the level of each heading as written; bodies begin at level 2.
  var headingShift: Int
  /// Footnotes of the articles before this one on the same page.
  var footnotesBefore = 0
  /// What ticks in the article are kept under: `guide/step`; `nil` where nothing is kept.
  var tickKey: String?
}

/// Writes articles as HTML for one page.
///
/// Walks the flat array without recursion, except for callouts, whose frame is a template of the theme
/// and whose depth the limits on nesting bound.
final class ArticleHTML {
  private let page: PageContext
  let article: Article
  private let setting: ArticleSetting
  private let links: ArraySlice<LinkTarget>
  private let images: ArraySlice<ImageTarget>
  private let headingPrefix: String

  /// Id of the heading that the next table or checklist belongs to.
  private var label: String
  private var footnoteUses: [Int]
  /// Boxes written so far; a reader's ticks are kept by their number.
  private var boxes = 0

  /// One node that has been opened and not closed.
  private struct Open {
    var end: Int
    var index: Int
    var closing: Closing
  }

  private enum Closing {
    case paragraph, lineEnd, label, heading(Int), bulletList, orderedList, checklist(isOutermost: Bool)
    case item, quote, attributedQuote, attribution, table, tableHead, tableRow, headCell, cell
    case emphasis, strong, strikethrough, link
  }

  init(_ document: Document, setting: ArticleSetting, on page: PageContext) {
    self.page = page
    self.setting = setting
    article = document.article
    links = page.site.checked.links(of: document.file)
    images = page.site.checked.images(of: document.file)
    label = PageID.title(of: setting.role, in: page.site.library)
    headingPrefix = PageID.headingPrefix(of: setting.role, titled: label)
    footnoteUses = Array(repeating: 0, count: article.footnotes.count)
  }

  private func target(ofLink number: Int32) -> LinkTarget { links[links.startIndex + Int(number)] }
  private func target(ofImage number: Int32) -> ImageTarget { images[images.startIndex + Int(number)] }

  /// The text without its footnotes.
  func writeBody(into out: inout HTMLWriter) { write(article.body, into: &out) }

  /// One footnote, by its index in the article.
  func writeFootnote(_ index: Int, into out: inout HTMLWriter) {
    let range = article.footnotes[index].nodes
    write(Int(range.lowerBound)..<Int(range.upperBound), into: &out)
  }

  private func write(_ range: Range<Int>, into out: inout HTMLWriter) {
    var open: [Open] = []
    open.reserveCapacity(16)
    var index = range.lowerBound
    article.nodes.withUnsafeBufferPointer { nodes in
      article.text.withUnsafeBufferPointer { text in
        while index < range.upperBound {
          while let last = open.last, last.end <= index { close(open.removeLast().closing, &out) }
          index = self.open(nodes[index], at: index, nodes, text, &open, &out)
        }
        while let last = open.popLast() { close(last.closing, &out) }
      }
    }
  }

  /// Writes the start of a node.
  ///
  /// - Returns: the index of the node to go on with: the first inside this one, or the first behind it.
  private func open(
    _ node: Article.Node, at index: Int, _ nodes: UnsafeBufferPointer<Article.Node>,
    _ text: UnsafeBufferPointer<UInt8>, _ open: inout [Open], _ out: inout HTMLWriter
  ) -> Int {
    let end = Int(node.end)
    func push(_ closing: Closing) { open.append(Open(end: end, index: index, closing: closing)) }
    func words() -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: text[Int(node.text.lowerBound)..<Int(node.text.upperBound)])
    }

    switch node.kind {
    case .text: out.text(bytes: words())
    case .softBreak: out.markup("\n")
    case .lineBreak: out.markup("<br>\n")
    case .paragraph:
      if end == index + 2, nodes[index + 1].kind == .image,
        article.images[Int(nodes[index + 1].detail)].standsAlone
      {
        let image = nodes[index + 1].detail
        writeFigure(article.images[Int(image)], target(ofImage: image), &out)
        return end
      }
      if let parent = open.last {
        let parentNode = nodes[parent.index]
        if parentNode.kind == .task, parent.index == index - 1 {
          push(.label)
          break
        }
        if parentNode.kind == .item || parentNode.kind == .task, parentNode.detail & 1 == 1 {
          push(.lineEnd)
          break
        }
      }
      out.markup("<p>")
      push(.paragraph)
    case .heading:
      let heading = article.headings[Int(node.detail)]
      let level = min(max(heading.level + setting.headingShift, 1), 6)
      label = headingPrefix + heading.anchor
      out.markup("<h")
      out.number(level)
      out.markup(" id=\"")
      out.text(label)
      out.markup("\">")
      push(.heading(level))
    case .bulletList:
      out.markup("<ul>\n")
      push(.bulletList)
    case .orderedList:
      if node.detail == 1 {
        out.markup("<ol>\n")
      } else {
        out.markup("<ol start=\"")
        out.number(Int(node.detail))
        out.markup("\">\n")
      }
      push(.orderedList)
    case .checklist:
      let isOutermost = !open.contains { if case .checklist = $0.closing { true } else { false } }
      if isOutermost {
        out.markup("<div class=\"note checks\" role=\"group\" aria-labelledby=\"")
        out.text(label)
        out.markup("\">\n")
      }
      out.markup("<ul class=\"plain\">\n")
      push(.checklist(isOutermost: isOutermost))
    case .item:
      out.markup("<li>")
      push(.item)
    case .task:
      writeBox(isChecked: node.detail & 2 != 0, &out)
      push(.item)
    case .quote:
      out.markup("<figure class=\"quote\">\n<blockquote>\n")
      push(.quote)
    case .attribution:
      out.markup("</blockquote>\n<figcaption class=\"quiet\">")
      if let parent = open.indices.last { open[parent].closing = .attributedQuote }
      push(.attribution)
    case .callout:
      writeCallout(node, at: index, &out)
      return end
    case .calloutTitle: return end
    case .codeBlock:
      writeCode(words(), languageBytes: Int(node.detail), &out)
    case .thematicBreak: out.markup("<hr>\n")
    case .table:
      out.markup("<div class=\"table\" role=\"group\" aria-labelledby=\"")
      out.text(label)
      out.markup("\" tabindex=\"0\">\n<table>\n")
      push(.table)
    case .tableHead:
      out.markup("<thead><tr>")
      push(.tableHead)
    case .tableRow:
      out.markup("<tr>")
      push(.tableRow)
    case .tableCell:
      // An empty cell is no heading, whatever row it stands in.
      let isHeading = end > index + 1 && open.last.map { nodes[$0.index].kind == .tableHead } == true
      switch (isHeading, node.detail) {
      case (true, 1): out.markup("<th scope=\"col\" class=\"center\">")
      case (true, 2): out.markup("<th scope=\"col\" class=\"end\">")
      case (true, _): out.markup("<th scope=\"col\">")
      case (false, 1): out.markup("<td class=\"center\">")
      case (false, 2): out.markup("<td class=\"end\">")
      case (false, _): out.markup("<td>")
      }
      push(isHeading ? .headCell : .cell)
    case .htmlBlock:
      out.markup("<p>")
      out.text(bytes: words())
      out.markup("</p>\n")
    case .htmlInline: out.text(bytes: words())
    case .code:
      out.markup("<code>")
      out.text(bytes: words())
      out.markup("</code>")
    case .emphasis:
      out.markup("<em>")
      push(.emphasis)
    case .strong:
      out.markup("<strong>")
      push(.strong)
    case .strikethrough:
      out.markup("<del>")
      push(.strikethrough)
    case .link:
      let link = article.links[Int(node.detail)]
      out.markup("<a href=\"")
      out.text(page.href(of: target(ofLink: node.detail), written: link.destination))
      out.markup("\"")
      writeTitle(link.title, &out)
      out.markup(">")
      push(.link)
    case .image:
      writeImage(article.images[Int(node.detail)], target(ofImage: node.detail), &out)
    case .footnoteReference: writeReference(Int(node.detail), &out)
    }
    return index + 1
  }

  private func close(_ closing: Closing, _ out: inout HTMLWriter) {
    switch closing {
    case .paragraph: out.markup("</p>\n")
    case .lineEnd: out.markup("\n")
    case .label: out.markup("</span></label>\n")
    case .heading(let level):
      out.markup("</h")
      out.number(level)
      out.markup(">\n")
    case .bulletList: out.markup("</ul>\n")
    case .orderedList: out.markup("</ol>\n")
    case .checklist(let isOutermost):
      out.markup("</ul>\n")
      guard isOutermost else { break }
      if setting.tickKey != nil {
        out.markup("<p class=\"all\">")
        out.text(page.phrases.checklistDone)
        out.markup("</p>\n")
      }
      out.markup("</div>\n")
    case .item: out.markup("</li>\n")
    case .quote: out.markup("</blockquote>\n</figure>\n")
    case .attributedQuote: out.markup("</figure>\n")
    case .attribution: out.markup("</figcaption>\n")
    case .table: out.markup("</tbody>\n</table>\n</div>\n")
    case .tableHead: out.markup("</tr></thead>\n<tbody>\n")
    case .tableRow: out.markup("</tr>\n")
    case .headCell: out.markup("</th>")
    case .cell: out.markup("</td>")
    case .emphasis: out.markup("</em>")
    case .strong: out.markup("</strong>")
    case .strikethrough: out.markup("</del>")
    case .link: out.markup("</a>")
    }
  }

  // MARK: Pieces that are more than a tag

  private func writeBox(isChecked: Bool, _ out: inout HTMLWriter) {
    boxes += 1
    out.markup("<li><label><input type=\"checkbox\"")
    if let key = setting.tickKey {
      out.markup(" data-keep=\"")
      out.text(key)
      out.markup("/")
      out.number(boxes)
      out.markup("\"")
    }
    out.markup(isChecked ? " checked> <span>" : "> <span>")
  }

  private func writeCode(_ words: UnsafeBufferPointer<UInt8>, languageBytes: Int, _ out: inout HTMLWriter) {
    // Code scrolls sideways inside its box; the focus stop lets a keyboard scroll it.
    out.markup("<pre tabindex=\"0\"><code")
    if languageBytes > 0 {
      out.markup(" class=\"language-")
      out.text(bytes: UnsafeBufferPointer(rebasing: words[..<languageBytes]))
      out.markup("\"")
    }
    out.markup(">")
    out.text(bytes: UnsafeBufferPointer(rebasing: words[languageBytes...]))
    out.markup("</code></pre>\n")
  }

  private func writeCallout(_ node: Article.Node, at index: Int, _ out: inout HTMLWriter) {
    let kind = CalloutKind(rawValue: UInt8(node.detail)) ?? .note
    var first = index + 1
    var title: String?
    if first < Int(node.end), article.nodes[first].kind == .calloutTitle {
      title = article.plainText(of: first)
      first = Int(article.nodes[first].end)
    }
    let body = first..<Int(node.end)
    let record = CalloutRecord(
      kind: kind, title: title, phrases: page.phrases, root: page.root
    ) { [self] out in write(body, into: &out) }
    page.program(.callout).run(records: [record], into: &out)
  }

  private func writeFigure(_ image: Article.Image, _ target: ImageTarget, _ out: inout HTMLWriter) {
    out.markup("<figure class=\"picture\">")
    writeImage(image, target, &out)
    if let caption = image.caption {
      out.markup("<figcaption class=\"quiet\">")
      out.text(caption)
      out.markup("</figcaption>")
    }
    out.markup("</figure>\n")
  }

  private func writeImage(_ image: Article.Image, _ target: ImageTarget, _ out: inout HTMLWriter) {
    let file: FileID
    switch target {
    case .file(let found): file = found
    case .asWritten:
      out.markup("<img src=\"")
      out.text(percentEncoded(address: image.destination))
      out.markup("\" alt=\"")
      out.text(image.alternative)
      out.markup("\"")
      if !image.standsAlone { writeTitle(image.caption, &out) }
      out.markup(">")
      return
    case .broken:
      out.text(image.alternative)
      return
    case .elsewhere:
      // An image on another site: a link, so that no page asks another site for anything.
      out.markup("<a href=\"")
      out.text(percentEncoded(address: image.destination))
      out.markup("\">")
      out.text(image.alternative)
      out.markup("</a>")
      return
    }
    let size = page.site.checked.size(of: file)
    out.markup("<img src=\"")
    out.text(page.site.addresses.file(file).link(from: page.path))
    out.markup("\" width=\"")
    out.number(size.width)
    out.markup("\" height=\"")
    out.number(size.height)
    out.markup("\" alt=\"")
    out.text(image.alternative)
    out.markup("\" loading=\"lazy\"")
    if !image.standsAlone { writeTitle(image.caption, &out) }
    out.markup(">")
  }

  private func writeTitle(_ title: String?, _ out: inout HTMLWriter) {
    guard let title else { return }
    out.markup(" title=\"")
    out.text(title)
    out.markup("\"")
  }

  private func writeReference(_ index: Int, _ out: inout HTMLWriter) {
    let number = setting.footnotesBefore + index + 1
    footnoteUses[index] += 1
    out.markup("<sup><a id=\"")
    out.text(FootnoteID.reference(number, use: footnoteUses[index]))
    out.markup("\" href=\"#")
    out.text(FootnoteID.note(number))
    out.markup("\" role=\"doc-noteref\" aria-label=\"")
    out.text(page.phrases.source(number))
    out.markup("\">")
    out.text(page.phrases.number(number))
    out.markup("</a></sup>")
  }
}

/// Ids of footnotes; their numbers run through the page.
enum FootnoteID {
  static func note(_ number: Int) -> String { "_note-\(number)" }

  static func reference(_ number: Int, use: Int) -> String {
    use == 1 ? "_ref-\(number)" : "_ref-\(number)-\(use)"
  }
}
