import Diagnostics
import GuideModel

extension DocumentCheck {
  /// Search results and tabs cut titles at about 65 characters (PRODUCT "Browser titles").
  static let longTitles = DocumentCheck { checked in
    let library = checked.map.library
    if let guide = checked.role.guide, library.guides[guide].isSensitive { return [] }
    // A character has at least one byte, and nearly all titles are short.
    let (own, place) = library.browserTitleParts(checked.role)
    guard own.utf8.count + (place?.utf8.count ?? 0) + 4 > 65 else { return [] }
    let title = library.browserTitle(checked.role)
    guard title.count > 65 else { return [] }
    return [
      Diagnostic(
        .titleTooLong, "the browser's title has \(title.count) characters: “\(title)”",
        at: checked.document.matter.titleSpan,
        help: "add a `short_title` here or in `guide.md`; 65 characters fit")
    ]
  }
}
