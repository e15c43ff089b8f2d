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
      let line = start..<min(lineEnd(from: start, in: bytes), bytes.count)
      return (
        nil,
        Diagnostic(
          .frontMatterMissing, "this file does not begin with front matter",
          at: SourceSpan(file: file, bytes: line),
          help: "begin it with a line `---`, then `title: …`, then another line `---`")
      )
    }
    var line = yamlStart
    while line < bytes.count {
      if let bodyStart = endOfFence(at: line, in: bytes) {
        let block = FrontMatterBlock(
          opening: start..<start + 3, yaml: yamlStart..<line, body: bodyStart..<bytes.count)
        return (block, nil)
      }
      line = min(lineEnd(from: line, in: bytes) + 1, bytes.count)
    }
    return (
      nil,
      Diagnostic(
        .frontMatterUnclosed, "the front matter is opened here and never closed",
        at: SourceSpan(file: file, bytes: start..<start + 3), help: "put a line `---` below the last setting")
    )
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
    bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }
}
