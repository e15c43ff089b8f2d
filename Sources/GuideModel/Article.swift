import Diagnostics

/// The text of one Markdown file as a typed tree.
///
/// All nodes lie in one array in reading order, each naming the end of its subtree, and all their
/// text lies in one arena of UTF-8. Such an article is a few allocations, however long it is, and
/// is walked without following a pointer.
///
/// A class that never changes: handing one on is a single count, where a struct of six arrays would be six.
package final class Article: Sendable {
  package let nodes: [Node]
  package let text: [UInt8]
  package let links: [Link]
  package let images: [Image]
  /// Headings in reading order, each with the anchor it can be linked by.
  package let headings: [Heading]
  /// Footnotes in the order in which the text first refers to them.
  package let footnotes: [Footnote]

  package init(
    nodes: [Node] = [], text: [UInt8] = [], links: [Link] = [], images: [Image] = [],
    headings: [Heading] = [],
    footnotes: [Footnote] = []
  ) {
    self.nodes = nodes
    self.text = text
    self.links = links
    self.images = images
    self.headings = headings
    self.footnotes = footnotes
  }

  /// What links, checks and lists need to know of an article without its text.
  package struct Outline: Equatable, Sendable {
    package var links: [Link]
    package var images: [Image]
    package var headings: [Heading]
    /// There is no text at all.
    package var isEmpty: Bool
    /// How long the text is, in bytes of `Article.text`.
    package var textBytes: Int

    package init(links: [Link], images: [Image], headings: [Heading], isEmpty: Bool, textBytes: Int) {
      self.links = links
      self.images = images
      self.headings = headings
      self.isEmpty = isEmpty
      self.textBytes = textBytes
    }
  }

  package var outline: Outline {
    Outline(links: links, images: images, headings: headings, isEmpty: isEmpty, textBytes: text.count)
  }

  package struct Node: Equatable, Sendable {
    package var kind: Kind
    /// What a kind needs to know beyond its text, in one number; see `Kind`.
    package var detail: Int32
    /// Index behind the last node inside this one; the next sibling, if there is one, stands there.
    package var end: Int32
    /// Bytes of the source file. A hint: cmark is a few bytes off inside indented or lazy lines.
    package var source: Range<Int32>
    /// Bytes of `Article.text`: the words of a leaf, a code block's text, an HTML block's source.
    package var text: Range<Int32>

    package init(
      kind: Kind, detail: Int32 = 0, end: Int32 = 0, source: Range<Int32>, text: Range<Int32> = 0..<0
    ) {
      self.kind = kind
      self.detail = detail
      self.end = end
      self.source = source
      self.text = text
    }
  }

  /// Every edition switches over this without a default: a new kind does not compile until each of
  /// them knows what to do with it.
  package enum Kind: UInt8, Sendable {
    // Blocks
    case paragraph
    /// `detail`: index in `Article.headings`.
    case heading
    case bulletList
    /// `detail`: the first number.
    case orderedList
    /// A list whose items are to be ticked. `detail`: number of its first box within the article, from 1.
    case checklist
    /// `detail`: 1 in a tight list, whose paragraphs are set without space between them.
    case item
    /// `detail`: 1 in a tight list, plus 2 when the author wrote `[x]`.
    case task
    case quote
    /// The last paragraph of a quote, which says whose words they are.
    case attribution
    /// `detail`: raw value of a `CalloutKind`.
    case callout
    /// First child of a callout that has a title of its own.
    case calloutTitle
    /// `detail`: length of the language name that begins `text`; the code follows it.
    case codeBlock
    case thematicBreak
    /// `detail`: number of columns.
    case table
    case tableHead
    case tableRow
    /// `detail`: 0 start, 1 center, 2 end: how the column is aligned, or -1 when nothing is said.
    case tableCell
    /// Raw HTML, shown as text.
    case htmlBlock

    // Inlines
    case text
    case softBreak
    case lineBreak
    case code
    case emphasis
    case strong
    case strikethrough
    /// `detail`: index in `Article.links`.
    case link
    /// `detail`: index in `Article.images`.
    case image
    /// `detail`: index in `Article.footnotes`.
    case footnoteReference
    case htmlInline
  }

  package struct Link: Equatable, Sendable {
    /// As written, after Markdown's own escapes.
    package var destination: String
    /// What a pointer that rests on the link shows, in a browser that has one.
    package var title: String?
    package var source: Range<Int32>

    package init(destination: String, title: String? = nil, source: Range<Int32>) {
      self.destination = destination
      self.title = title
      self.source = source
    }
  }

  package struct Image: Equatable, Sendable {
    package var destination: String
    /// Text alternative: the words between the brackets without their markup.
    package var alternative: String
    /// Shown below the image; for an image within a line, what a pointer that rests on it shows.
    package var caption: String?
    package var source: Range<Int32>
    /// The image is all there is in its paragraph and is set as a figure.
    package var standsAlone: Bool

    package init(
      destination: String, alternative: String, caption: String? = nil, source: Range<Int32>,
      standsAlone: Bool
    ) {
      self.destination = destination
      self.alternative = alternative
      self.caption = caption
      self.source = source
      self.standsAlone = standsAlone
    }
  }

  package struct Heading: Equatable, Sendable {
    /// 1 to 6, as written.
    package var level: Int
    /// Unique within the article.
    package var anchor: String
    package var node: Int32

    package init(level: Int, anchor: String, node: Int32) {
      self.level = level
      self.anchor = anchor
      self.node = node
    }
  }

  package struct Footnote: Equatable, Sendable {
    /// The footnote's blocks: a stretch of `nodes`. They stand behind the text itself.
    package var nodes: Range<Int32>
    /// How often the text refers to it.
    package var references: Int

    package init(nodes: Range<Int32>, references: Int) {
      self.nodes = nodes
      self.references = references
    }
  }

  /// The nodes of the text itself, without footnotes.
  package var body: Range<Int> { 0..<Int(footnotes.first?.nodes.lowerBound ?? Int32(nodes.count)) }

  package var isEmpty: Bool { body.isEmpty }

  /// The words inside a node, without markup; images give their text alternative.
  package func plainText(of index: Int) -> String {
    var bytes: [UInt8] = []
    appendPlainText(of: index..<Int(nodes[index].end), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the words of a stretch of nodes; blocks and breaks are parted by one space.
  package func appendPlainText(of range: Range<Int>, to bytes: inout [UInt8]) {
    Self.appendPlainText(of: nodes[range], text, images, to: &bytes)
  }

  /// The same for an article that is still being put together.
  package static func appendPlainText(
    of nodes: ArraySlice<Node>, _ text: [UInt8], _ images: [Image], to bytes: inout [UInt8]
  ) {
    func part() { if let last = bytes.last, last != UInt8(ascii: " ") { bytes.append(UInt8(ascii: " ")) } }
    for node in nodes {
      switch node.kind {
      case .text, .code: bytes.append(contentsOf: text[Int(node.text.lowerBound)..<Int(node.text.upperBound)])
      case .image: bytes.append(contentsOf: images[Int(node.detail)].alternative.utf8)
      case .codeBlock:
        part()
        bytes.append(contentsOf: text[Int(node.text.lowerBound + node.detail)..<Int(node.text.upperBound)])
      case .paragraph, .heading, .bulletList, .orderedList, .checklist, .item, .task, .quote, .attribution,
        .callout, .calloutTitle, .thematicBreak, .table, .tableHead, .tableRow, .tableCell, .softBreak,
        .lineBreak:
        part()
      case .emphasis, .strong, .strikethrough, .link, .footnoteReference, .htmlBlock, .htmlInline: break
      }
    }
  }
}

extension Article: Equatable {
  package static func == (left: Article, right: Article) -> Bool {
    left.nodes == right.nodes && left.text == right.text && left.links == right.links
      && left.images == right.images && left.headings == right.headings && left.footnotes == right.footnotes
  }
}
