import Diagnostics

/// Where a file's front matter and its Markdown lie.
struct FrontMatterBlock {
  /// The `---` that opens it.
  var opening: Range<Int>
  /// The YAML between the two `---` lines.
  var yaml: Range<Int>
  /// Everything below the second `---` line.
  var body: Range<Int>

  static func find(
    in bytes: UnsafeBufferPointer<UInt8>, file: FileID
  ) -> (block: FrontMatterBlock?, diagnostic: Diagnostic?) {
    // A byte order mark is not text.
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let yamlStart = endOfFence(at: start, in: bytes) else {
      let line = start..<lineEnd(from: start, in: bytes)
      return (
        nil,
        Diagnostic(
          .frontMatterMissing, "this file does not begin with front matter",
          at: SourceSpan(file: file, bytes: line), help: hint(line, in: bytes))
      )
    }
    var line = yamlStart
    while line < bytes.count {
      if let bodyStart = endOfFence(at: line, in: bytes) {
        let block = FrontMatterBlock(
          opening: start..<start + 3, yaml: yamlStart..<line, body: bodyStart..<bytes.count)
        return (block, nil)
      }
      line = lineEnd(from: line, in: bytes) + 1
    }
    let related = firstNearlyFence(from: yamlStart, in: bytes).map {
      [Diagnostic.Related(.span(SourceSpan(file: file, bytes: $0)), "not three hyphens at the left edge")]
    }
    return (
      nil,
      Diagnostic(
        .frontMatterUnclosed, "the front matter is opened here and never closed",
        at: SourceSpan(file: file, bytes: start..<start + 3), help: "put a line `---` below the last setting",
        related: related ?? [])
    )
  }

  /// What to do about a file that does not begin with `---`.
  private static func hint(_ line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    let text = bytes[line]
    if text.allSatisfy({ $0 <= 0x20 }) {
      let next = bytes[line.upperBound...].first { $0 > 0x20 }
      if next == UInt8(ascii: "-") { return "take out the empty lines above `---`" }
    }
    if isNearlyFence(text) {
      return
        "write three hyphens and nothing else, `---`, here and below the last setting; some programs make a dash of them"
    }
    if text.starts(with: "+++".utf8) { return "write it between lines of `---`, each setting as `title: …`" }
    var title = String(decoding: text.prefix(80).drop { $0 == UInt8(ascii: "#") }, as: UTF8.self)[...]
    while title.first?.isWhitespace == true { title.removeFirst() }
    while title.last?.isWhitespace == true { title.removeLast() }
    let isHeading = text.starts(with: "# ".utf8) && text.count <= 80 && !title.isEmpty
    let value = title.contains(where: { ":#\"'".contains($0) }) ? "…" : title
    return "begin it with a line `---`, then `title: \(isHeading ? value : "…")`, then another line `---`"
  }

  /// The first line that may have been meant to close the front matter.
  private static func firstNearlyFence(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var line = start
    while line < bytes.count {
      let end = lineEnd(from: line, in: bytes)
      if isNearlyFence(bytes[line..<end]) { return line..<end }
      line = end + 1
    }
    return nil
  }

  /// A line of hyphens or dashes that is no fence.
  private static func isNearlyFence(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard line.count <= 40 else { return false }
    let signs = String(decoding: line, as: UTF8.self).filter { !$0.isWhitespace }
    guard let first = signs.first, signs.allSatisfy({ "-–—―−".contains($0) }) else { return false }
    // A lone hyphen begins a list.
    return signs.count > 1 || first != "-"
  }

  /// Offset behind a line that is `---` and nothing else but space; `nil` for any other line.
  private static func endOfFence(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard start + 3 <= bytes.count, bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == UInt8(ascii: "-"),
      bytes[start + 2] == UInt8(ascii: "-")
    else { return nil }
    var index = start + 3
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\n"): return index + 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): index += 1
      default: return nil
      }
    }
    return index
  }

  private static func lineEnd(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    ByteSearch(bytes).first(UInt8(ascii: "\n"), in: start..<bytes.count) ?? bytes.count
  }
}
