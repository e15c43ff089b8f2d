import TestKit
import Testing

@testable import Diagnostics

@Suite("The lines of a text") struct LineIndexTests {
  @Test(
    "end at LF, CRLF and a lone CR",
    arguments: [
      ("", [""]), ("a", ["a"]), ("a\n", ["a", ""]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b", ""]),
      ("a\rb", ["a", "b"]), ("\n\r\n\r", ["", "", "", ""]), ("a\n\rb", ["a", "", "b"]),
    ])
  func lines(_ text: String, _ lines: [String]) {
    let index = LineIndex(Array(text.utf8))
    #expect(
      (1...index.lineCount).map { String(decoding: index.text[index.bytes(ofLine: $0)], as: UTF8.self) }
        == lines)
  }

  @Test("are found from any offset, beyond the end too") func line() {
    let index = LineIndex(Array("ab\r\nc\n".utf8))
    #expect((0...8).map { index.line(at: $0) } == [1, 1, 1, 1, 2, 2, 3, 3, 3])
  }

  @Test(
    "have columns that count characters as a reader sees them",
    arguments: [
      ("abc|", 4), ("é|", 2), ("e\u{301}|", 2), ("日本|", 3), ("👩‍👩‍👧‍👦🇯🇵|", 3), ("\t|", 2), ("a\nbc|", 3), ("|", 1),
    ])
  func column(_ text: String, _ column: Int) {
    let bytes = Array(text.utf8)
    #expect(LineIndex(bytes).column(at: bytes.firstIndex(of: UInt8(ascii: "|"))!) == column)
  }
}

@Suite("Counting columns on") struct ColumnCounterTests {
  @Test(
    "gives the same as counting from the line's start, in any order",
    arguments: [
      "abc def\nghi", "日本 <b>語</b>", "e\u{301}<e\u{301}", "👩‍👩‍👧‍👦<🇯🇵>", "\u{600}1<\u{600}<", "a\r\nb\r<c", "กำ<ก็>",
      "", "\u{D4E}a\u{D4E}<",
    ])
  func same(_ text: String) {
    let index = LineIndex(Array(text.utf8))
    let boundaries = (0...index.text.count).filter { $0 == index.text.count || index.text[$0] & 0xC0 != 0x80 }
    for first in boundaries {
      for second in boundaries {
        var counter = ColumnCounter()
        for offset in [first, second, first] {
          #expect(counter.column(at: offset, in: index, of: FileID(0)) == index.column(at: offset))
        }
      }
    }
  }

  @Test("begins anew in another file") func files() {
    var counter = ColumnCounter()
    let (one, two) = (LineIndex(Array("日本日本x".utf8)), LineIndex(Array("aaaaaaaaaaaaa".utf8)))
    #expect(counter.column(at: 12, in: one, of: FileID(0)) == 5)
    #expect(counter.column(at: 13, in: two, of: FileID(1)) == 14)
  }
}

@Suite("The width of a character") struct DisplayWidthTests {
  @Test(
    "is that of a terminal's cells",
    arguments: [
      ("a", 1), ("é", 1), ("e\u{301}", 1), ("日", 2), ("ア", 2), ("ｱ", 1), ("한", 2), ("한", 2), ("Ａ", 2),
      ("🙂", 2), ("👩‍👩‍👧‍👦", 2), ("🇯🇵", 2), ("1️⃣", 2), ("❤️", 2), ("❤", 1), ("\u{200B}", 0), ("\u{200D}", 0),
      ("\u{301}", 0),
      ("ש", 1), ("ก็", 1), ("…", 1), ("\u{7F}", 0), ("𠀀", 2),
    ])
  func cells(_ text: String, _ width: Int) { #expect(text.displayWidth == width) }
}

@Suite("A suggestion") struct ClosestMatchTests {
  @Test(
    "is the nearest of the known words",
    arguments: [
      ("titel", "title"), ("descripton", "description"), ("Title", "title"), ("tilte", "title"),
      ("short-title", "short_title"), ("title", "title"),
    ])
  func near(_ word: String, _ meant: String) {
    #expect(closestMatch(to: word, in: ["description", "short_title", "title", "time"]) == meant)
  }

  @Test("is not made when nothing is near", arguments: ["color", "x", "", "ti", "subtitles and more"])
  func far(_ word: String) { #expect(closestMatch(to: word, in: ["description", "title", "time"]) == nil) }

  @Test("is found as if every letter were compared", arguments: [1, 2] as [UInt64])
  func random(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func word() -> String {
      String(
        (0..<Int.random(in: 0...9, using: &generator)).map { _ in
          "aAbBcé-1K\u{212A}İ".randomElement(using: &generator)!
        })
    }
    for _ in 0..<3_000 {
      let (wanted, other) = (word(), word())
      let (a, b) = (Array(wanted.lowercased().utf8), Array(other.lowercased().utf8))
      let isNear = editDistance(a, b) <= max(a.count, b.count) / 3
      #expect((closestMatch(to: wanted, in: [other]) != nil) == isNear, "\(wanted) \(other)")
    }
  }

  @Test("is measured alike by whole columns and by the table", arguments: [3, 4] as [UInt64])
  func columns(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<3_000 {
      let (a, b) = (word(&generator), word(&generator))
      #expect(WordDistance(from: a).distance(to: b) == editDistance(a, b), "\(a) \(b)")
    }
    func word(_ generator: inout SeededGenerator) -> [UInt8] {
      let length = [0, 1, 2, 8, 63, 64, 65, 100].randomElement(using: &generator)!
      return (0..<length).map { _ in UInt8.random(in: 0x61...0x64, using: &generator) }
    }
  }

  @Test("is found for thousands of names among thousands") func thousands() {
    let names = KnownNames((1...3_000).map { "step-number-\($0)-of-many" })
    let start = ContinuousClock.now
    for number in 1...3_000 { #expect(names.closest(to: "the-missing-step-\(number)") == nil) }
    #expect(names.closest(to: "step-numbre-2999-of-many") == "step-number-2999-of-many")
    // Two minutes when every name was measured against every other; this is a debug build.
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test("is the first of two that are equally near") func tie() {
    #expect(closestMatch(to: "stop", in: ["step", "shop"]) == "step")
  }

  @Test(
    "counts insertions, deletions, replacements and swaps as one",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "abxc", 1), ("abc", "ac", 1),
      ("abc", "axc", 1), ("abc", "acb", 1), ("kitten", "sitting", 3),
    ])
  func distance(_ a: String, _ b: String, _ distance: Int) {
    #expect(editDistance(Array(a.utf8), Array(b.utf8)) == distance)
    #expect(editDistance(Array(b.utf8), Array(a.utf8)) == distance)
  }
}

@Suite("Findings") struct DiagnosticTests {
  private func finding(_ code: DiagnosticCode, _ file: Int, _ offset: Int?) -> Diagnostic {
    let place = offset.map { SourcePlace.span(SourceSpan(file: FileID(file), bytes: $0..<$0 + 1)) }
    return Diagnostic(code, "x", at: place ?? .whole(FileID(file)))
  }

  @Test("are put in source order: file, whole file, place, and as found") func order() {
    let found = [
      finding(.htmlRaw, 1, 5), finding(.linkEmpty, 1, 5), finding(.linkBare, 1, 0),
      finding(.imageUnused, 1, nil),
      finding(.linkDraft, 0, 9),
    ]
    #expect(found.inSourceOrder().map(\.code) == [.linkDraft, .imageUnused, .linkBare, .htmlRaw, .linkEmpty])
  }

  @Test("have errors or only warnings") func errors() {
    #expect(![finding(.linkBare, 0, 0)].hasErrors)
    #expect([finding(.linkBare, 0, 0), finding(.linkEmpty, 0, 0)].hasErrors)
    #expect(![Diagnostic]().hasErrors)
  }

  @Test("have names that are dotted, lower case and each once") func names() {
    for code in DiagnosticCode.allCases {
      let parts = code.rawValue.split(separator: ".", omittingEmptySubsequences: false)
      #expect(parts.count == 2)
      #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "." || $0 == "-" || $0 == "8" })
    }
  }

  @Test("that protect readers cannot be turned off") func adjustable() {
    for code: DiagnosticCode in [
      .linkUnsafe, .imageUnsafe, .imageMissingAlt, .layoutOutside, .linkOutside, .limitNesting,
    ] {
      #expect(!code.isAdjustable)
    }
    for code in DiagnosticCode.allCases where code.severity == .warning { #expect(code.isAdjustable) }
  }
}
