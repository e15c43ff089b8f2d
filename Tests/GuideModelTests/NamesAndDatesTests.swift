import Testing

@testable import GuideModel

@Suite("A slug") struct SlugTests {
  @Test(
    "is what an address can hold as it is",
    arguments: ["a", "7", "listen-first", "2-go", String(repeating: "a", count: 64)])
  func accepts(_ text: String) { #expect(Slug(text)?.text == text) }

  @Test(
    "is never text that would need escaping in an address",
    arguments: [
      "", "Listen", "say it", "-first", "a--b", "last-", "café", "a/b", "a.b", "a_b", "ａ",
      String(repeating: "a", count: 65),
    ])
  func refuses(_ text: String) { #expect(Slug(text) == nil) }

  @Test(
    "is suggested for any words that have Latin letters",
    arguments: [
      ("Say It!", "say-it"), ("  Two  words ", "two-words"), ("Don't stop", "dont-stop"),
      ("Don’t stop", "dont-stop"), ("Café crème", "cafe-creme"), ("Cafe\u{301} noir", "cafe-noir"),
      ("Straße", "strasse"), ("Smørrebrød", "smorrebrod"), ("1. Listen", "1-listen"), ("聞く a", "a"),
      (
        String(repeating: "word ", count: 20),
        "word-word-word-word-word-word-word-word-word-word-word-word-word"
      ),
    ])
  func suggestion(_ words: String, _ slug: String) { #expect(Slug.suggestion(for: words)?.text == slug) }

  @Test("is not suggested where there is nothing to keep", arguments: ["", "聞く", "—", "🙂"])
  func noSuggestion(_ words: String) { #expect(Slug.suggestion(for: words) == nil) }

  @Test("knows the names that the site itself uses") func reserved() {
    for name in ["index", "print", "search", "assets", "static", "404"] { #expect(Slug(name)!.isReserved) }
    for name in ["indexes", "prints", "listen"] { #expect(!Slug(name)!.isReserved) }
  }
}

@Suite("A day") struct CalendarDateTests {
  @Test(
    "is written as year, month and day",
    arguments: ["2026-11-21", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func accepts(_ text: String) { #expect(CalendarDate(text)?.text == text) }

  @Test(
    "must exist",
    arguments: [
      "", "2026-1-1", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00",
      "0000-01-01", "2026-11-21 ", "+026-11-21", "２０２６-11-21", "2026/11/21", "26-11-21",
    ])
  func refuses(_ text: String) { #expect(CalendarDate(text) == nil) }

  @Test(
    "is found from seconds since 1970",
    arguments: [
      (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (-1, "1969-12-31"),
      (951_782_400, "2000-02-29"), (1_795_219_200, "2026-11-21"), (253_402_300_799, "9999-12-31"),
    ])
  func fromClock(_ seconds: Int, _ text: String) {
    #expect(CalendarDate(secondsSince1970: seconds).text == text)
  }

  @Test("counts on by one through four hundred years") func sequence() {
    var last = CalendarDate(secondsSince1970: -86_400)
    for day in 0..<146_097 {
      let date = CalendarDate(secondsSince1970: day * 86_400)
      guard last < date, CalendarDate(date.text) == date else {
        Issue.record("\(last.text) is followed by \(date.text)")
        return
      }
      last = date
    }
    #expect(last.text == "2369-12-31")
  }
}

@Suite("A time") struct ActiveTimeTests {
  @Test(
    "can be added up when it is minutes or hours",
    arguments: [
      ("15 minutes", 15), ("1 minute", 1), ("90 min", 90), ("2 hours", 120), ("1 Hour", 60), ("3 h", 180),
    ])
  func minutes(_ text: String, _ minutes: Int) { #expect(ActiveTime(text).minutes == minutes) }

  @Test(
    "is shown as it is written otherwise",
    arguments: [
      "a few days", "15", "minutes", "0 minutes", "-5 minutes", "15 minutes or so", "1.5 hours",
      "99999 hours",
    ])
  func words(_ text: String) {
    #expect(ActiveTime(text).minutes == nil)
    #expect(ActiveTime(text).text == text)
  }

  @Test("has a total only when every one of them counts") func total() {
    #expect(ActiveTime.totalMinutes([ActiveTime("15 minutes"), ActiveTime("1 hour")]) == 75)
    #expect(ActiveTime.totalMinutes([ActiveTime("15 minutes"), nil]) == nil)
    #expect(ActiveTime.totalMinutes([ActiveTime("a while")]) == nil)
    #expect(ActiveTime.totalMinutes([]) == nil)
  }
}

@Suite("A language tag") struct LanguageTagTests {
  @Test("has the shape of BCP 47", arguments: ["en", "pt-BR", "zh-Hant-TW", "ast", "de-1996", "EN"])
  func accepts(_ text: String) { #expect(LanguageTag(text)?.text == text) }

  @Test(
    "is not a word or a path",
    arguments: [
      "", "e", "English", "en_US", "en-", "-en", "en--US", "en-toolongsubtag", "e1", "en/../x", "日本",
    ])
  func refuses(_ text: String) { #expect(LanguageTag(text) == nil) }

  @Test(
    "knows which languages are written from the right",
    arguments: [
      ("ar", true), ("he-IL", true), ("fa", true), ("UR", true), ("en", false), ("az-Arab", true),
      ("ar-Latn", false), ("uz-Cyrl", false), ("ja", false), ("arn", false),
    ])
  func direction(_ text: String, _ isRightToLeft: Bool) {
    #expect(LanguageTag(text)!.isRightToLeft == isRightToLeft)
  }
}

@Suite("A callout's marker") struct CalloutKindTests {
  @Test(
    "is GitHub's or ours, in any case",
    arguments: [
      ("TIP", CalloutKind.tip), ("note", .note), ("Important", .note), ("WARNING", .warning),
      ("caution", .warning), ("EXAMPLE", .example), ("Safety", .safety),
    ])
  func known(_ marker: String, _ kind: CalloutKind) { #expect(CalloutKind(marker: marker) == kind) }

  @Test("is nothing else", arguments: ["", "TIPP", " TIP", "DANGER"])
  func unknown(_ marker: String) { #expect(CalloutKind(marker: marker) == nil) }

  @Test("is suggested only where it is known") func suggestions() {
    #expect(CalloutKind.markers.allSatisfy { CalloutKind(marker: $0) != nil })
    #expect(Set(CalloutKind.markers.map { CalloutKind(marker: $0) }).count == CalloutKind.allCases.count)
  }
}
