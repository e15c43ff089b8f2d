import Diagnostics
import GuideModel

/// Puts the documents that were read into the places that the layout names.
///
/// Finds what only shows when names, numbers and front matter are seen together. What cannot be used
/// is left out after it was reported, so one mistake does not hide the next.
///
/// - Parameters:
///   - read: what was read of a file of the layout.
///   - workers: put guides together; one asks for nothing of another.
package func assembleLibrary(
  _ layout: LibraryLayout, read: @escaping @Sendable (FileID) -> ReadDocument?, settings: SiteSettings,
  settingsFile: FileID, includingDrafts: Bool, workers: some Workers = OneWorker()
) -> (library: Library, diagnostics: [Diagnostic]) {
  let language = settings.language
  @Sendable func assembly() -> Assembly {
    Assembly(read: read, language: language, includingDrafts: includingDrafts)
  }
  let folders = layout.guides
  let assembled = workers.map(count: folders.count) { index in
    var assembly = assembly()
    return assembly.guide(folders[index])
  }
  var library = assembly()
  var guides: [Guide] = []
  var topSlugs = SlugRegister(scope: "the library")
  for (folder, guide) in zip(folders, assembled) {
    library.diagnostics += guide.diagnosticsOfName
    library.diagnostics += topSlugs.add(guide.slug, at: .whole(folder.folder), aliases: guide.aliases)
    library.diagnostics += guide.diagnostics
    library.drafts.formUnion(guide.drafts)
    if let guide = guide.guide { guides.append(guide) }
  }
  let pages = layout.pages.compactMap { library.page($0, among: &topSlugs) }
  let home = layout.home.flatMap { library.document($0) }
  if layout.guides.isEmpty {
    library.diagnostics.append(
      Diagnostic(
        .layoutEmptyLibrary, "there is no guide in this library yet", at: .whole(settingsFile),
        help: "add a folder with a `guide.md` and a first step, such as `my-guide/1-begin-here.md`"))
  }
  return (
    Library(
      settings: settings, settingsFile: settingsFile, home: home, guides: guides, pages: pages,
      files: layout.files, drafts: library.drafts),
    library.diagnostics
  )
}

/// One guide put together, before it stands beside others.
private struct AssembledGuide: Sendable {
  /// `nil` for one that could not be read or is a draft that is left out.
  fileprivate var guide: Guide?
  fileprivate var slug: Slug
  fileprivate var aliases: [Slug]
  fileprivate var drafts: Set<FileID>
  fileprivate var diagnosticsOfName: [Diagnostic]
  fileprivate var diagnostics: [Diagnostic]
}

private struct Assembly {
  let read: @Sendable (FileID) -> ReadDocument?
  let language: LanguageTag
  let includingDrafts: Bool
  var drafts: Set<FileID> = []
  var diagnostics: [Diagnostic] = []
  private var isInsideDraft = false

  init(read: @escaping @Sendable (FileID) -> ReadDocument?, language: LanguageTag, includingDrafts: Bool) {
    self.read = read
    self.language = language
    self.includingDrafts = includingDrafts
  }

  /// The document of a file; `nil` when it could not be read or is a draft that is left out.
  mutating func document(_ file: FileID) -> Document? {
    read(file)?.document.flatMap { published($0) }
  }

  /// - Returns: `nil` for a draft that is left out.
  private mutating func published(_ document: Document) -> Document? {
    if isInsideDraft || (document.isDraft && !includingDrafts) {
      drafts.insert(document.file)
      return nil
    }
    return document
  }

  mutating func guide(_ folder: LibraryLayout.GuideFolder) -> AssembledGuide {
    let read = folder.file.flatMap(self.read)
    let own = read?.document
    let slug = self.slug(folder.name, ending: "", of: own, at: folder.folder, what: "a guide's folder")
    let diagnosticsOfName = diagnostics
    diagnostics = []
    let guide = self.guide(folder, slug, read)
    return AssembledGuide(
      guide: guide, slug: slug, aliases: own?.aliases ?? [], drafts: drafts,
      diagnosticsOfName: diagnosticsOfName, diagnostics: diagnostics)
  }

  private mutating func guide(
    _ folder: LibraryLayout.GuideFolder, _ slug: Slug, _ read: ReadDocument?
  ) -> Guide? {
    let own = read?.document
    checkNumbers(folder.parts, what: "part")
    checkNumbers(folder.steps, what: "step")
    for part in folder.parts { checkNumbers(part.steps, what: "step") }
    if let part = folder.parts.first, let step = folder.steps.first {
      diagnostics.append(
        Diagnostic(
          .layoutPartsAndSteps, "this guide has parts, so its steps must stand in them",
          at: .whole(step.file),
          help: "move the step into a part, or take the parts apart",
          related: [.init(.whole(part.folder), "a part of the same guide")]))
    } else if folder.parts.isEmpty, folder.steps.isEmpty, folder.file != nil {
      diagnostics.append(
        Diagnostic(
          .layoutEmptyGuide, "this guide has no steps", at: .whole(folder.folder),
          help: "add a first one, such as `1-begin-here.md`"))
    }

    let wasInsideDraft = isInsideDraft
    defer { isInsideDraft = wasInsideDraft }
    if own?.isDraft == true, !includingDrafts { isInsideDraft = true }

    let document = folder.file == nil ? standIn(for: folder.folder) : own.flatMap { published($0) }
    let fields = read?.guide ?? GuideMatter()
    // Steps are anchors, ticks and anchors of the print edition, so their names are the guide's.
    var steps = SlugRegister(
      scope: "this guide", capacity: folder.steps.count + folder.parts.reduce(0) { $0 + $1.steps.count })
    // Parts and pages share the guide's folder in the site, and so do the steps of a guide without parts.
    var addresses = SlugRegister(scope: "this guide")
    // Nothing else stands where a step's own page does.
    let mayMeetPages = fields.pagination == .pagePerStep && !folder.pages.isEmpty
    let outline: Guide.Outline
    if folder.parts.isEmpty {
      let own = self.steps(folder.steps, register: &steps)
      if mayMeetPages { addPages(of: own, below: "", to: &addresses) }
      outline = .steps(own)
    } else {
      var parts: [Part] = []
      for entry in inOrder(folder.parts) {
        if let part = part(entry, number: parts.count + 1, addresses: &addresses, steps: &steps) {
          parts.append(part)
          if mayMeetPages {
            addPages(of: part.steps, below: part.slug.text + "/", to: &addresses)
          }
        }
      }
      outline = .parts(parts)
    }
    let pages = folder.pages.compactMap { page($0, among: &addresses) }
    guard let document else { return nil }
    return Guide(
      slug: slug, folder: folder.folder, document: document, language: fields.language ?? language,
      facts: fields.facts,
      pagination: fields.pagination, isSensitive: fields.isSensitive, outline: outline, pages: pages,
      related: fields.related)
  }

  private mutating func part(
    _ folder: LibraryLayout.PartFolder, number: Int, addresses: inout SlugRegister, steps: inout SlugRegister
  ) -> Part? {
    if folder.file == nil {
      diagnostics.append(
        Diagnostic(
          .layoutMissingPartFile, "this part has no `part.md`", at: .whole(folder.folder),
          help: "add one with a `title` and a word on what this part is for"))
    }
    let read = folder.file.flatMap(self.read)
    let own = read?.document
    let slug = self.slug(folder.name, ending: "", of: own, at: folder.folder, what: "a part's folder")
    report(addresses.add(slug, at: .whole(folder.folder), aliases: own?.aliases ?? []))
    if folder.steps.isEmpty {
      diagnostics.append(
        Diagnostic(
          .layoutEmptyPart, "this part has no steps", at: .whole(folder.folder),
          help: "add a first one, such as `1-begin-here.md`, or delete the folder"))
    }
    let wasInsideDraft = isInsideDraft
    defer { isInsideDraft = wasInsideDraft }
    if own?.isDraft == true, !includingDrafts { isInsideDraft = true }
    let ownSteps = self.steps(folder.steps, register: &steps)
    let document = folder.file == nil ? standIn(for: folder.folder) : own.flatMap { published($0) }
    guard let document else { return nil }
    return Part(
      number: number, slug: slug, folder: folder.folder, document: document, time: read?.time,
      steps: ownSteps)
  }

  private mutating func steps(_ files: [LibraryLayout.NumberedFile], register: inout SlugRegister) -> [Step] {
    var steps: [Step] = []
    steps.reserveCapacity(files.count)
    for entry in inOrder(files) {
      let read = read(entry.file)
      let own = read?.document
      let slug = self.slug(entry.name, ending: ".md", of: own, at: entry.file, what: "a step")
      report(register.add(slug, at: .whole(entry.file), aliases: own?.aliases ?? []))
      guard let document = own.flatMap({ published($0) }) else { continue }
      if document.outline.isEmpty, read?.diagnostics.hasErrors == false {
        diagnostics.append(
          Diagnostic(
            .layoutEmptyStep, "this step says nothing", at: .whole(entry.file),
            help: "write what to do below the front matter, or mark it `draft: true`"))
      }
      steps.append(Step(number: steps.count + 1, slug: slug, document: document, time: read?.time))
    }
    return steps
  }

  mutating func page(_ file: LibraryLayout.PageFile, among slugs: inout SlugRegister) -> Page? {
    let own = read(file.file)?.document
    let slug = self.slug(file.name, ending: ".md", of: own, at: file.file, what: "a page")
    var folders: [Slug] = []
    for name in file.folders {
      let parsed = FileName(name)
      if let folder = Slug(parsed.number == nil ? name : parsed.text) {
        folders.append(folder)
      } else {
        diagnostics.append(
          Diagnostic(
            .layoutBadName, "`\(name)` cannot stand in an address", at: .whole(file.file),
            help: Slug.suggestion(for: name).map { "call the folder `\($0.text)`" }
              ?? "use a–z, 0–9 and hyphens"))
      }
    }
    let path = (folders.map(\.text) + [slug.text]).joined(separator: "/")
    report(slugs.add(path: path, slug: slug, at: .whole(file.file), aliases: own?.aliases ?? []))
    guard let document = own.flatMap({ published($0) }) else { return nil }
    return Page(slug: slug, folders: folders, document: document)
  }

  /// With a page for each step, steps lie where pages may stand too. What clashes among the steps
  /// themselves has been reported.
  private mutating func addPages(of steps: [Step], below folder: String, to addresses: inout SlugRegister) {
    var seen: Set<Slug> = []
    for step in steps {
      var names = seen.insert(step.slug).inserted ? [step.slug] : []
      for alias in step.document.aliases where !alias.isReserved && seen.insert(alias).inserted {
        names.append(alias)
      }
      guard let first = names.first else { continue }
      report(
        addresses.add(
          path: folder + first.text, slug: first, at: .whole(step.document.file),
          aliases: Array(names.dropFirst())))
    }
  }

  // MARK: Names and numbers

  /// The slug that front matter or else the file's name gives. Where there is none, an error says so and
  /// something stands in for it, so that the rest of the file is checked in the same run.
  private mutating func slug(
    _ name: FileName, ending: String, of document: Document?, at file: FileID, what: String
  ) -> Slug {
    var stand: Slug { Slug("unnamed-\(file.number)")! }
    if let slug = document?.ownSlug ?? name.slug {
      if slug.isReserved {
        diagnostics.append(
          Diagnostic(
            .layoutReservedSlug, "`\(slug.text)` is a name that the site itself uses", at: .whole(file),
            help: "choose another name, or give it another address with `slug:`"))
        return stand
      }
      return slug
    }
    // Without front matter that could be read there may be a slug that we have not seen.
    guard document != nil else { return stand }
    let full = (name.number.map { "\($0)-" } ?? "") + name.text + ending
    let suggestion = FileName.suggestion(for: full)
    diagnostics.append(
      Diagnostic(
        .layoutBadName, "`\(name.text)` is not a name for \(what)", at: .whole(file),
        help: suggestion.map { "call it `\($0)`, or give it a `slug:`" }
          ?? "use a–z, 0–9 and hyphens, or give it a `slug:` in its front matter"))
    return stand
  }

  /// In place of a `guide.md` or `part.md` that is missing, which was reported: what stands below it is
  /// read and checked all the same.
  private func standIn(for folder: FileID) -> Document {
    let matter = FrontMatter(title: "?", titleSpan: SourceSpan(file: folder, bytes: 0..<0))
    return Document(file: folder, matter: matter, article: Article())
  }

  private func inOrder<Entry: NumberedEntry>(_ entries: [Entry]) -> [Entry] {
    func number(_ index: Int) -> Int { entries[index].number ?? 0 }
    // Up to nine of them are listed in order.
    if entries.indices.dropFirst().allSatisfy({ number($0 - 1) <= number($0) }) { return entries }
    return entries.indices.sorted { (number($0), $0) < (number($1), $1) }.map { entries[$0] }
  }

  /// Two with one number, and gaps. Drafts count: they keep their place.
  private mutating func checkNumbers(_ entries: [some NumberedEntry], what: StaticString) {
    var expected = 1
    var last: (number: Int, file: FileID)?
    for entry in inOrder(entries) {
      guard let number = entry.number else { continue }
      if let last, last.number == number {
        diagnostics.append(
          Diagnostic(
            .layoutDuplicateNumber, "two \(what)s have the number \(number)", at: .whole(entry.place),
            help: "give each its own number; it sets the order",
            related: [.init(.whole(last.file), "the other one")]))
      } else if number != expected {
        let wanted =
          expected == 1
          ? "the first \(what) should be number 1, not \(number)"
          : "\(what) \(expected) is missing: \(expected - 1) is followed by \(number)"
        diagnostics.append(
          Diagnostic(
            .layoutNumberGap, wanted, at: .whole(entry.place),
            help: "number the \(what)s 1, 2, 3, without a gap"))
      }
      expected = number + 1
      last = (number, entry.place)
    }
  }

  private mutating func report(_ diagnostics: [Diagnostic]) { self.diagnostics += diagnostics }
}

/// What the number in its name puts into its place.
private protocol NumberedEntry {
  var number: Int? { get }
  /// For findings about it.
  var place: FileID { get }
}

extension LibraryLayout.NumberedFile: NumberedEntry {
  var number: Int? { name.number }
  var place: FileID { file }
}

extension LibraryLayout.PartFolder: NumberedEntry {
  var number: Int? { name.number }
  var place: FileID { folder }
}

/// The addresses given out in one scope, old ones included.
private struct SlugRegister {
  let scope: String
  private var taken: [String: SourcePlace] = [:]

  init(scope: String, capacity: Int = 0) {
    self.scope = scope
    taken.reserveCapacity(capacity)
  }

  mutating func add(_ slug: Slug, at place: SourcePlace, aliases: [Slug]) -> [Diagnostic] {
    add(path: slug.text, slug: slug, at: place, aliases: aliases)
  }

  mutating func add(path: String, slug: Slug, at place: SourcePlace, aliases: [Slug]) -> [Diagnostic] {
    // Most names are new and have no past.
    if aliases.isEmpty {
      guard let other = taken.updateValue(place, forKey: path) else { return [] }
      taken[path] = other
    }
    var diagnostics: [Diagnostic] = []
    let folder = path.dropLast(slug.text.count)
    for alias in aliases where alias.isReserved {
      diagnostics.append(
        Diagnostic(
          .layoutReservedSlug, "the alias `\(alias.text)` is a name that the site itself uses", at: place,
          help: "take it out of `aliases:`"))
    }
    for name in [path] + aliases.filter({ !$0.isReserved }).map({ folder + $0.text }) {
      if let other = taken[name] {
        diagnostics.append(
          Diagnostic(
            .layoutDuplicateAddress, "`\(name)` is used twice in \(scope)", at: place,
            help: "rename one of the two, or give one another address with `slug:`",
            related: [.init(other, "the other one")]))
      } else {
        taken[name] = place
      }
    }
    return diagnostics
  }
}
