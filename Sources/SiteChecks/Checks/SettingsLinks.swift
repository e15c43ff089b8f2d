import Diagnostics
import GuideModel

extension LibraryCheck {
  /// `start_here`, `support` and `footer` of site.yml name files of the right kind.
  static let settingsLinks = LibraryCheck { map, _ in
    let settings = map.library.settings
    var diagnostics: [Diagnostic] = []
    func check(_ link: Article.Link, wants: String, example: String, isRight: (Role) -> Bool) {
      let span = SourceSpan(file: map.library.settingsFile, bytes: link.source)
      if case .inside(let path) = ContentPath(link.destination, from: ""), let file = map.library.files[path]
      {
        if let role = map.role(of: file) {
          if isRight(role) { return }
          diagnostics.append(
            Diagnostic(
              .fieldBadValue, "`\(link.destination)` is not \(wants)", at: span,
              help: "name the file of \(wants), such as `\(example)`"))
        } else if map.library.drafts.contains(file) {
          diagnostics.append(
            Diagnostic(
              .linkDraft, "`\(link.destination)` is a draft, so there is no page to link to", at: span,
              help: "publish it, take it out of the settings, or build with `--drafts`"))
        } else if !path.hasSuffix(".md") || isReadme(path) {
          diagnostics.append(
            Diagnostic(
              .fieldBadValue, "`\(link.destination)` is not \(wants)", at: span,
              help: "name the file of \(wants), such as `\(example)`"))
        }
        return
      }
      let known = map.library.files.paths.filter { $0.hasSuffix(".md") }.sorted()
      diagnostics.append(
        Diagnostic(
          .linkMissingPage, "there is no file `\(link.destination)` in content/", at: span,
          help: closestMatch(to: link.destination, in: known).map { "did you mean `\($0)`?" }
            ?? "write the way to it from content/, such as `\(example)`"))
    }
    if let start = settings.startHere {
      check(start, wants: "a step", example: "my-guide/1-begin-here.md") {
        if case .step = $0 { true } else { false }
      }
    }
    for link in [settings.support].compactMap({ $0 }) + settings.footer {
      check(link, wants: "a page", example: "support.md") { if case .page = $0 { true } else { false } }
    }
    return diagnostics
  }
}
