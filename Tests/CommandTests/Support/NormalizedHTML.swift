import Foundation

/// HTML in a form in which two ways of writing the same thing are equal, much as the suites' own
/// `normalize.py` has it: white space, the order of attributes, character references, percent signs.
///
/// What Waymark adds to every article for its readers (ids, boxes that scroll, captions, focus stops) is
/// taken away; what it does otherwise is left, and stands in the list of differences.
struct NormalizedHTML: Equatable, CustomStringConvertible {
  private(set) var description = ""

  init(_ html: String) {
    var out = ""
    var open: [PageMarkup.Tag] = []
    var isInCode: Bool { open.contains { $0.name == "pre" } }
    var captions: [String] = []
    let pieces = PageMarkup(html).pieces
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .text(let text):
        if isInCode {
          out += escaped(text)
        } else if open.last?.name == "figcaption", open.dropLast().last?.attributes["class"] == "picture" {
          captions.append(text)
        } else {
          out += escaped(collapsed(text))
        }
      case .tag(var tag):
        if tag.isEnd {
          guard let last = open.lastIndex(where: { $0.name == tag.name }) else { continue }
          let start = open.remove(at: last)
          write(end: start, into: &out, pieces: pieces, index: index)
        } else {
          Self.simplify(&tag, open: open, next: pieces[(index + 1)...])
          let isVoid = ["br", "hr", "img", "input"].contains(tag.name)
          if !isVoid { open.append(tag) }
          write(start: tag, into: &out)
        }
      }
    }
    // White space beside a block counts for nothing.
    let blocks =
      "p|h[1-6]|ul|ol|li|blockquote|pre|table|thead|tbody|tr|t[hd]|hr|section|br"
    description =
      out
      .replacing(try! Regex("(?:[ \\n])+(</?(?:\(blocks))(?:[ >]))")) { "\($0.output[1].substring ?? "")" }
    description = description.replacing(try! Regex("(</?(?:\(blocks))(?: [^>]*)?>)[ \\n]+")) {
      "\($0.output[1].substring ?? "")"
    }
    description = description.replacingOccurrences(of: "<tbody></tbody>", with: "")
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Elements that only Waymark writes; their content stands as if they were not there.
  private static let wrappers: Set<String> = ["div", "label", "span", "figcaption"]

  private static func simplify(
    _ tag: inout PageMarkup.Tag, open: [PageMarkup.Tag], next: ArraySlice<PageMarkup.Piece>
  ) {
    switch tag.name {
    case "h1", "h2", "h3", "h4", "h5", "h6": tag.attributes["id"] = nil
    case "pre": tag.attributes["tabindex"] = nil
    case "ul": tag.attributes["class"] = nil
    case "input":
      tag.attributes["disabled"] = nil
      tag.attributes["class"] = nil
    case "li":
      tag.attributes["class"] = nil
      tag.attributes["id"] = nil
    case "td", "th":
      // An empty cell of the first row is no heading for anything.
      if open.contains(where: { $0.name == "thead" }) { tag.name = "th" }
      switch tag.attributes["class"] {
      case "center": tag.attributes["align"] = "center"
      case "end": tag.attributes["align"] = "right"
      default: break
      }
      tag.attributes["class"] = nil
      tag.attributes["scope"] = nil
      // Where text begins anyway.
      if tag.attributes["align"] == "left" { tag.attributes["align"] = nil }
    case "a", "img":
      for name in ["href", "src"] {
        tag.attributes[name] = tag.attributes[name].map { $0.removingPercentEncoding ?? $0 }
      }
      if tag.name == "img", open.last?.name == "figure" {
        // A picture by itself has its title below it, where everyone can read it.
        var isCaption = false
        for piece in next.prefix(3) {
          if case .tag(let tag) = piece { isCaption = tag.name == "figcaption" && !tag.isEnd }
          if case .text(let text) = piece, isCaption { tag.attributes["title"] = text }
        }
      }
    default: break
    }
  }

  private func write(start tag: PageMarkup.Tag, into out: inout String) {
    if Self.wrappers.contains(tag.name) { return }
    if tag.name == "figure" {
      if tag.attributes["class"] == "picture" { out += "<p>" }
      return
    }
    out += "<" + tag.name
    for (name, value) in tag.attributes.sorted(by: { $0.key < $1.key }) {
      out += " \(name)=\"\(escaped(value).replacingOccurrences(of: "\"", with: "&quot;"))\""
    }
    out += ">"
  }

  private func write(
    end tag: PageMarkup.Tag, into out: inout String, pieces: [PageMarkup.Piece], index: Int
  ) {
    if Self.wrappers.contains(tag.name) { return }
    if tag.name == "figure" {
      if tag.attributes["class"] == "picture" { out += "</p>" }
      return
    }
    out += "</\(tag.name)>"
  }

  private func collapsed(_ text: String) -> String {
    var out = ""
    var isInSpace = false
    for scalar in text.unicodeScalars {
      let isSpace = [" ", "\n", "\t", "\r", "\u{C}"].contains(scalar)
      if isSpace {
        if !isInSpace { out += " " }
      } else {
        out.unicodeScalars.append(scalar)
      }
      isInSpace = isSpace
    }
    return out
  }

  private func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
  }
}
