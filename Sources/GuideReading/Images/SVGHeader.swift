import GuideModel

/// Size and harmlessness of an SVG, read without an XML parser.
///
/// A drawing is shown as an image, where browsers run no scripts; but a reader may open it by itself,
/// from our own address. So anything that could run or call out is refused by name.
enum SVGHeader {
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<ImageSize, ImageProblem> {
    guard bytes.count <= 4_000_000 else { return .failure(.unreadable) }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    guard let tag = openingTag(in: text) else { return .failure(.unreadable) }
    if let word = unsafeWord(in: text) { return .failure(.unsafe(word)) }

    if let width = attribute("width", of: tag).flatMap(pixels), let height = attribute("height", of: tag).flatMap(pixels) {
      return .success(ImageSize(width: width, height: height))
    }
    if let box = attribute("viewbox", of: tag) {
      let numbers = box.split { $0 == " " || $0 == "," || $0 == "\n" || $0 == "\t" }.compactMap { Double($0) }
      if numbers.count == 4, let width = whole(numbers[2]), let height = whole(numbers[3]) {
        return .success(ImageSize(width: width, height: height))
      }
    }
    return .failure(.withoutSize)
  }

  private static func openingTag(in text: String) -> Substring? {
    let utf8 = text.utf8
    var index = utf8.startIndex
    while let open = utf8[index...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = utf8[open...]
      if rest.starts(with: "<svg".utf8), let next = rest.dropFirst(4).first, next <= 0x20 || next == UInt8(ascii: ">") {
        let end = rest.firstIndex(of: UInt8(ascii: ">")) ?? utf8.endIndex
        return text[open..<end]
      }
      index = utf8.index(after: open)
    }
    return nil
  }

  private static func unsafeWord(in text: String) -> String? {
    let words = ["<script", "<foreignobject", "<iframe", "<!entity", "javascript:", "@import", "<?xml-stylesheet"]
    for word in words where contains(text, word) { return word }
    // Event handlers: an attribute that begins with "on".
    let utf8 = Array(text.utf8)
    for index in utf8.indices.dropLast(3)
    where utf8[index] <= 0x20 && utf8[index + 1] == UInt8(ascii: "o") && utf8[index + 2] == UInt8(ascii: "n") {
      var end = index + 3
      while end < utf8.count, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(utf8[end]) { end += 1 }
      let name = String(decoding: utf8[index + 1..<end], as: UTF8.self)
      while end < utf8.count, utf8[end] <= 0x20 { end += 1 }
      if name.utf8.count > 3, end < utf8.count, utf8[end] == UInt8(ascii: "=") { return name }
    }
    // References that leave the file; `#name` points inside it.
    for start in ["href=\"", "href='", "src=\"", "src='", "url(", "url(\"", "url('"] {
      var rest = text[...]
      while let found = firstRange(of: start, in: rest) {
        rest = rest[found...].dropFirst(start.count)
        guard let first = rest.first else { break }
        if first != "#", first != "\"", first != "'", !rest.hasPrefix("data:image/png"), !rest.hasPrefix("data:image/jpeg") {
          return start + rest.prefix(20)
        }
      }
    }
    return nil
  }

  private static func attribute(_ name: String, of tag: Substring) -> String? {
    var rest = tag
    while let found = firstRange(of: name, in: rest) {
      let before = found > tag.startIndex ? tag[tag.index(before: found)] : " "
      var after = rest[found...].dropFirst(name.count)
      while after.first?.isWhitespace == true { after.removeFirst() }
      if before.isWhitespace, after.first == "=" {
        after.removeFirst()
        while after.first?.isWhitespace == true { after.removeFirst() }
        guard let quote = after.first, quote == "\"" || quote == "'" else { return nil }
        return String(after.dropFirst().prefix { $0 != quote })
      }
      rest = rest[found...].dropFirst(name.count)
    }
    return nil
  }

  private static func pixels(_ length: String) -> Int? {
    let number = length.prefix { $0.isNumber || $0 == "." }
    guard ["", "px"].contains(length.dropFirst(number.count)) else { return nil }
    return Double(number).flatMap(whole)
  }

  private static func whole(_ length: Double) -> Int? {
    length >= 0.5 && length < 100_000 ? Int(length.rounded()) : nil
  }

  private static func contains(_ text: String, _ word: String) -> Bool { firstRange(of: word, in: text[...]) != nil }

  private static func firstRange(of word: String, in text: Substring) -> String.Index? {
    let wanted = word.utf8
    var rest = text.utf8
    while let start = rest.firstIndex(of: wanted.first!) {
      rest = rest[start...]
      if rest.starts(with: wanted) { return start }
      rest = rest.dropFirst()
    }
    return nil
  }
}
