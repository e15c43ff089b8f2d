import Theming

/// The templates that every theme has, and what each of them may name.
package enum TemplateName: String, CaseIterable, Sendable {
  case home
  case guide
  case shortGuide = "short-guide"
  case part
  case step
  case page
  case search
  case print
  case notFound = "not-found"
  case redirect
  case callout

  package var declaration: TemplateDeclaration {
    // A callout stands inside articles and knows nothing of the page around it.
    let records = self == .callout ? [record] : [FrameRecord.recordType, record]
    return TemplateDeclaration(name: rawValue, summary: summary, records: records)
  }

  private var summary: String {
    switch self {
    case .home: "The home page."
    case .guide: "A guide's landing page, where its steps are on other pages."
    case .shortGuide: "A guide without parts, with all its steps on one page."
    case .part: "A part with its steps."
    case .step: "A step on a page of its own (`pages: step`)."
    case .page: "A plain page: support, about, a guide's worksheet."
    case .search: "The search page, which lists every step."
    case .print: "The whole guide on one page, for paper."
    case .notFound: "The page that hosts show for an address where there is nothing."
    case .redirect: "An old address that leads to the new one."
    case .callout: "A callout inside an article."
    }
  }

  private var record: RecordType {
    switch self {
    case .home: HomeRecord.recordType
    case .guide, .shortGuide: GuideRecord.recordType
    case .part: PartRecord.recordType
    case .step: StepPageRecord.recordType
    case .page: PageRecord.recordType
    case .search: SearchRecord.recordType
    case .print: PrintRecord.recordType
    case .notFound: NotFoundRecord.recordType
    case .redirect: RedirectRecord.recordType
    case .callout: CalloutRecord.recordType
    }
  }

  /// The interface words that the code needs beside those that templates name.
  package static var requiredPhrases: [PhraseDeclaration] { Phrases.declarations }
}
