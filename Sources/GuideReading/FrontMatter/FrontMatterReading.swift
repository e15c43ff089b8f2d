import Diagnostics
import GuideModel
import YAMLReading

/// The fields that only guides have.
package struct GuideMatter: Equatable, Sendable {
  package var language: LanguageTag?
  package var facts = Guide.Facts()
  package var pagination = Guide.Pagination.pagePerPart
  package var isSensitive = false
  package var related: [Article.Link] = []

  package init() {}
}

/// What kind of file front matter stands in; it decides which fields there may be.
package enum DocumentKind: UInt8, Sendable {
  case home, guide, part, step, page

  var name: String {
    switch self {
    case .home: "the home page"
    case .guide: "a guide"
    case .part: "a part"
    case .step: "a step"
    case .page: "a page"
    }
  }
}

/// Front matter as typed values; everything that could be understood, beside what could not.
struct FrontMatterFields {
  /// `nil` without a title, which every file needs.
  var matter: FrontMatter?
  /// `nil` for all files but guides.
  var guide: GuideMatter?
  var time: ActiveTime?
}

func readFrontMatter(
  _ bytes: UnsafeBufferPointer<UInt8>, block: FrontMatterBlock, kind: DocumentKind, file: FileID
) -> (FrontMatterFields, [Diagnostic]) {
  let (mapping, problems) = readYAML(bytes, range: block.yaml, file: file)
  guard let mapping else { return (FrontMatterFields(), problems) }
  let head = SourceSpan(file: file, bytes: block.opening)
  var reader = FieldReader(mapping, owner: kind.name, place: .span(head))

  let title = reader.requiredText("title", help: "add a line such as `title: Name exactly what you did`")
  var matter = FrontMatter(title: title?.value ?? "", titleSpan: title?.span ?? head)
  var rare = FrontMatter.Rare()
  rare.shortTitle = reader.text("short_title")?.value
  matter.description = reader.text("description")?.value
  rare.slug = reader.slug("slug")
  rare.aliases = reader.texts("aliases").compactMap { reader.slug(from: $0, key: "aliases") }
  rare.isDraft = reader.flag("draft")?.value ?? false
  rare.updated = reader.date("updated")?.value
  rare.reviewed = reader.date("reviewed")?.value
  let reviewBy = reader.date("review_by")
  rare.reviewBy = reviewBy?.value
  rare.reviewBySpan = reviewBy?.span
  if let extra = reader.mapping("extra") {
    for entry in extra.value.entries {
      if case .scalar(let text, _) = entry.value.content {
        rare.extra[entry.key] = text
      } else {
        reader.report(.fieldWrongType, "`\(entry.key)` under `extra` must be text", entry.value.span)
      }
    }
  }
  matter.rare = rare
  var time: ActiveTime?
  if kind == .guide || kind == .part || kind == .step {
    time = reader.text("time").map { ActiveTime($0.value) }
  }
  let guide = kind == .guide ? reader.guideMatter(time: time) : nil
  return (
    FrontMatterFields(matter: title == nil ? nil : matter, guide: guide, time: time),
    problems + reader.finish()
  )
}

extension FieldReader {
  fileprivate mutating func guideMatter(time: ActiveTime?) -> GuideMatter {
    var guide = GuideMatter()
    guide.language = language("language")
    guide.facts.audience = text("audience")?.value
    guide.facts.needs = texts("needs").map(\.value)
    guide.facts.time = time
    guide.facts.limits = text("limits")?.value
    guide.related = texts("related").map { Article.Link(destination: $0.value, source: $0.span.bytes) }
    if let pages = choice("pages", of: ["part", "step"]) {
      guide.pagination = pages == "step" ? .pagePerStep : .pagePerPart
    }
    guide.isSensitive = flag("sensitive")?.value ?? false
    return guide
  }

  mutating func slug(_ key: String) -> Slug? { text(key).flatMap { slug(from: $0, key: key) } }

  mutating func slug(from field: Field<String>, key: String) -> Slug? {
    if let slug = Slug(field.value) { return slug }
    let suggestion = Slug.suggestion(for: field.value)
    report(
      .fieldBadValue, "`\(field.value)` cannot stand in an address", field.span,
      help: suggestion.map { "did you mean `\($0.text)`?" } ?? "use a–z, 0–9 and single hyphens")
    return nil
  }

  mutating func date(_ key: String) -> Field<CalendarDate>? {
    guard let field = text(key) else { return nil }
    if let date = CalendarDate(field.value) { return Field(value: date, span: field.span) }
    report(
      .fieldBadValue, "`\(field.value)` is not a day", field.span,
      help: "write it like `2026-11-21`: year, month, day")
    return nil
  }

  mutating func language(_ key: String) -> LanguageTag? {
    guard let field = text(key) else { return nil }
    if let tag = LanguageTag(field.value) { return tag }
    report(
      .fieldBadValue, "`\(field.value)` is not a language", field.span,
      help: "write its tag, such as `en`, `ar` or `pt-BR`")
    return nil
  }

  mutating func choice(_ key: String, of choices: [String]) -> String? {
    guard let field = text(key) else { return nil }
    if choices.contains(field.value) { return field.value }
    let known = choices.map { "`\($0)`" }.joined(separator: " or ")
    report(
      .fieldBadValue, "`\(key)` cannot be `\(field.value)`", field.span,
      help: closestMatch(to: field.value, in: choices).map { "did you mean `\($0)`?" } ?? "write \(known)")
    return nil
  }
}
