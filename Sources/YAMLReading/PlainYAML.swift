import Diagnostics

/// Reads the commonest YAML without libyaml: lines of `name: plain words`, and nothing else.
///
/// Nearly all front matter is of this kind, and libyaml's buffers of 64 KB made it a tenth of a whole
/// build. Anything that could mean something else (quotes, lists, comments, other scripts, an unusual
/// space) is left to libyaml, so this never decides a question of YAML.
///
/// - Returns: `nil` for anything but such lines; then libyaml reads them, and reports what is wrong.
func readPlainYAML(_ text: UnsafeBufferPointer<UInt8>, range: Range<Int>, file: FileID) -> YAMLMapping? {
  var entries: [YAMLMapping.Entry] = []
  var index = range.lowerBound
  while index < range.upperBound {
    let keyStart = index
    while index < range.upperBound, isKeyByte(text[index]) { index += 1 }
    let keyEnd = index
    guard keyEnd > keyStart, index + 2 < range.upperBound, text[index] == UInt8(ascii: ":"),
      text[index + 1] == UInt8(ascii: " "), isPlainStart(text[index + 2])
    else { return nil }
    index += 2
    let valueStart = index
    var previous = UInt8(ascii: "a")
    while index < range.upperBound, text[index] != UInt8(ascii: "\n") {
      let byte = text[index]
      guard (0x20..<0x7F).contains(byte) else { return nil }
      // Both would end a plain value: ": " begins another, " #" a comment.
      if byte == UInt8(ascii: " "), previous == UInt8(ascii: ":") { return nil }
      if byte == UInt8(ascii: "#"), previous == UInt8(ascii: " ") { return nil }
      previous = byte
      index += 1
    }
    // Space at the end does not count; a colon there would begin a value on the next line.
    guard previous != UInt8(ascii: " "), previous != UInt8(ascii: ":") else { return nil }
    let key = String(decoding: text[keyStart..<keyEnd], as: UTF8.self)
    // Thousands of settings are compared in another way.
    guard entries.count < 64, !entries.contains(where: { $0.key == key }) else { return nil }
    let value = String(decoding: text[valueStart..<index], as: UTF8.self)
    entries.append(
      .init(
        key: key, keySpan: SourceSpan(file: file, bytes: keyStart..<keyEnd),
        value: YAMLValue(
          .scalar(value, isPlain: true), span: SourceSpan(file: file, bytes: valueStart..<index))))
    index += 1
  }
  return YAMLMapping(entries: entries, span: SourceSpan(file: file, bytes: range))
}

private func isKeyByte(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
}

/// Letters and digits: nothing else that may begin a plain value is worth the rules around it.
private func isPlainStart(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
