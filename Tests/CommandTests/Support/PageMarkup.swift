/// The tags of a page, as far as the tests want to know them.
struct PageMarkup {
  struct Tag: Equatable {
    var name: String
    var isEnd = false
    /// With their character references resolved; an attribute without a value has an empty one.
    var attributes: [String: String] = [:]
  }

  enum Piece: Equatable {
    case tag(Tag)
    /// With its character references resolved.
    case text(String)
  }

  private(set) var pieces: [Piece] = []

  init(_ html: String) {
    var rest = Substring(html)
    while let open = rest.firstIndex(of: "<") {
      let next = rest.index(after: open)
      if rest[next...].hasPrefix("!--"), let end = rest[next...].range(of: "-->") {
        text(rest[..<open])
        rest = rest[end.upperBound...]
        continue
      }
      guard next < rest.endIndex, rest[next].isLetter || rest[next] == "/" || rest[next] == "!",
        let end = Self.end(ofTagIn: rest[next...])
      else {
        text(rest[..<next])
        rest = rest[next...]
        continue
      }
      text(rest[..<open])
      pieces.append(.tag(Self.tag(rest[next..<end])))
      rest = rest[rest.index(after: end)...]
    }
    text(rest)
  }

  var tags: [Tag] {
    pieces.compactMap { if case .tag(let tag) = $0, !tag.isEnd { tag } else { nil } }
  }

  var ids: [String] { tags.compactMap { $0.attributes["id"] } }

  func count(_ name: String) -> Int { tags.count { $0.name == name } }

  /// Whatever leads somewhere: links, scripts, styles, pictures, and what scripts load.
  var references: [String] {
    tags.flatMap { tag -> [String] in
      var found = ["href", "src", "data-search", "data-index", "action"].compactMap { tag.attributes[$0] }
      // <meta http-equiv="refresh" content="0; url=…">
      if tag.attributes["http-equiv"]?.lowercased() == "refresh",
        let address = tag.attributes["content"]?.split(separator: "=", maxSplits: 1).last
      {
        found.append(String(address))
      }
      return found
    }
  }

  private mutating func text(_ text: Substring) {
    if text.isEmpty { return }
    let words = resolvingReferences(String(text))
    if case .text(let before) = pieces.last {
      pieces[pieces.count - 1] = .text(before + words)
    } else {
      pieces.append(.text(words))
    }
  }

  /// The `>` that closes a tag: not one inside a quoted value.
  private static func end(ofTagIn text: Substring) -> Substring.Index? {
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == ">" {
        return index
      }
    }
    return nil
  }

  private static func tag(_ inside: Substring) -> Tag {
    let isEnd = inside.first == "/"
    var rest = isEnd ? inside.dropFirst() : inside
    let name = rest.prefix { !$0.isWhitespace && $0 != "/" }
    rest = rest[name.endIndex...]
    var tag = Tag(name: name.lowercased(), isEnd: isEnd)
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "/" }
      if rest.isEmpty { return tag }
      let name = rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != "/" }
      rest = rest[name.endIndex...].drop { $0.isWhitespace }
      var value = Substring()
      if rest.first == "=" {
        rest = rest.dropFirst().drop { $0.isWhitespace }
        if let quote = rest.first, quote == "\"" || quote == "'" {
          value = rest.dropFirst().prefix { $0 != quote }
          rest = rest[value.endIndex...].dropFirst()
        } else {
          value = rest.prefix { !$0.isWhitespace }
          rest = rest[value.endIndex...]
        }
      } else if name.isEmpty {
        rest = rest.dropFirst()
        continue
      }
      tag.attributes[name.lowercased()] = resolvingReferences(String(value))
    }
  }
}

/// The few character references that the suites' own HTML and ours have.
func resolvingReferences(_ text: String) -> String {
  guard text.contains("&") else { return text }
  var out = ""
  var rest = Substring(text)
  while let ampersand = rest.firstIndex(of: "&") {
    out += rest[..<ampersand]
    let after = rest[rest.index(after: ampersand)...]
    guard let end = after.prefix(10).firstIndex(of: ";"), let scalar = scalar(named: after[..<end]) else {
      out += "&"
      rest = after
      continue
    }
    out.unicodeScalars.append(scalar)
    rest = after[after.index(after: end)...]
  }
  return out + rest
}

private func scalar(named name: Substring) -> Unicode.Scalar? {
  switch name {
  case "amp": return "&"
  case "lt": return "<"
  case "gt": return ">"
  case "quot": return "\""
  case "nbsp": return "\u{A0}"
  default: break
  }
  guard name.first == "#" else { return nil }
  let digits = name.dropFirst()
  let number =
    digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
  return number.flatMap(Unicode.Scalar.init)
}
