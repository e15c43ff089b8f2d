/// The register: a new check is one new file and one line here.
enum AllChecks {
  static let ofArticles: [ArticleCheck] = [
    .headingOrder,
    .missingAlternatives,
    .vagueLinkTexts,
  ]

  static let ofDocuments: [DocumentCheck] = [
    .longTitles,
    .overdueReviews,
  ]

  static let ofTheLibrary: [LibraryCheck] = [
    .settingsLinks,
    .relatedGuides,
    .unusedImages,
  ]
}
