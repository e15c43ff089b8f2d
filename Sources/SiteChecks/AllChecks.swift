/// The register: a new check is one new file and one line here.
enum AllChecks {
  static let ofDocuments: [DocumentCheck] = [
    .headingOrder,
    .missingAlternatives,
    .vagueLinkTexts,
    .longTitles,
    .overdueReviews,
  ]

  static let ofTheLibrary: [LibraryCheck] = [
    .settingsLinks,
    .relatedGuides,
    .unusedImages,
    .unusedTexts,
  ]
}
