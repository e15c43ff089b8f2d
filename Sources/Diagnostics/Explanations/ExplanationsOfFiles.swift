extension Explanation {
  // Findings of files as text, and of settings in them.

  static let textInvalidUTF8 = Explanation(
    """
    The file is not saved as UTF-8, the encoding that every letter of every language has a place \
    in.
    """,
    why: "Readers would see question marks or wrong letters where yours should be.",
    wrong: "Encoding: Windows-1252 (shown in your editor’s status bar)",
    right: "Encoding: UTF-8")

  static let textControlCharacter = Explanation(
    "There is a character in the text that nobody can see, such as a “bell” or a null.",
    why: """
      It most often comes from copying out of another program, and can cut a text off or make a link \
      fail.
      """,
    wrong: "Out of sight,<invisible> in another room.",
    right: "Out of sight, in another room.")

  static let yamlSyntax = Explanation(
    """
    The settings between the `---` lines, or in a .yml file, are not written the way YAML wants \
    them.
    """,
    why: "Nothing of them can be read, so the page would have no title.",
    wrong: "title: Step one: put the phone away",
    right: "title: \"Step one: put the phone away\"")

  static let yamlAlias = Explanation(
    """
    A value begins with `*`, which in YAML means “the value with this name”. Waymark does not read \
    such references.
    """,
    why: """
      A few lines of references can grow to millions of values, so they are refused. Most often a \
      `*` was meant as emphasis.
      """,
    wrong: "title: *Ask* one question",
    right: "title: \"*Ask* one question\"")

  static let yamlTooDeep = Explanation(
    "Settings stand inside settings, more than 16 levels deep.",
    why: """
      Nothing that Waymark reads is nested like that, so it is most likely a slip of the indentation \
      or a file made to do harm.
      """,
    wrong: "extra: [[[[[[[[[[[[[[[[[[text]]]]]]]]]]]]]]]]]]",
    right: """
      extra:
        note: text
      """)

  static let yamlDuplicateKey = Explanation(
    "One setting is given two values.",
    why: "Only one of them can count, and it may not be the one you mean.",
    wrong: """
      title: Ask one question
      title: Ask a question
      """,
    right: "title: Ask one question")

  static let frontMatterMissing = Explanation(
    """
    A Markdown file does not begin with front matter: a line `---`, settings, and a line `---` \
    again.
    """,
    why: "The title stands there. Without it there is nothing to call the page by.",
    wrong: """
      # Ask one question

      Then wait.
      """,
    right: """
      ---
      title: Ask one question
      ---

      Then wait.
      """)

  static let frontMatterUnclosed = Explanation(
    "Front matter begins with a line `---`, and no second such line ends it.",
    why: "The program cannot tell where your settings end and your text begins.",
    wrong: """
      ---
      title: Ask one question

      Then wait.
      """,
    right: """
      ---
      title: Ask one question
      ---

      Then wait.
      """)

  static let fieldUnknown = Explanation(
    "There is no setting of this name here.",
    why: """
      A mistyped setting does nothing, and without a word from us you would look for the reason on \
      the finished page.
      """,
    wrong: "descripton: Out of sight",
    right: "description: Out of sight")

  static let fieldMissing = Explanation(
    "A setting that every such file needs is not there.",
    why: """
      A page without a title cannot be listed or linked to; a site without an `id` would lose its \
      readers’ ticks when the title changes.
      """,
    wrong: """
      ---
      description: Out of sight.
      ---
      """,
    right: """
      ---
      title: Put the phone away
      description: Out of sight.
      ---
      """)

  static let fieldWrongType = Explanation(
    """
    A setting has a value of the wrong kind, such as a word where there can only be yes or no.
    """,
    why: "It cannot be guessed what you mean.",
    wrong: "draft: maybe",
    right: "draft: true")

  static let fieldBadValue = Explanation(
    """
    A setting has a value that cannot be used: a day that does not exist, an address with a space \
    in it, a choice that there is not.
    """,
    why: "It would lead to a wrong date, a dead link or a page that looks other than you expect.",
    wrong: "updated: 21.11.2026",
    right: "updated: 2026-11-21")

  static let settingsMissing = Explanation(
    "The content folder has no file site.yml.",
    why: """
      It holds what the whole site shares: its title, its language, and the name under which \
      readers’ ticks are kept.
      """,
    wrong: """
      content/
        listen/
      """,
    right: """
      content/
        site.yml
        listen/
      """)
}
