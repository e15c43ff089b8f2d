import Diagnostics
import GuideModel

extension LibraryCheck {
  /// `start_here`, `support` and `footer` of site.yml name files of the right kind.
  static let settingsLinks = LibraryCheck { map, _ in
    let settings = map.library.settings
    var diagnostics: [Diagnostic] = []
    func check(_ link: Article.Link, wants: String, isRight: (Role) -> Bool) {
      let span = SourceSpan(file: map.library.settingsFile, bytes: link.source)
      if case .inside(let path) = ContentPath(link.destination, from: ""), let file = map.library.files[path] {
        if let role = map.role(of: file) {
          if isRight(role) { return }
          diagnostics.append(
            Diagnostic(.fieldBadValue, "`\(link.destination)` is not \(wants)", at: span))
        } else if map.library.drafts.contains(file) {
          diagnostics.append(Diagnostic(.linkDraft, "`\(link.destination)` is a draft", at: span))
        }
        return
      }
      let known = map.library.files.keys.filter { $0.hasSuffix(".md") }.sorted()
      diagnostics.append(
        Diagnostic(
          .linkMissingPage, "there is no file `\(link.destination)` in content/", at: span,
          help: closestMatch(to: link.destination, in: known).map { "did you mean `\($0)`?" }))
    }
    if let start = settings.startHere {
      check(start, wants: "a step") { if case .step = $0 { true } else { false } }
    }
    for link in [settings.support].compactMap({ $0 }) + settings.footer {
      check(link, wants: "a page") { if case .page = $0 { true } else { false } }
    }
    return diagnostics
  }
}
