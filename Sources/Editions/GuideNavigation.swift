import Diagnostics
import GuideModel

/// A guide as its pages name it: titles, addresses and order, without any text. Made once for each
/// guide, since each of its pages shows a good part of it.
final class GuideNavigation: Sendable {
  /// A step by name. What is said of it stands in the library and is looked up there: in a large library
  /// there are as many of these as there are pages.
  final class Step: Sendable {
    private let step: GuideModel.Step
    private let guide: Guide
    private let addresses: SiteAddresses
    private let place: (guide: Int32, part: Int32?, total: Int32)

    fileprivate init(
      _ step: GuideModel.Step, of guide: Guide, _ addresses: SiteAddresses, guideIndex: Int, part: Int?,
      total: Int
    ) {
      self.step = step
      self.guide = guide
      self.addresses = addresses
      place = (Int32(guideIndex), part.map { Int32($0) }, Int32(total))
    }

    var role: Role {
      .step(guide: Int(place.guide), part: place.part.map { Int($0) }, step: step.number - 1)
    }
    var document: Document { step.document }
    /// Place in its part (or guide), from 1, and how many there are.
    var number: Int { step.number }
    var total: Int { Int(place.total) }
    var title: String { step.document.matter.title }
    var shortTitle: String { step.document.nameInNarrowPlaces }
    var summary: String? { step.document.matter.description }
    var time: String? { step.time?.text }
    var slug: String { step.slug.text }
    /// What a reader's tick is kept under.
    var key: String { String(joining: guide.slug.text, "/", step.slug.text) }
    var address: WebAddress { addresses.page(step.document.file) }
  }

  final class Part: Sendable {
    let number: Int
    let total: Int
    let title: String
    let shortTitle: String
    let time: String?
    let slug: String
    let address: WebAddress
    /// Its steps in `GuideNavigation.steps`.
    let steps: Range<Int>

    init(
      number: Int, total: Int, title: String, shortTitle: String, time: String?, slug: String,
      address: WebAddress, steps: Range<Int>
    ) {
      self.number = number
      self.total = total
      self.title = title
      self.shortTitle = shortTitle
      self.time = time
      self.slug = slug
      self.address = address
      self.steps = steps
    }
  }

  let title: String
  let shortTitle: String
  let address: WebAddress
  let printAddress: WebAddress?
  let parts: [Part]
  let steps: [Step]
  let isPaged: Bool
  /// In the guide's language.
  let phrases: Phrases

  init(_ library: Library, guide index: Int, _ addresses: SiteAddresses, phrases: Phrases) {
    let guide = library.guides[index]
    self.phrases = phrases
    title = guide.document.matter.title
    shortTitle = guide.document.nameInNarrowPlaces
    address = addresses.page(guide.document.file)
    printAddress = library.settings.editions.contains(.print) ? SiteAddresses.printEdition(of: guide) : nil
    isPaged = guide.pagination == .pagePerStep

    func entry(_ step: GuideModel.Step, part: Int?, of total: Int) -> Step {
      Step(step, of: guide, addresses, guideIndex: index, part: part, total: total)
    }
    var parts: [Part] = []
    var steps: [Step] = []
    switch guide.outline {
    case .steps(let all): steps = all.map { entry($0, part: nil, of: all.count) }
    case .parts(let all):
      for (p, part) in all.enumerated() {
        let start = steps.count
        steps += part.steps.map { entry($0, part: p, of: part.steps.count) }
        let total = ActiveTime.totalMinutes(part.steps.map(\.time)).map { phrases.minutes($0) }
        parts.append(
          Part(
            number: part.number, total: all.count, title: part.document.matter.title,
            shortTitle: part.document.nameInNarrowPlaces,
            time: part.time?.text ?? total, slug: part.slug.text, address: addresses.page(part.document.file),
            steps: start..<steps.count))
      }
    }
    self.parts = parts
    self.steps = steps
  }

  /// Index in `steps` of a step given by its place.
  func index(part: Int?, step: Int) -> Int { (part.map { parts[$0].steps.lowerBound } ?? 0) + step }
}
