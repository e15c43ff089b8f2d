/// One piece of a parsed template. Ranges count bytes of its `TemplateSource`.
indirect enum TemplateNode: Sendable {
  /// Literal text within one line; `startsLine` is where indentation goes, even if the text is empty
  /// because the line begins with a tag.
  case text(Range<Int>, startsLine: Bool)
  /// `{{name}}`, or `{{{name}}}` for markup.
  case field(TemplateTag, isMarkup: Bool)
  /// `{{#name}}…{{/name}}`, or `{{^name}}…{{/name}}` when inverted.
  case section(TemplateTag, isInverted: Bool, body: [TemplateNode])
  /// `{{>name}}`
  case partial(TemplateTag)
  /// `{{<name}}…{{/name}}`: only the blocks in it count.
  case parent(TemplateTag, overrides: [TemplateBlock])
  case block(TemplateBlock)
}

struct TemplateTag: Sendable {
  let name: String
  /// From brace to brace.
  let range: Range<Int>
  /// White space before the tag, where nothing else stands before it on its line.
  let indentation: Range<Int>
  /// Whether the line holds nothing but tags, so that the line itself is not written.
  let isStandalone: Bool
}

/// `{{$name}}…{{/name}}`
struct TemplateBlock: Sendable {
  let tag: TemplateTag
  let body: [TemplateNode]
}

/// One template as a tree.
///
/// A class that never changes: each tag that names it hands it on, which is a single count.
final class ParsedTemplate: Sendable {
  let source: TemplateSource
  let nodes: [TemplateNode]
  /// Every block it defines or overrides.
  let blocks: Set<String>
  /// Names of the partials and parents it includes.
  let inclusions: Set<String>
  /// Keys of the phrases it names.
  let phraseKeys: Set<String>

  init(
    source: TemplateSource, nodes: [TemplateNode], blocks: Set<String>, inclusions: Set<String>,
    phraseKeys: Set<String>
  ) {
    self.source = source
    self.nodes = nodes
    self.blocks = blocks
    self.inclusions = inclusions
    self.phraseKeys = phraseKeys
  }
}
