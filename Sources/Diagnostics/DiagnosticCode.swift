/// The register of everything that can be found: stable names that tests, settings and
/// `waymark explain` use. A name is never reused for another meaning.
package enum DiagnosticCode: String, CaseIterable, Sendable {
  // Files as text
  case textInvalidUTF8 = "text.invalid-utf8"
  case textControlCharacter = "text.control-character"

  // YAML, wherever it stands
  case yamlSyntax = "yaml.syntax"
  case yamlAlias = "yaml.alias"
  case yamlTooDeep = "yaml.too-deep"
  case yamlDuplicateKey = "yaml.duplicate-key"
  case frontMatterMissing = "front-matter.missing"
  case frontMatterUnclosed = "front-matter.unclosed"
  case fieldUnknown = "field.unknown"
  case fieldMissing = "field.missing"
  case fieldWrongType = "field.wrong-type"
  case fieldBadValue = "field.bad-value"
  case settingsMissing = "settings.missing"

  // Folders and file names
  case layoutEmptyLibrary = "layout.empty-library"
  case layoutEmptyGuide = "layout.empty-guide"
  case layoutEmptyPart = "layout.empty-part"
  case layoutEmptyStep = "layout.empty-step"
  case layoutMissingGuideFile = "layout.missing-guide-file"
  case layoutMissingPartFile = "layout.missing-part-file"
  case layoutPartsAndSteps = "layout.parts-and-steps"
  case layoutBadName = "layout.bad-name"
  case layoutTooDeep = "layout.too-deep"
  case layoutDuplicateNumber = "layout.duplicate-number"
  case layoutNumberGap = "layout.number-gap"
  case layoutDuplicateAddress = "layout.duplicate-address"
  case layoutReservedSlug = "layout.reserved-slug"
  case layoutUnusedFile = "layout.unused-file"
  case layoutOutside = "layout.outside"
  case layoutUnreadable = "layout.unreadable"

  // Bounds that keep every build fast (PRODUCT "Limits")
  case limitFileSize = "limit.file-size"
  case limitTableColumns = "limit.table-columns"
  case limitTableCells = "limit.table-cells"
  case limitDelimiterLines = "limit.delimiter-lines"
  case limitNesting = "limit.nesting"
  case limitReferences = "limit.references"
  case limitMarkup = "limit.markup"

  // Links and what they point at
  case linkMissingStep = "link.missing-step"
  case linkMissingPage = "link.missing-page"
  case linkMissingFile = "link.missing-file"
  case linkMissingAnchor = "link.missing-anchor"
  case linkDraft = "link.draft"
  case linkOutside = "link.outside"
  case linkUnsafe = "link.unsafe"
  case linkEmpty = "link.empty"
  case linkBare = "link.bare-url"
  case linkVagueText = "link.vague-text"
  case footnoteMissing = "footnote.missing"
  case footnoteUnused = "footnote.unused"

  // Images
  case imageMissing = "image.missing"
  case imageMissingAlt = "image.missing-alt"
  case imageUnreadable = "image.unreadable"
  case imageUnsafe = "image.unsafe"
  case imageThirdParty = "image.third-party"
  case imageUnused = "image.unused"

  // Text
  case headingSkippedLevel = "heading.skipped-level"
  case headingEmpty = "heading.empty"
  case calloutUnknown = "callout.unknown"
  case calloutEmpty = "callout.empty"
  case htmlRaw = "html.raw"
  case markdownUnread = "markdown.unread"
  case titleTooLong = "title.too-long"
  case reviewOverdue = "review.overdue"

  // Theme
  case themeMissingFile = "theme.missing-file"
  case themeUnknownFile = "theme.unknown-file"
  case themeMissingString = "theme.missing-string"
  case themeUnsafeAsset = "theme.unsafe-asset"
  case templateSyntax = "template.syntax"
  case templateUnclosed = "template.unclosed"
  case templateUnknownName = "template.unknown-name"
  case templateWrongKind = "template.wrong-kind"
  case templateMissingPartial = "template.missing-partial"
  case templateRecursion = "template.recursion"
  case templateTooLarge = "template.too-large"

  // The output folder
  case outputForeign = "output.foreign-files"
  case outputInsideContent = "output.inside-content"
  case outputBusy = "output.busy"

  package var severity: Diagnostic.Severity {
    switch self {
    case .linkBare, .linkVagueText, .footnoteUnused, .layoutUnusedFile, .imageThirdParty, .imageUnused,
      .htmlRaw, .markdownUnread, .titleTooLong,
      .reviewOverdue, .themeMissingString, .themeUnknownFile:
      .warning
    default: .error
    }
  }

  /// Whether site.yml may turn it off or make it a warning. Errors that protect readers or the disk,
  /// or that leave nothing to build, stay what they are.
  package var isAdjustable: Bool {
    switch self {
    case .headingSkippedLevel, .headingEmpty, .layoutNumberGap, .calloutUnknown, .calloutEmpty,
      .footnoteMissing:
      true
    default: severity == .warning
    }
  }
}
