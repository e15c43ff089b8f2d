extension Explanation {
  // Findings of folders and file names.

  static let layoutEmptyLibrary = Explanation(
    "There is no guide in the content folder.",
    why: "A site needs at least one guide to show.",
    wrong: """
      content/
        site.yml
      """,
    right: """
      content/
        site.yml
        listen/
          guide.md
          1-put-the-phone-away.md
      """)

  static let layoutEmptyGuide = Explanation(
    "A guide has no steps.",
    why: "A reader who opens it has nothing to do.",
    wrong: """
      listen/
        guide.md
      """,
    right: """
      listen/
        guide.md
        1-put-the-phone-away.md
      """)

  static let layoutEmptyPart = Explanation(
    "A part of a guide has no steps.",
    why: "A reader who opens it has nothing to do.",
    wrong: """
      1-prepare/
        part.md
      """,
    right: """
      1-prepare/
        part.md
        1-sit-down.md
      """)

  static let layoutEmptyStep = Explanation(
    "A step has a title and no text.",
    why: "A reader is told that there is something to do, and not what.",
    wrong: """
      ---
      title: Ask one question
      ---
      """,
    right: """
      ---
      title: Ask one question
      ---

      Then wait for the answer.
      """)

  static let layoutMissingGuideFile = Explanation(
    "A folder in content/ has no file guide.md, which makes a folder a guide.",
    why: """
      The guide has no title and no introduction; or the folder holds something else and belongs in \
      another place.
      """,
    wrong: """
      listen/
        1-put-the-phone-away.md
      """,
    right: """
      listen/
        guide.md
        1-put-the-phone-away.md
      """)

  static let layoutMissingPartFile = Explanation(
    "A numbered folder in a guide has no file part.md, which gives a part its title.",
    why: "The part could not be named in the list of parts.",
    wrong: """
      1-prepare/
        1-sit-down.md
      """,
    right: """
      1-prepare/
        part.md
        1-sit-down.md
      """)

  static let layoutPartsAndSteps = Explanation(
    "A guide has parts, and steps beside them that belong to no part.",
    why: "Readers could not tell when the step is to be done.",
    wrong: """
      listen/
        1-prepare/
        1-ask.md
      """,
    right: """
      listen/
        1-prepare/
        2-talk/
          1-ask.md
      """)

  static let layoutBadName = Explanation(
    """
    The name of a file or folder cannot stand in a web address, or has a number where numbers mean \
    nothing.
    """,
    why: """
      Names become addresses. Spaces, capitals and accents in addresses break when they are copied, \
      typed or sent.
      """,
    wrong: "1. Put the Phone away.md",
    right: "1-put-the-phone-away.md")

  static let layoutTooDeep = Explanation(
    "Folders stand deeper inside one another than a guide can use: a part cannot have parts.",
    why: "The steps in them would have no place in the order of the guide.",
    wrong: """
      listen/
        1-prepare/
          1-room/
            1-sit-down.md
      """,
    right: """
      listen/
        1-prepare/
          1-sit-down.md
      """)

  static let layoutDuplicateNumber = Explanation(
    "Two steps or two parts have the same number.",
    why: "The number gives the order, so one of them would come first by chance.",
    wrong: """
      1-ask.md
      1-wait.md
      """,
    right: """
      1-ask.md
      2-wait.md
      """)

  static let layoutNumberGap = Explanation(
    "A number is left out, or the first is not 1.",
    why: """
      A file may be missing, or still be called by its old number. Readers see steps counted without \
      a gap, which would then not match your files.
      """,
    wrong: """
      1-ask.md
      3-wait.md
      """,
    right: """
      1-ask.md
      2-wait.md
      """)

  static let layoutDuplicateAddress = Explanation(
    """
    Two things want the same address: two steps with one name, a page and a guide, an old address \
    that something else has now.
    """,
    why: "Only one of them could be reached.",
    wrong: """
      1-begin/1-ask.md
      2-go-on/1-ask.md
      """,
    right: """
      1-begin/1-ask.md
      2-go-on/1-ask-again.md
      """)

  static let layoutReservedSlug = Explanation(
    """
    A guide, part, step or page has a name that the site uses itself: index, print, search, \
    assets, static or 404.
    """,
    why: "One of the two pages would take the place of the other.",
    wrong: """
      listen/
        2-print.md
      """,
    right: """
      listen/
        2-print-the-sheet.md
      """)

  static let layoutUnusedFile = Explanation(
    "A file with text in it is not Markdown, and no page links to it, so nothing of it is published.",
    why: "A step that was saved as a document of another program would be missing without a word.",
    wrong: "content/listen/3-ask-again.docx",
    right: "content/listen/3-ask-again.md")

  static let layoutOutside = Explanation(
    """
    A link in the file system leads out of the content or theme folder, or back into itself.
    """,
    why: "Files from elsewhere on your computer could be published by mistake.",
    wrong: "content/notes.md -> /home/me/diary.md",
    right: "content/notes.md (a copy of what you want to publish)")

  static let layoutUnreadable = Explanation(
    """
    A file or folder cannot be read: it may belong to somebody else, or be a link to something \
    that is gone.
    """,
    why: "What is in it would be missing from the site.",
    wrong: "content/listen/gone.md -> nowhere.md",
    right: "content/listen/gone.md (a real file)")
}
