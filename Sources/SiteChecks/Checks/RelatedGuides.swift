import Diagnostics
import GuideModel

extension LibraryCheck {
  /// `related:` of a guide names other guides, relative to its own file like any link.
  static let relatedGuides = LibraryCheck { map, _ in
    map.library.guides.flatMap { guide in
      guide.related.compactMap { link -> Diagnostic? in
        if map.relatedGuide(link, of: guide) != nil { return nil }
        if map.isDraft(link, of: guide) {
          return Diagnostic(
            .linkDraft, "`\(link.destination)` is a draft, so there is no guide to name",
            at: SourceSpan(file: guide.document.file, bytes: link.source),
            help: "publish it, take it out of `related`, or build with `--drafts`")
        }
        let guides = map.library.guides.map { map.path(of: $0.document.file) }
        let folder = map.folder(of: guide.document.file)
        return Diagnostic(
          .linkMissingPage, "`\(link.destination)` is not a guide of this library",
          at: SourceSpan(file: guide.document.file, bytes: link.source),
          help: closestMatch(to: link.destination, in: guides.map { relativePath(to: $0, from: folder) })
            .map { "did you mean `\($0)`?" }
            ?? "write the way to its file, such as `../listen-first/guide.md`")
      }
    }
  }
}

extension SiteMap {
  /// The guide that one of a guide's `related` links names.
  package func relatedGuide(_ link: Article.Link, of guide: Guide) -> Int? {
    guard case .inside(let path) = ContentPath(link.destination, from: folder(of: guide.document.file)),
      let file = library.files[path], case .guide(let index) = role(of: file)
    else { return nil }
    return index
  }

  fileprivate func isDraft(_ link: Article.Link, of guide: Guide) -> Bool {
    guard case .inside(let path) = ContentPath(link.destination, from: folder(of: guide.document.file)),
      let file = library.files[path]
    else { return false }
    return library.drafts.contains(file)
  }

  /// The page or step that a setting of site.yml names.
  package func file(named link: Article.Link) -> FileID? {
    guard case .inside(let path) = ContentPath(link.destination, from: ""), let file = library.files[path]
    else { return nil }
    return role(of: file) == nil ? nil : file
  }
}
