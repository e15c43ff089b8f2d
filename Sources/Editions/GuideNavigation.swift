import Diagnostics
import GuideModel

/// A guide as its pages name it: titles, addresses and order, without any text. Made once for each
/// guide, since each of its pages shows a good part of it.
struct GuideNavigation: Sendable {
  struct Step: Sendable {
    var role: Role
    /// Place in its part (or guide), from 1, and how many there are.
    var number: Int
    var total: Int
    var title: String
    var shortTitle: String
    var summary: String?
    var time: String?
    var slug: String
    /// What a reader's tick is kept under.
    var key: String
    var address: WebAddress
  }

  struct Part: Sendable {
    var number: Int
    var total: Int
    var title: String
    var shortTitle: String
    var time: String?
    var slug: String
    var address: WebAddress
    /// Its steps in `GuideNavigation.steps`.
    var steps: Range<Int>
  }

  var title: String
  var shortTitle: String
  var address: WebAddress
  var printAddress: WebAddress?
  var parts: [Part] = []
  var steps: [Step] = []
  var isPaged: Bool

  init(_ library: Library, guide index: Int, _ addresses: SiteAddresses, phrases: Phrases) {
    let guide = library.guides[index]
    title = guide.document.matter.title
    shortTitle = guide.document.matter.nameInNarrowPlaces
    address = addresses.page(guide.document.file)
    printAddress = library.settings.editions.contains(.print) ? SiteAddresses.printEdition(of: guide) : nil
    isPaged = guide.pagination == .pagePerStep

    func entry(_ step: GuideModel.Step, part: Int?, of total: Int) -> Step {
      let matter = step.document.matter
      return Step(
        role: .step(guide: index, part: part, step: step.number - 1), number: step.number, total: total,
        title: matter.title, shortTitle: matter.nameInNarrowPlaces, summary: matter.description, time: step.time?.text,
        slug: step.slug.text, key: "\(guide.slug.text)/\(step.slug.text)", address: addresses.page(step.document.file))
    }
    switch guide.outline {
    case .steps(let all): steps = all.map { entry($0, part: nil, of: all.count) }
    case .parts(let all):
      for (p, part) in all.enumerated() {
        let start = steps.count
        steps += part.steps.map { entry($0, part: p, of: part.steps.count) }
        let matter = part.document.matter
        let total = ActiveTime.totalMinutes(part.steps.map(\.time)).map { phrases.minutes($0) }
        parts.append(
          Part(
            number: part.number, total: all.count, title: matter.title, shortTitle: matter.nameInNarrowPlaces,
            time: part.time?.text ?? total, slug: part.slug.text, address: addresses.page(part.document.file),
            steps: start..<steps.count))
      }
    }
  }

  /// Index in `steps` of a step given by its place.
  func index(part: Int?, step: Int) -> Int { (part.map { parts[$0].steps.lowerBound } ?? 0) + step }
}
