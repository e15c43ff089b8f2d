import Diagnostics

/// What must never stand in a page of ours, found by a walk over its tags that knows only how we write them:
/// every attribute in two quotes.
func faultsOfMarkup(_ html: [UInt8]) -> [String] {
  var found: [String] = []
  guard let text = String(validating: html, as: UTF8.self) else { return ["a page is not UTF-8"] }
  if let bad = text.unicodeScalars.first(where: \.isForbiddenInPages) {
    found.append("\(bad.name) stands in a page")
  }
  for (name, value) in attributes(of: html) {
    if name.hasPrefix("on") { found.append("an attribute runs a script: \(name)") }
    if name == "style" { found.append("an attribute sets a style") }
    if name == "href" || name == "src" {
      let start = value.lowercased().filter { $0 > " " }
      if ["javascript:", "vbscript:", "data:"].contains(where: start.hasPrefix) {
        found.append("an address runs a script: \(value.prefix(60))")
      }
    }
  }
  return found
}

/// The attributes of all tags in order.
func attributes(of html: [UInt8]) -> [(name: String, value: String)] {
  var all: [(name: String, value: String)] = []
  var index = 0
  func at(_ index: Int) -> UInt8 { index < html.count ? html[index] : 0 }
  while index < html.count {
    guard html[index] == UInt8(ascii: "<") else {
      index += 1
      continue
    }
    while index < html.count, html[index] != UInt8(ascii: ">") {
      guard at(index) == UInt8(ascii: "="), at(index + 1) == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      var nameStart = index
      while nameStart > 0, html[nameStart - 1] > 0x20 { nameStart -= 1 }
      var end = index + 2
      while end < html.count, html[end] != UInt8(ascii: "\"") { end += 1 }
      all.append(
        (
          String(decoding: html[nameStart..<index], as: UTF8.self),
          unescaped(String(decoding: html[min(index + 2, end)..<end], as: UTF8.self))
        ))
      index = end + 1
    }
  }
  return all
}

private func unescaped(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
  var out = ""
  var rest = text[...]
  while let first = rest.first {
    let entity = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'"].first {
      rest.hasPrefix($0.key)
    }
    if let entity {
      out += entity.value
      rest = rest.dropFirst(entity.key.count)
    } else {
      out.append(first)
      rest = rest.dropFirst()
    }
  }
  return out
}
