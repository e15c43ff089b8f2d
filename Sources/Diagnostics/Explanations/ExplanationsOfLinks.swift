extension Explanation {
  // Findings of links and footnotes.

  static let linkMissingStep = Explanation(
    "A link leads to a step that is not there.",
    why: "Readers would find nothing just when they want to go on.",
    wrong: "See [the question](2-ask-a-question.md).",
    right: "See [the question](2-ask-one-question.md).")

  static let linkMissingPage = Explanation(
    """
    A link leads to a page, guide or part that is not there, or to a folder in place of its file.
    """,
    why: "Readers would find nothing.",
    wrong: "Read [the guide](../listen/).",
    right: "Read [the guide](../listen/guide.md).")

  static let linkMissingFile = Explanation(
    "A link leads to a file that is not there, such as a PDF.",
    why: "Readers would find nothing.",
    wrong: "Print [the sheet](sheet.pdf).",
    right: "Print [the sheet](worksheets/sheet.pdf).")

  static let linkMissingAnchor = Explanation(
    "A link leads to a heading that the page does not have.",
    why: "The page would open at its top, and readers would look for what you meant.",
    wrong: "See [why](guide.md#the-reason).",
    right: "See [why](guide.md#why-it-works).")

  static let linkDraft = Explanation(
    "A link leads to a file that is marked `draft: true`, so there is no page of it.",
    why: "Readers would find nothing.",
    wrong: "Then [ask](2-ask.md).   (2-ask.md is a draft)",
    right: "Then ask.")

  static let linkOutside = Explanation(
    "A link or an image leads out of the content folder, or begins with `/`.",
    why: """
      Only what is in content/ becomes part of the site; and the site must work in any folder of any \
      host, where `/` is somebody else’s front page.
      """,
    wrong: "[About us](/about.md)",
    right: "[About us](../about.md)")

  static let linkUnsafe = Explanation(
    """
    A link begins with something other than https:, http:, mailto:, tel: or sms:, such as \
    `javascript:`.
    """,
    why: "Such a link can run a program on the reader’s device, or works only on yours.",
    wrong: "[Open](javascript:start())",
    right: "[Open](1-begin.md)")

  static let linkEmpty = Explanation(
    "A link has no words, or no address.",
    why: """
      Readers cannot see it, or it leads nowhere. A screen reader would read out the bare address.
      """,
    wrong: "[](2-ask.md) and [ask]()",
    right: "[Ask one question](2-ask.md)")

  static let linkBare = Explanation(
    "An address stands in the text and is not a link.",
    why: "Readers would have to copy it by hand.",
    wrong: "See https://example.org/quiet",
    right: "See [quiet rooms](https://example.org/quiet).")

  static let linkVagueText = Explanation(
    "The words of a link, such as “here” or “read more”, do not say where it leads.",
    why: "Many readers who cannot see go from link to link and hear only these words.",
    wrong: "For a quiet room, click [here](room.md).",
    right: "See [how to find a quiet room](room.md).")

  static let footnoteMissing = Explanation(
    "The text refers to a footnote that is not there.",
    why: "Readers would see the bare mark `[^1]` and never find the source.",
    wrong: "It takes a week[^1].",
    right: """
      It takes a week[^1].

      [^1]: Said by many.
      """)

  static let footnoteUnused = Explanation(
    "There is a footnote that nothing in the text refers to.",
    why: "Readers will not see it, so a source that you wanted to name is not named.",
    wrong: """
      It takes a week.

      [^1]: Said by many.
      """,
    right: """
      It takes a week[^1].

      [^1]: Said by many.
      """)
}
