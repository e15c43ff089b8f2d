extension Explanation {
  // Findings of the bounds that keep every build fast.

  static let limitFileSize = Explanation(
    "A Markdown file is larger than 64 KB, about forty printed pages.",
    why: """
      One step is one thing to do. A page as long as a book is slow on an old phone, and nobody \
      reads it to the end.
      """,
    wrong: "1-everything.md (200 KB)",
    right: """
      1-ask.md (4 KB)
      2-wait.md (3 KB)
      """)

  static let limitTableColumns = Explanation(
    "A table has more than 64 columns.",
    why: "No screen shows them, and reading such a table takes the program very long.",
    wrong: """
      |a|b|c|… (100 columns)
      |-|-|-|…
      """,
    right: """
      - a: …
      - b: …
      """)

  static let limitTableCells = Explanation(
    "The tables of one file have more than 5,000 cells together.",
    why: "The page would take many seconds to open on a phone.",
    wrong: "| day | 1 | 2 | … (a year, hour by hour)",
    right: "Link to a file: [the whole table](year.csv)")

  static let limitDelimiterLines = Explanation(
    """
    More than 64 lines of dashes, like the one under a table’s head, follow each other without an \
    empty line.
    """,
    why: "Each of them could begin a table, and trying them all takes the program very long.",
    wrong: """
      one | two
      -|
      one | two
      -|
      """,
    right: """
      | one | two |
      |---|---|
      | 1 | 2 |
      """)

  static let limitNesting = Explanation(
    "Quotes and lists stand more than 32 deep inside one another.",
    why: """
      It is most likely a slip, nobody could follow it on a page, and reading it takes the program \
      very long.
      """,
    wrong: "> > > > > > … > Text",
    right: "> Text")

  static let limitReferences = Explanation(
    "Written out at every use, the link definitions of a file come to more than a megabyte.",
    why: "The page would be hundreds of times as large as your file.",
    wrong: """
      [one][a] [two][a] … (a thousand times)

      [a]: https://example.org/… (2,000 letters)
      """,
    right: """
      [one][a]

      [a]: https://example.org/short
      """)

  static let limitMarkup = Explanation(
    """
    A file has more than 2,000 footnotes, images and pieces of HTML, or runs of marks that look \
    like them.
    """,
    why: """
      Each of them may have to be compared with all others, which takes the program very long.
      """,
    wrong: "![[]()![[]()![[]()… (3,000 times)",
    right: "![A kettle](kettle.png)")
}
