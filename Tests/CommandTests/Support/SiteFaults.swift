import Foundation

/// What is wrong with a built site, as a reader with a browser and nothing else would find it.
func siteFaults(_ tree: [String: TemporaryFolder.Item]) -> [String] {
  var pages: [String: PageMarkup] = [:]
  var faults: [String] = []
  for (path, item) in tree where path.hasSuffix(".html") {
    guard case .file(let data) = item else { continue }
    let html = String(decoding: data, as: UTF8.self)
    for mark in ["{{", "}}"] where html.contains(mark) { faults.append("\(path) has \(mark) in it") }
    pages[path] = PageMarkup(html)
  }
  for (path, page) in pages {
    let isRedirect = page.tags.contains { $0.attributes["http-equiv"]?.lowercased() == "refresh" }
    let headings = page.count("h1")
    if headings != 1 && !isRedirect { faults.append("\(path) has \(headings) h1") }
    let ids = page.ids
    for id in Set(ids) where ids.count(where: { $0 == id }) > 1 { faults.append("\(path) has two \(id)") }
    for reference in page.references {
      faults += fault(of: reference, on: path, tree: tree, pages: pages).map {
        "\(path): \(reference): \($0)"
      }
    }
  }
  return faults.sorted()
}

private func fault(
  of reference: String, on path: String, tree: [String: TemporaryFolder.Item], pages: [String: PageMarkup]
) -> [String] {
  for scheme in ["https://", "http://", "mailto:", "tel:", "sms:"] where reference.hasPrefix(scheme) {
    return []
  }
  if reference.contains(":") { return ["has a scheme"] }
  if reference.hasPrefix("/") { return ["begins at the root"] }
  if reference.contains(where: { $0.isWhitespace }) { return ["has a space in it"] }
  let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
  let file = String(parts[0].prefix { $0 != "?" })
  var components = path.split(separator: "/").dropLast().map(String.init)
  for component in file.split(separator: "/") {
    switch component {
    case ".": break
    case "..":
      if components.isEmpty { return ["leaves the site"] }
      components.removeLast()
    default: components.append(component.removingPercentEncoding ?? String(component))
    }
  }
  let target = file.isEmpty ? path : components.joined(separator: "/")
  // What a script puts in front of the addresses that it makes.
  if file.hasSuffix("/") || target.isEmpty {
    return target.isEmpty || tree[target] == .folder ? [] : ["is no folder"]
  }
  guard case .file? = tree[target] else { return ["there is no \(target)"] }
  guard parts.count > 1, !parts[1].isEmpty else { return [] }
  guard let page = pages[target] else { return ["\(target) is no page"] }
  let anchor = parts[1].removingPercentEncoding ?? String(parts[1])
  return page.ids.contains(anchor) ? [] : ["\(target) has no #\(anchor)"]
}
