import TestKit
import Testing

@testable import Editions

@Suite("A link from page to page") struct WebAddressTests {
  @Test(
    "names a real file, from wherever it is",
    arguments: [
      ("index.html", "a/index.html", nil, "a/index.html"), ("a/b.html", "a/index.html", nil, "index.html"),
      ("a/b.html", "index.html", nil, "../index.html"),
      ("a/b/c.html", "a/d.html", "x", "../d.html#x"), ("a/b.html", "ab/c.html", nil, "../ab/c.html"),
      ("a/b.html", "a/b.html", "x", "#x"),
      ("a/b.html", "a/b.html", nil, "b.html"), ("a/b/c/d.html", "e.html", nil, "../../../e.html"),
      ("a.html", "a/b.html", nil, "a/b.html"),
    ] as [(String, String, String?, String)])
  func link(_ page: String, _ path: String, _ fragment: String?, _ link: String) {
    #expect(WebAddress(path: path, fragment: fragment).link(from: page) == link)
  }

  @Test("leads back to its path, for any two pages") func property() {
    var generator = SeededGenerator(seed: 5)
    func path() -> String {
      (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        ["a/", "b/", "ab/", "é/"].randomElement(using: &generator)!
      }.joined()
        + ["index.html", "a.html", "b.html"].randomElement(using: &generator)!
    }
    for _ in 0..<3_000 {
      let (from, to) = (path(), path())
      let link = WebAddress(path: to).link(from: from)
      #expect(resolve(link, from: from) == to)
      #expect(resolve(rootPrefix(of: from) + to, from: from) == to)
      #expect(!link.hasPrefix("/") && !link.hasPrefix("./") && !link.isEmpty)
    }
  }
}

/// Where a link leads, as a browser works it out.
func resolve(_ link: String, from page: String) -> String? {
  var parts = page.split(separator: "/").dropLast()
  for part in link.split(separator: "/", omittingEmptySubsequences: false) {
    switch part {
    case "..":
      if parts.isEmpty { return nil }
      parts.removeLast()
    case ".": continue
    default: parts.append(part)
    }
  }
  return parts.joined(separator: "/")
}
