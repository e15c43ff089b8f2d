extension Explanation {
  // Findings of themes and the output folder.

  static let themeMissingFile = Explanation(
    "A theme lacks a file that every theme has.",
    why: "Some of the pages could not be made.",
    wrong: "theme/templates/ (without step.mustache)",
    right: "theme/templates/step.mustache")

  static let themeUnknownFile = Explanation(
    "There is a file in theme/ that nothing uses.",
    why: "Its name is most likely mistyped, so your change does not show.",
    wrong: "theme/templates/calout.mustache",
    right: "theme/templates/callout.mustache")

  static let themeMissingString = Explanation(
    """
    Words of the interface, such as “Next”, are missing in a language that your guides are written \
    in.
    """,
    why: "Readers would see them in English.",
    wrong: """
      theme/strings/de.yml:
        search: Suche
      """,
    right: """
      theme/strings/de.yml:
        search: Suche
        print: Drucken
        …
      """)

  static let themeUnsafeAsset = Explanation(
    "A style sheet of the theme refers to another site, or to a file that is not there.",
    why: "Every reader’s browser would ask that site, which then knows who reads your pages.",
    wrong: "@import \"https://example.org/fonts.css\";",
    right: "@import \"fonts.css\";   /* in theme/assets/ */")

  static let templateSyntax = Explanation(
    """
    A tag in a template is not written as Mustache wants it, or a section opens HTML that it does \
    not close.
    """,
    why: "The pages of that template could not be made.",
    wrong: "{{#note}}<p>{{/note}}",
    right: "{{#note}}<p>{{text}}</p>{{/note}}")

  static let templateUnclosed = Explanation(
    "A section, block or tag of a template is opened and never closed.",
    why: "It cannot be told which words belong to it.",
    wrong: "{{#note}}<p>{{text}}</p>",
    right: "{{#note}}<p>{{text}}</p>{{/note}}")

  static let templateUnknownName = Explanation(
    "A template uses a name that there is not.",
    why: "In its place the page would be blank, which nobody notices until a reader does.",
    wrong: "<h1>{{titel}}</h1>",
    right: "<h1>{{title}}</h1>")

  static let templateWrongKind = Explanation(
    """
    A template uses a name in a way that does not fit what it stands for: a list as if it were a \
    word, or words where they would not be safe.
    """,
    why: "The page would show nothing, or words of yours could be taken for HTML.",
    wrong: "<div class={{title}}>",
    right: "<div class=\"{{title}}\">")

  static let templateMissingPartial = Explanation(
    "A template includes another one that there is not.",
    why: "A piece of every page would be missing.",
    wrong: "{{>foter}}",
    right: "{{>footer}}")

  static let templateRecursion = Explanation(
    "A template includes itself, directly or through others.",
    why: "A page of that template would never end.",
    wrong: "box.mustache: {{>box}}",
    right: "box.mustache: {{>note}}")

  static let templateTooLarge = Explanation(
    """
    A template grows beyond all measure because partials are included many times inside one \
    another.
    """,
    why: "A few short files could fill the whole memory.",
    wrong: "{{>a}}{{>a}}{{>a}}… (and so on in a, b and c)",
    right: "{{#rows}}{{>a}}{{/rows}}")

  static let outputForeign = Explanation(
    "The output folder has files that Waymark did not write.",
    why: "They may be yours. Waymark writes only where it can lose nothing.",
    wrong: "waymark build --output ~/Documents",
    right: "waymark build --output public")

  static let outputInsideContent = Explanation(
    """
    The output folder lies in the content folder, or the other way round, or is the project \
    itself.
    """,
    why: "The site would be taken for content in the next build, or your files for old pages.",
    wrong: "waymark build --output content/site",
    right: "waymark build --output public")

  static let outputBusy = Explanation(
    "Another build is writing to the same output folder.",
    why: "Two builds at once would mix their pages.",
    wrong: "waymark build & waymark build",
    right: "waymark build && waymark build")
}
