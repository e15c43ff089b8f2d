import Diagnostics
import Editions
import GuideModel
import SiteChecks
import Synchronization
import Theming

/// The keys of output files: a file whose key is that of the last build has the bytes of the last build.
///
/// A key is made of everything that a page can look at: what all pages share, the front matter within
/// its scope, and for each text that it shows, the file and what its links and images lead to.
final class JobKeys: Sendable {
  private let rendering: SiteRendering
  private let read: ReadLibrary
  private let sources: ProjectSources
  private let site: Fingerprint
  private let guides: [Fingerprint]
  private let library: Fingerprint
  /// Made for the first file that shows all texts.
  private let allTexts = Mutex<Fingerprint?>(nil)

  /// - Parameter shared: what all pages depend on: program, theme, settings.
  init(_ rendering: SiteRendering, shared: Fingerprint, library read: ReadLibrary, sources: ProjectSources) {
    self.rendering = rendering
    self.read = read
    self.sources = sources
    let library = rendering.library
    func matter(_ document: Document, into hash: inout ContentHash) {
      let address = rendering.addresses.page(document.file)
      hash.update(address.path)
      hash.update(address.fragment ?? "")
      // A document that stands in for a missing file has no front matter; such a library is not published.
      hash.update(read.prints(of: document.file)?.matter ?? Fingerprint(high: 0, low: 0))
    }
    var hash = ContentHash()
    hash.update(shared)
    if let home = library.home { matter(home, into: &hash) }
    hash.update(UInt64(library.pages.count))
    for page in library.pages { matter(page.document, into: &hash) }
    for guide in library.guides {
      matter(guide.document, into: &hash)
      hash.update(UInt64(guide.parts.count))
      hash.update(UInt64(guide.stepCount))
    }
    hash.update(rendering.sharedAddresses.joined(separator: "\n"))
    let site = Fingerprint(hash)
    self.site = site
    guides = library.guides.map { guide in
      var hash = ContentHash()
      hash.update(site)
      hash.update(guide.slug.text)
      for part in guide.parts { matter(part.document, into: &hash) }
      for step in guide.steps { matter(step.document, into: &hash) }
      for page in guide.pages { matter(page.document, into: &hash) }
      return Fingerprint(hash)
    }
    hash = ContentHash()
    hash.update(site)
    for guide in guides { hash.update(guide) }
    self.library = Fingerprint(hash)
  }

  /// From any thread.
  /// - Returns: `nil` when something that the file depends on is not known, so that it has to be made.
  func key(of job: OutputJob) -> Fingerprint? {
    switch job.content {
    case .render: return key(of: job.ingredients)
    // There are few of them, and comparing is as quick as knowing.
    case .bytes: return nil
    case .copy(let file):
      guard let stamp = sources.stamps[Int(file.number)], stamp.isSettled(at: sources.listedAt)
      else { return nil }
      var hash = ContentHash()
      hash.update(sources.files.path(of: file))
      hash.update(stamp)
      return Fingerprint(hash)
    }
  }

  private func key(of ingredients: Ingredients) -> Fingerprint? {
    var hash = ContentHash()
    switch ingredients.scope {
    case .site: hash.update(site)
    case .guide(let index): hash.update(guides[index])
    case .library: hash.update(library)
    }
    switch ingredients.texts {
    case .ofOne(let file):
      guard let text = text(of: file) else { return nil }
      hash.update(text)
    case .of(let files):
      for file in files {
        guard let text = text(of: file) else { return nil }
        hash.update(text)
      }
    case .ofAll: hash.update(textsOfAll())
    }
    return Fingerprint(hash)
  }

  private func textsOfAll() -> Fingerprint {
    allTexts.withLock { known in
      if let known { return known }
      var hash = ContentHash()
      for (_, document) in rendering.library.documents {
        if let text = text(of: document.file) { hash.update(text) }
      }
      let made = Fingerprint(hash)
      known = made
      return made
    }
  }

  /// A text with what its links and images lead to, which other files decide.
  private func text(of file: FileID) -> Fingerprint? {
    guard let content = read.prints(of: file)?.content else { return nil }
    var hash = ContentHash()
    hash.update(content)
    for target in rendering.checked.links(of: file) {
      switch target {
      case .elsewhere: hash.update(1)
      case .broken: hash.update(2)
      case .file(let file):
        hash.update(3)
        hash.update(rendering.addresses.file(file).path)
      case .document(let file, let anchor):
        hash.update(4)
        let address = rendering.addresses.page(file)
        hash.update(address.path)
        hash.update(address.fragment ?? "")
        hash.update(anchor ?? "")
      }
    }
    for target in rendering.checked.images(of: file) {
      switch target {
      case .elsewhere: hash.update(1)
      case .broken: hash.update(2)
      case .asWritten: hash.update(3)
      case .file(let file):
        hash.update(4)
        hash.update(rendering.addresses.file(file).path)
        let size = rendering.checked.size(of: file)
        hash.update(UInt64(size.width))
        hash.update(UInt64(size.height))
      }
    }
    return Fingerprint(hash)
  }
}
