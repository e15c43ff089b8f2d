import Diagnostics
import GuideModel

extension DocumentCheck {
  /// Search results and tabs cut titles at about 65 characters (PRODUCT "Browser titles").
  static let longTitles = DocumentCheck { checked in
    let library = checked.map.library
    if let guide = checked.role.guide, library.guides[guide].isSensitive { return [] }
    let title = library.browserTitle(checked.role)
    // A character has at least one byte.
    guard title.utf8.count > 65, title.count > 65 else { return [] }
    return [
      Diagnostic(
        .titleTooLong, "the browser's title has \(title.count) characters: “\(title)”",
        at: checked.document.matter.titleSpan, help: "add a `short_title` here or in `guide.md`; 65 characters fit")
    ]
  }
}
