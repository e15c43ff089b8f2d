extension Explanation {
  // Findings of what stands in a text.

  static let headingSkippedLevel = Explanation(
    """
    A heading jumps over a level, such as from `##` to `####`, or has level 1, which belongs to \
    the title.
    """,
    why: """
      Screen readers go from heading to heading; where a level is missing, it sounds as if a part of \
      the page were missing.
      """,
    wrong: """
      ## Prepare

      #### The room
      """,
    right: """
      ## Prepare

      ### The room
      """)

  static let headingEmpty = Explanation(
    "A heading has no words.",
    why: "Screen readers announce a heading and then nothing.",
    wrong: """
      ##

      Sit down.
      """,
    right: "## Sit down")

  static let calloutUnknown = Explanation(
    """
    A quote begins with `[!WORD]`, and there is no callout of that kind; or the text begins on the \
    same line.
    """,
    why: "Readers would see the bare mark in place of a box with your tip or warning.",
    wrong: """
      > [!HINT]
      > Count to ten.
      """,
    right: """
      > [!TIP]
      > Count to ten.
      """)

  static let calloutEmpty = Explanation(
    "A callout has no text.",
    why: "Readers would see an empty box.",
    wrong: "> [!TIP]",
    right: """
      > [!TIP]
      > Count to ten.
      """)

  static let htmlRaw = Explanation(
    "There is HTML in the text, or a comment where Markdown knows none. It is shown as text, tags and all.",
    why: """
      HTML can break a page, or put something on it that follows readers about. Markdown has what a \
      guide needs. A comment that is nothing else on its lines is always left out.
      """,
    wrong: "A <b>bold</b> word.",
    right: "A **bold** word.")

  static let titleTooLong = Explanation(
    "The browser’s title, made of the page’s and the guide’s, is longer than 65 characters.",
    why: "Tabs and search results cut it off, often before the word that matters.",
    wrong: "title: Who we are, how we work, and why we wrote these guides for you",
    right: """
      title: Who we are, how we work, and why we wrote these guides for you
      short_title: Who we are
      """)

  static let reviewOverdue = Explanation(
    "A page was to be looked at again by a day that has passed.",
    why: """
      Telephone numbers, laws and advice change. A reader may rely on what was right two years ago.
      """,
    wrong: "review_by: 2024-01-31   (in November 2026)",
    right: """
      reviewed: 2026-11-21
      review_by: 2027-11-21
      """)
}
