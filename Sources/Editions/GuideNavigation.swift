import Diagnostics
import GuideModel

/// A guide as its pages name it: titles, addresses and order, without any text. Made once for each
/// guide, since each of its pages shows a good part of it.
final class GuideNavigation: Sendable {
  final class Step: Sendable {
    let role: Role
    /// Place in its part (or guide), from 1, and how many there are.
    let number: Int
    let total: Int
    let title: String
    let shortTitle: String
    let summary: String?
    let time: String?
    let slug: String
    /// What a reader's tick is kept under.
    let key: String
    let address: WebAddress

    init(
      role: Role, number: Int, total: Int, title: String, shortTitle: String, summary: String?, time: String?,
      slug: String, key: String, address: WebAddress
    ) {
      self.role = role
      self.number = number
      self.total = total
      self.title = title
      self.shortTitle = shortTitle
      self.summary = summary
      self.time = time
      self.slug = slug
      self.key = key
      self.address = address
    }
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
        title: matter.title, shortTitle: matter.nameInNarrowPlaces, summary: matter.description,
        time: step.time?.text,
        slug: step.slug.text, key: "\(guide.slug.text)/\(step.slug.text)",
        address: addresses.page(step.document.file))
    }
    var parts: [Part] = []
    var steps: [Step] = []
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
    self.parts = parts
    self.steps = steps
  }

  /// Index in `steps` of a step given by its place.
  func index(part: Int?, step: Int) -> Int { (part.map { parts[$0].steps.lowerBound } ?? 0) + step }
}
