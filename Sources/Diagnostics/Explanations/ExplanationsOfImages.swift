extension Explanation {
  // Findings of images.

  static let imageMissing = Explanation(
    "An image is not where the text says it is.",
    why: "Readers would see an empty frame.",
    wrong: "![A kettle](ketle.png)",
    right: "![A kettle](kettle.png)")

  static let imageMissingAlt = Explanation(
    "An image has no words between its square brackets.",
    why: """
      They are all that readers get who cannot see it, or whose connection is too slow to load it.
      """,
    wrong: "![](kettle.png)",
    right: "![A kettle on a stove](kettle.png)")

  static let imageUnreadable = Explanation(
    """
    A file that is shown as an image is not one that browsers show, is damaged, or does not say \
    how large it is.
    """,
    why: "Readers would see an empty frame, or the text would jump when the image arrives.",
    wrong: "![A kettle](kettle.heic)",
    right: "![A kettle](kettle.jpg)")

  static let imageUnsafe = Explanation(
    "A drawing (SVG) could run a program or ask another site for something.",
    why: "It would tell a stranger that somebody reads your page, or do worse.",
    wrong: "<svg …><script>…</script></svg>",
    right: "<svg …><path d=\"…\"/></svg>")

  static let imageThirdParty = Explanation(
    "An image lies on another site.",
    why: """
      To show it, every reader’s browser would have to ask that site, which then knows who reads \
      your page. So readers get a link in its place.
      """,
    wrong: "![A kettle](https://example.org/kettle.png)",
    right: "![A kettle](kettle.png)")

  static let imageUnused = Explanation(
    "There is an image in the content folder that no page shows.",
    why: "It may have been forgotten, or be called by another name in the text.",
    wrong: """
      listen/
        1-ask.md (shows no image)
        kettle.png
      """,
    right: "![A kettle on a stove](kettle.png)")
}
