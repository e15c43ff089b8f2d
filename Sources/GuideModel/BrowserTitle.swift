extension Library {
  /// What the browser's tab says: "Step or part · Guide" in short titles.
  ///
  /// Pages of a sensitive guide show another title, which gives nothing away; see `Guide.isSensitive`.
  package func browserTitle(_ role: Role) -> String {
    let own = document(role).matter.nameInNarrowPlaces
    switch role {
    case .home: return settings.title
    case .guide, .page: return "\(own) · \(settings.title)"
    case .part(let guide, _), .step(let guide, _, _), .guidePage(let guide, _):
      return "\(own) · \(guides[guide].document.matter.nameInNarrowPlaces)"
    }
  }
}
