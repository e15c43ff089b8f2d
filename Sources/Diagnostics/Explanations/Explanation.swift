/// What a finding means, for `waymark explain` and Documentation/Diagnostics.md: plain words for people
/// who are no programmers.
package struct Explanation: Equatable, Sendable {
  /// One or two sentences: what was found.
  package let what: String
  /// What it would do to a reader, or to the author.
  package let why: String
  /// A few lines that bring the finding about, and the same lines mended.
  package let wrong: String
  package let right: String

  init(_ what: String, why: String, wrong: String, right: String) {
    self.what = what
    self.why = why
    self.wrong = wrong
    self.right = right
  }

  /// As the command prints it, in lines of at most 80 characters.
  package func text(for code: DiagnosticCode) -> String {
    var out = "\(code.rawValue) (\(code.severity.rawValue))\n\n"
    out += wrapped(what) + "\n" + wrapped("Why it matters: " + why) + "\n"
    out += "Wrong:\n\n" + indented(wrong) + "\nRight:\n\n" + indented(right)
    if code.isAdjustable {
      out +=
        "\n"
        + wrapped(
          "To change how strict this is, write `\(code.rawValue): off`, `warning` or `error` under `lint:` in content/site.yml."
        )
    }
    return out
  }

  private func wrapped(_ text: String) -> String {
    var lines = [""]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.count + 1 + word.count <= 80 {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
  }
}

extension DiagnosticCode {
  package var explanation: Explanation {
    switch self {
    case .textInvalidUTF8: .textInvalidUTF8
    case .textControlCharacter: .textControlCharacter
    case .yamlSyntax: .yamlSyntax
    case .yamlAlias: .yamlAlias
    case .yamlTooDeep: .yamlTooDeep
    case .yamlDuplicateKey: .yamlDuplicateKey
    case .frontMatterMissing: .frontMatterMissing
    case .frontMatterUnclosed: .frontMatterUnclosed
    case .fieldUnknown: .fieldUnknown
    case .fieldMissing: .fieldMissing
    case .fieldWrongType: .fieldWrongType
    case .fieldBadValue: .fieldBadValue
    case .settingsMissing: .settingsMissing
    case .layoutEmptyLibrary: .layoutEmptyLibrary
    case .layoutEmptyGuide: .layoutEmptyGuide
    case .layoutEmptyPart: .layoutEmptyPart
    case .layoutEmptyStep: .layoutEmptyStep
    case .layoutMissingGuideFile: .layoutMissingGuideFile
    case .layoutMissingPartFile: .layoutMissingPartFile
    case .layoutPartsAndSteps: .layoutPartsAndSteps
    case .layoutBadName: .layoutBadName
    case .layoutTooDeep: .layoutTooDeep
    case .layoutDuplicateNumber: .layoutDuplicateNumber
    case .layoutNumberGap: .layoutNumberGap
    case .layoutDuplicateAddress: .layoutDuplicateAddress
    case .layoutReservedSlug: .layoutReservedSlug
    case .layoutUnusedFile: .layoutUnusedFile
    case .layoutOutside: .layoutOutside
    case .layoutUnreadable: .layoutUnreadable
    case .limitFileSize: .limitFileSize
    case .limitTableColumns: .limitTableColumns
    case .limitTableCells: .limitTableCells
    case .limitDelimiterLines: .limitDelimiterLines
    case .limitNesting: .limitNesting
    case .limitReferences: .limitReferences
    case .limitMarkup: .limitMarkup
    case .linkMissingStep: .linkMissingStep
    case .linkMissingPage: .linkMissingPage
    case .linkMissingFile: .linkMissingFile
    case .linkMissingAnchor: .linkMissingAnchor
    case .linkDraft: .linkDraft
    case .linkOutside: .linkOutside
    case .linkUnsafe: .linkUnsafe
    case .linkEmpty: .linkEmpty
    case .linkBare: .linkBare
    case .linkVagueText: .linkVagueText
    case .footnoteMissing: .footnoteMissing
    case .footnoteUnused: .footnoteUnused
    case .imageMissing: .imageMissing
    case .imageMissingAlt: .imageMissingAlt
    case .imageUnreadable: .imageUnreadable
    case .imageUnsafe: .imageUnsafe
    case .imageThirdParty: .imageThirdParty
    case .imageUnused: .imageUnused
    case .headingSkippedLevel: .headingSkippedLevel
    case .headingEmpty: .headingEmpty
    case .calloutUnknown: .calloutUnknown
    case .calloutEmpty: .calloutEmpty
    case .htmlRaw: .htmlRaw
    case .markdownUnread: .markdownUnread
    case .titleTooLong: .titleTooLong
    case .reviewOverdue: .reviewOverdue
    case .themeMissingFile: .themeMissingFile
    case .themeUnknownFile: .themeUnknownFile
    case .themeMissingString: .themeMissingString
    case .themeUnsafeAsset: .themeUnsafeAsset
    case .templateSyntax: .templateSyntax
    case .templateUnclosed: .templateUnclosed
    case .templateUnknownName: .templateUnknownName
    case .templateWrongKind: .templateWrongKind
    case .templateMissingPartial: .templateMissingPartial
    case .templateRecursion: .templateRecursion
    case .templateTooLarge: .templateTooLarge
    case .outputForeign: .outputForeign
    case .outputInsideContent: .outputInsideContent
    case .outputBusy: .outputBusy
    }
  }
}
