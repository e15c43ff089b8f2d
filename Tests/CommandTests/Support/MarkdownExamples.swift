import Foundation

/// One example of a published suite: what goes in, and what should come out.
struct MarkdownExample: Sendable {
  /// `cm 42`: the suite, and the number in its file.
  var name: String
  var markdown: String
  var html: String

  static let suites = [
    ("cm", "cm-0.31.2.txt"), ("gfm", "gfm-0.29.txt"), ("extensions", "gfm-extensions.txt"),
    ("regression", "gfm-regression.txt"),
  ]

  /// `nil` where the suites are not.
  static func all() throws -> [MarkdownExample]? {
    let folder = ProcessInfo.processInfo.environment["SPECS_DIR"] ?? packageRoot + "/../shared/specs"
    guard FileManager.default.fileExists(atPath: folder + "/markdown") else { return nil }
    return try suites.flatMap { name, file in
      read(try String(contentsOfFile: "\(folder)/markdown/\(file)", encoding: .utf8), suite: name)
    }
  }

  private static func read(_ text: String, suite: String) -> [MarkdownExample] {
    let fence = String(repeating: "`", count: 32)
    var examples: [MarkdownExample] = []
    var markdown: [Substring]?
    var html: [Substring]?
    func joined(_ lines: [Substring]?) -> String {
      (lines ?? []).map { $0.replacingOccurrences(of: "→", with: "\t") + "\n" }.joined()
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(fence + " example") {
        markdown = []
      } else if line == fence, markdown != nil {
        examples.append(
          MarkdownExample(
            name: "\(suite) \(examples.count + 1)", markdown: joined(markdown), html: joined(html)))
        (markdown, html) = (nil, nil)
      } else if line == ".", markdown != nil, html == nil {
        html = []
      } else if html != nil {
        html?.append(line)
      } else {
        markdown?.append(line)
      }
    }
    return examples
  }
}
