import Diagnostics
import GuideModel
import GuideReading

/// How what was read of a Markdown file is kept for the next build: everything but its article.
///
/// Nothing in it names a file, since files are numbered anew in each build.
extension CacheWriter {
  /// What pages of the same guide show of a document, and what puts it in its place.
  mutating func matter(of read: ReadDocument, _ document: Document) {
    let matter = document.matter
    text(matter.title)
    range(matter.titleSpan.bytes)
    optional(matter.shortTitle) { $0.text($1) }
    optional(matter.description) { $0.text($1) }
    optional(matter.slug) { $0.text($1.text) }
    list(matter.aliases) { $0.text($1.text) }
    flag(matter.isDraft)
    optional(matter.updated) { $0.text($1.text) }
    optional(matter.reviewed) { $0.text($1.text) }
    optional(matter.reviewBy) { $0.text($1.text) }
    optional(matter.reviewBySpan) { $0.range($1.bytes) }
    list(matter.extra.sorted { $0.key < $1.key }) {
      $0.text($1.key)
      $0.text($1.value)
    }
    optional(read.time) { $0.text($1.text) }
    optional(read.guide) { $0.guide($1) }
  }

  private mutating func guide(_ guide: GuideMatter) {
    optional(guide.language) { $0.text($1.text) }
    optional(guide.facts.audience) { $0.text($1) }
    list(guide.facts.needs) { $0.text($1) }
    optional(guide.facts.time) { $0.text($1.text) }
    optional(guide.facts.limits) { $0.text($1) }
    flag(guide.pagination == .pagePerStep)
    flag(guide.isSensitive)
    list(guide.related) { $0.link($1) }
  }

  mutating func outline(_ outline: Article.Outline) {
    list(outline.links) { $0.link($1) }
    list(outline.images) {
      $0.text($1.destination)
      $0.text($1.alternative)
      $0.optional($1.caption) { $0.text($1) }
      $0.range($1.source)
      $0.flag($1.standsAlone)
    }
    list(outline.headings) {
      $0.number(UInt8($1.level))
      $0.text($1.anchor)
      $0.number($1.node)
    }
    flag(outline.isEmpty)
    number(Int64(outline.textBytes))
  }

  private mutating func link(_ link: Article.Link) {
    text(link.destination)
    optional(link.title) { $0.text($1) }
    range(link.source)
  }
}

extension CacheReader {
  mutating func document(file: FileID, keeper: any ArticleKeeper) throws(DamagedCache) -> ReadDocument {
    var matter = FrontMatter(
      title: try text(), titleSpan: SourceSpan(file: file, bytes: try range()))
    var rare = FrontMatter.Rare()
    rare.shortTitle = try optional { (reader) throws(DamagedCache) in try reader.text() }
    matter.description = try optional { (reader) throws(DamagedCache) in try reader.text() }
    rare.slug = try optional { (reader) throws(DamagedCache) in try reader.slug() }
    rare.aliases = try list { (reader) throws(DamagedCache) in try reader.slug() }
    rare.isDraft = try flag()
    rare.updated = try optional { (reader) throws(DamagedCache) in try reader.date() }
    rare.reviewed = try optional { (reader) throws(DamagedCache) in try reader.date() }
    rare.reviewBy = try optional { (reader) throws(DamagedCache) in try reader.date() }
    rare.reviewBySpan = try optional { (reader) throws(DamagedCache) in
      SourceSpan(file: file, bytes: try reader.range())
    }
    for _ in 0..<(try number(UInt32.self)) { rare.extra[try text()] = try text() }
    matter.rare = rare
    let time = try optional { (reader) throws(DamagedCache) in ActiveTime(try reader.text()) }
    let guide = try optional { (reader) throws(DamagedCache) in try reader.guideMatter() }
    return ReadDocument(
      document: Document(file: file, matter: matter, outline: try outline(), keeper: keeper), guide: guide,
      time: time, diagnostics: [])
  }

  private mutating func guideMatter() throws(DamagedCache) -> GuideMatter {
    var guide = GuideMatter()
    guide.language = try optional { (reader) throws(DamagedCache) in
      guard let tag = LanguageTag(try reader.text()) else { throw DamagedCache() }
      return tag
    }
    guide.facts.audience = try optional { (reader) throws(DamagedCache) in try reader.text() }
    guide.facts.needs = try list { (reader) throws(DamagedCache) in try reader.text() }
    guide.facts.time = try optional { (reader) throws(DamagedCache) in ActiveTime(try reader.text()) }
    guide.facts.limits = try optional { (reader) throws(DamagedCache) in try reader.text() }
    guide.pagination = try flag() ? .pagePerStep : .pagePerPart
    guide.isSensitive = try flag()
    guide.related = try list { (reader) throws(DamagedCache) in try reader.link() }
    return guide
  }

  private mutating func outline() throws(DamagedCache) -> Article.Outline {
    let links = try list { (reader) throws(DamagedCache) in try reader.link() }
    let images = try list { (reader) throws(DamagedCache) in
      Article.Image(
        destination: try reader.text(), alternative: try reader.text(),
        caption: try reader.optional { (reader) throws(DamagedCache) in try reader.text() },
        source: try reader.range(), standsAlone: try reader.flag())
    }
    let headings = try list { (reader) throws(DamagedCache) in
      Article.Heading(
        level: Int(try reader.number(UInt8.self)), anchor: try reader.text(), node: try reader.number())
    }
    return Article.Outline(
      links: links, images: images, headings: headings, isEmpty: try flag(),
      textBytes: Int(clamping: try number(Int64.self)))
  }

  private mutating func link() throws(DamagedCache) -> Article.Link {
    Article.Link(
      destination: try text(), title: try optional { (reader) throws(DamagedCache) in try reader.text() },
      source: try range())
  }

  private mutating func slug() throws(DamagedCache) -> Slug {
    guard let slug = Slug(try text()) else { throw DamagedCache() }
    return slug
  }

  private mutating func date() throws(DamagedCache) -> CalendarDate {
    guard let date = CalendarDate(try text()) else { throw DamagedCache() }
    return date
  }
}
