extension Library {
  /// What the browser's tab says: "Step or part · Guide" in short titles.
  ///
  /// Pages of a sensitive guide show another title, which gives nothing away; see `Guide.isSensitive`.
  package func browserTitle(_ role: Role) -> String {
    let (own, place) = browserTitleParts(role)
    return place.map { String(joining: own, " · ", $0) } ?? own
  }

  /// The name of what a page is about, and of what that belongs to.
  package func browserTitleParts(_ role: Role) -> (own: String, place: String?) {
    switch role {
    case .home: (settings.title, nil)
    case .guide, .page: (document(role).nameInNarrowPlaces, settings.title)
    case .part(let guide, _), .step(let guide, _, _), .guidePage(let guide, _):
      (document(role).nameInNarrowPlaces, guides[guide].document.nameInNarrowPlaces)
    }
  }
}
