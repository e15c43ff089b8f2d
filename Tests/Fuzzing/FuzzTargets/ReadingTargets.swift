import Diagnostics
import GuideModel
import GuideReading
import SiteBuilding

/// The same bytes as the front matter of every kind of file, and as site.yml.
func faultsOfFrontMatter(_ bytes: [UInt8]) -> [String] {
  var found: [String] = []
  var reader = DocumentReader(limits: Limits())
  let file = Array("---\n".utf8) + bytes + Array("\n---\nText.\n".utf8)
  for kind in [.home, .guide, .part, .step, .page] as [DocumentKind] {
    let read = file.withUnsafeBufferPointer { reader.read($0, as: kind, file: FileID(0)) }
    found += faults(of: read.diagnostics, in: [file])
    if read.document == nil, !read.diagnostics.hasErrors {
      found.append("\(kind) is dropped without an error")
    }
  }
  let (settings, diagnostics) = bytes.withUnsafeBufferPointer { readSettings($0, file: FileID(0)) }
  found += faults(of: diagnostics, in: [bytes])
  if settings.limits.fileBytes < 1 { found.append("a limit is below one") }
  return found
}

func faultsOfMarkdown(_ bytes: [UInt8]) -> [String] {
  var reader = DocumentReader(limits: Limits())
  let (article, diagnostics) = bytes.withUnsafeBufferPointer { reader.readBody($0, file: FileID(0)) }
  var found = faults(of: diagnostics, in: [bytes])
  if !article.isWhole { found.append("the nodes of the article do not nest") }
  if weight(of: article) > 200 * bytes.count + 2_000_000 {
    found.append("\(bytes.count) bytes become an article of \(weight(of: article))")
  }
  let rendered = renderDocument(bytes, named: "file.md")
  if rendered.html.count > 200 * bytes.count + 4_000_000 {
    found.append("\(bytes.count) bytes become \(rendered.html.count) bytes of HTML")
  }
  // What is refused is never published.
  return found + (rendered.diagnostics.hasErrors ? [] : faultsOfMarkup(rendered.html))
}

func faultsOfImages(_ bytes: [UInt8]) -> [String] {
  switch bytes.withUnsafeBufferPointer({ ImageHeader.read($0) }) {
  case .success(let size) where size.width <= 0 || size.height <= 0: ["an image of no size: \(size)"]
  default: []
  }
}

/// Bytes of an article's parts.
private func weight(of article: Article) -> Int {
  article.nodes.count * 36 + article.text.count + article.links.reduce(0) { $0 + $1.destination.utf8.count }
    + article.images.reduce(0) { $0 + $1.destination.utf8.count + $1.alternative.utf8.count }
}

extension Article {
  /// Every node ends behind itself and inside the one that holds it, and its text lies in the arena.
  fileprivate var isWhole: Bool {
    var open: [Int] = []
    for (index, node) in nodes.enumerated() {
      while let last = open.last, last <= index { open.removeLast() }
      guard Int(node.end) > index, Int(node.end) <= open.last ?? nodes.count,
        Int(node.text.upperBound) <= text.count
      else { return false }
      open.append(Int(node.end))
    }
    return true
  }
}
