import GuideModel

/// Size and harmlessness of an SVG.
///
/// A drawing is shown as an image, where browsers run no scripts; but a reader may open it by itself,
/// from our own address. So anything that could run or call out is refused. The reader of tags below is
/// more forgiving than an XML parser, so it sees whatever a browser might.
enum SVGHeader {
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<ImageSize, ImageProblem> {
    guard bytes.count <= 4_000_000 else { return .failure(.unreadable) }
    // XML tells cases apart; to be on the safe side we do not.
    var reader = TagReader(String(decoding: bytes, as: UTF8.self).lowercased())
    var picture: Tag?
    while let tag = reader.next() {
      if tag.localName == "svg", picture == nil { picture = tag }
      // Text that is no drawing at all is unreadable, not dangerous.
      if picture == nil, !tag.name.hasPrefix("?"), !tag.name.hasPrefix("!") { return .failure(.unreadable) }
      if let words = tag.unsafeWords { return .failure(.unsafe(words)) }
    }
    guard let picture else { return .failure(.unreadable) }
    if let width = picture["width"].flatMap(pixels), let height = picture["height"].flatMap(pixels) {
      return .success(ImageSize(width: width, height: height))
    }
    if let box = picture["viewbox"] {
      let numbers = box.split { $0.isWhitespace || $0 == "," }.compactMap { Double($0) }
      if numbers.count == 4, let width = whole(numbers[2]), let height = whole(numbers[3]) {
        return .success(ImageSize(width: width, height: height))
      }
    }
    return .failure(.withoutSize)
  }

  private static func pixels(_ length: String) -> Int? {
    let number = length.prefix { $0.isNumber || $0 == "." }
    guard ["", "px"].contains(length.dropFirst(number.count)) else { return nil }
    return Double(number).flatMap(whole)
  }

  private static func whole(_ length: Double) -> Int? {
    length >= 0.5 && length < 100_000 ? Int(length.rounded()) : nil
  }
}

/// One start tag, declaration or instruction, in lower case.
private struct Tag {
  /// `svg`, `xlink:a`, `?xml`, `!doctype`.
  var name: String
  var attributes: [(name: String, value: String)] = []
  /// What follows the first `<style>` tag.
  var style = ""

  var localName: Substring { local(name) }

  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// What could run or call out, as the author would find it; `nil` for a harmless tag.
  var unsafeWords: String? {
    let elements = [
      "script", "foreignobject", "iframe", "embed", "object", "handler", "audio", "video", "link",
    ]
    if elements.contains(where: { localName == $0 }) { return "<\(name)" }
    if ["!entity", "!attlist", "?xml-stylesheet"].contains(name) { return "<\(name)" }
    if name == "style" || localName == "style", let words = unsafeStyle(style) { return words }
    for (name, value) in attributes {
      if name.hasPrefix("on"), name.utf8.count > 2 { return name }
      if name == "xml:base" { return name }
      if local(name) == "href" || local(name) == "src" || local(name) == "data" {
        let trimmed = value.drop { $0.isWhitespace }
        if !trimmed.isEmpty, !isInside(trimmed) { return "\(name)=\"\(trimmed.prefix(20))" }
      }
      // An animation can write an address where there was none.
      if name == "attributename", value.contains("href") { return "\(name)=\"\(value.prefix(20))\"" }
      if value.contains("("), let words = unsafeStyle(value) { return words }
    }
    return nil
  }

  /// References that leave the file, at-rules that load others, and signs that hide either.
  private func unsafeStyle(_ text: String) -> String? {
    for word in ["@import", "image-set(", "image(", "src(", "\\", "&#"] where text.contains(word) {
      return word
    }
    var rest = text[...]
    while let start = rest.firstRange(of: "url(") {
      rest = rest[start.upperBound...].drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
      if !isInside(rest) { return "url(\(rest.prefix(20))" }
    }
    return nil
  }

  /// `#name` points inside the file, and a picture written out asks nobody.
  private func isInside(_ address: Substring) -> Bool {
    address.hasPrefix("#") || address.hasPrefix("&quot;#")
      || ["png", "jpeg", "gif", "webp"].contains { address.hasPrefix("data:image/\($0)") }
  }

  private func local(_ name: String) -> Substring {
    name.utf8.lastIndex(of: UInt8(ascii: ":")).map { name[name.utf8.index(after: $0)...] } ?? name[...]
  }
}

private struct TagReader {
  private let text: [UInt8]
  private var index = 0
  private var hasStyle = false

  init(_ text: String) { self.text = Array(text.utf8) }

  /// The next tag that is not inside a comment; end tags are passed over.
  mutating func next() -> Tag? {
    while let open = text[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = open + 1
      if text[index...].starts(with: "!--".utf8) {
        index = end(of: "-->", from: index + 3)
        continue
      }
      guard index < text.count, text[index] > 0x20, text[index] != UInt8(ascii: "/") else { continue }
      var tag = Tag(name: word())
      while let attribute = attribute() { tag.attributes.append(attribute) }
      if tag.localName == "style", !hasStyle {
        hasStyle = true
        tag.style = styleText()
      }
      return tag
    }
    return nil
  }

  /// From the first `<style>` to the end of the last one: an end tag in CDATA or a comment ends nothing.
  private func styleText() -> String {
    var end = text.count
    while end > index, !text[index..<end].suffix(6).elementsEqual("style>".utf8) { end -= 1 }
    return String(decoding: text[index..<(end == index ? text.count : end)], as: UTF8.self)
  }

  /// - Returns: `nil` at the end of the tag, which is then behind us.
  private mutating func attribute() -> (name: String, value: String)? {
    while index < text.count, isBlank(text[index]) || text[index] == UInt8(ascii: "/") { index += 1 }
    guard index < text.count else { return nil }
    if text[index] == UInt8(ascii: ">") || text[index] == UInt8(ascii: "<") {
      if text[index] == UInt8(ascii: ">") { index += 1 }
      return nil
    }
    if text[index] == UInt8(ascii: "\"") || text[index] == UInt8(ascii: "'") {
      // A public name in a doctype.
      return ("", quoted())
    }
    let name = word()
    if name.isEmpty { index += 1 }
    while index < text.count, isBlank(text[index]) { index += 1 }
    guard index < text.count, text[index] == UInt8(ascii: "=") else { return (name, "") }
    index += 1
    while index < text.count, isBlank(text[index]) { index += 1 }
    guard index < text.count else { return (name, "") }
    if text[index] == UInt8(ascii: "\"") || text[index] == UInt8(ascii: "'") { return (name, quoted()) }
    let start = index
    while index < text.count, !isBlank(text[index]), text[index] != UInt8(ascii: ">") { index += 1 }
    return (name, String(decoding: text[start..<index], as: UTF8.self))
  }

  private mutating func quoted() -> String {
    let quote = text[index]
    let start = index + 1
    index = text[start...].firstIndex(of: quote) ?? text.count
    defer { index = min(index + 1, text.count) }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  private mutating func word() -> String {
    let start = index
    while index < text.count, !isBlank(text[index]) {
      switch text[index] {
      case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "'"),
        UInt8(ascii: "<"):
        return String(decoding: text[start..<index], as: UTF8.self)
      default: index += 1
      }
    }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  private func end(of word: String, from start: Int) -> Int {
    var index = start
    while index < text.count {
      if text[index...].starts(with: word.utf8) { return index + word.utf8.count }
      index += 1
    }
    return text.count
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
}

extension Substring {
  fileprivate func firstRange(of word: String) -> Range<Index>? {
    var start = utf8.startIndex
    while let found = utf8[start...].firstIndex(of: word.utf8.first!) {
      if utf8[found...].starts(with: word.utf8) {
        return found..<utf8.index(found, offsetBy: word.utf8.count)
      }
      start = utf8.index(after: found)
    }
    return nil
  }
}

extension String {
  fileprivate func contains(_ word: String) -> Bool { self[...].firstRange(of: word) != nil }
}
