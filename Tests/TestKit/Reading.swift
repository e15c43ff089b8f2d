import Diagnostics
import GuideModel
import GuideReading

/// Markdown without front matter as the real pipeline reads it.
package func readBody(_ markdown: String, limits: Limits = Limits()) -> (
  article: Article, diagnostics: [Diagnostic]
) {
  var reader = DocumentReader(limits: limits)
  return Array(markdown.utf8).withUnsafeBufferPointer { reader.readBody($0, file: FileID(0)) }
}

/// One Markdown file with front matter as the real pipeline reads it.
package func readDocument(_ text: String, as kind: DocumentKind = .step, file: Int = 0) -> ReadDocument {
  var reader = DocumentReader(limits: Limits())
  return Array(text.utf8).withUnsafeBufferPointer { reader.read($0, as: kind, file: FileID(file)) }
}

/// A finding as tests compare it: its code and the source words that it marks.
package func marks(_ diagnostics: [Diagnostic], in text: String) -> [String] {
  let bytes = Array(text.utf8)
  return diagnostics.map { diagnostic in
    guard case .span(let span) = diagnostic.place else { return diagnostic.code.rawValue }
    let range = Int(span.bytes.lowerBound)..<Int(span.bytes.upperBound)
    guard range.upperBound <= bytes.count else { return "\(diagnostic.code.rawValue): \(range) is outside" }
    return "\(diagnostic.code.rawValue): \(String(decoding: bytes[range], as: UTF8.self))"
  }
}

extension Article {
  /// The tree on one line: `paragraph("See ", link("step.md", "that"))`. Footnotes follow the text.
  package var outline: String {
    var out = list(body)
    for (index, note) in footnotes.enumerated() {
      out +=
        " note\(index + 1)×\(note.references)(\(list(Int(note.nodes.lowerBound)..<Int(note.nodes.upperBound))))"
    }
    return out
  }

  private func list(_ range: Range<Int>) -> String {
    var parts: [String] = []
    var index = range.lowerBound
    while index < range.upperBound {
      parts.append(describe(index))
      index = Int(nodes[index].end)
    }
    return parts.joined(separator: " ")
  }

  private func describe(_ index: Int) -> String {
    let node = nodes[index]
    let words = String(decoding: text[Int(node.text.lowerBound)..<Int(node.text.upperBound)], as: UTF8.self)
    let inside = list(index + 1..<Int(node.end))
    switch node.kind {
    case .text: return "\"\(words)\""
    case .softBreak: return "/"
    case .lineBreak: return "//"
    case .code: return "`\(words)`"
    case .htmlBlock, .htmlInline: return "\(node.kind)(\"\(words)\")"
    case .codeBlock:
      let language = String(decoding: words.utf8.prefix(Int(node.detail)), as: UTF8.self)
      return
        "codeBlock<\(language)>(\"\(String(decoding: words.utf8.dropFirst(Int(node.detail)), as: UTF8.self))\")"
    case .heading:
      let heading = headings[Int(node.detail)]
      return "h\(heading.level)#\(heading.anchor)(\(inside))"
    case .link: return "link<\(links[Int(node.detail)].destination)>(\(inside))"
    case .image:
      let image = images[Int(node.detail)]
      let caption = image.caption.map { " \"\($0)\"" } ?? ""
      return
        "\(image.standsAlone ? "figure" : "image")<\(image.destination)\(caption)>(\"\(image.alternative)\")"
    case .footnoteReference: return "ref\(node.detail + 1)"
    case .orderedList where node.detail != 1: return "orderedList@\(node.detail)(\(inside))"
    case .checklist: return "checklist@\(node.detail)(\(inside))"
    case .item: return "\(node.detail & 1 == 1 ? "item" : "looseItem")(\(inside))"
    case .task: return "\(node.detail & 2 == 2 ? "done" : "task")(\(inside))"
    case .callout: return "\(CalloutKind(rawValue: UInt8(node.detail))!)(\(inside))"
    case .table: return "table\(node.detail)(\(inside))"
    case .tableCell:
      let alignment = [-1: "", 0: "<", 1: "=", 2: ">"][node.detail]!
      return "cell\(alignment)(\(inside))"
    default: return inside.isEmpty ? "\(node.kind)" : "\(node.kind)(\(inside))"
    }
  }
}
