import Diagnostics

/// Builds the tree of a template and reports what is opened and not closed, or closed and not opened.
struct TemplateParser {
  /// Bytes of one template; those of the default theme have a few thousand.
  static let largestTemplate = 262_144
  /// Tags open at one place, including those of the templates around it.
  static let deepestNesting = 100

  private struct Frame {
    var kind: TemplateScanner.Kind
    var tag: TemplateTag
    var nodes: [TemplateNode] = []
    var overrides: [TemplateBlock] = []
  }

  private let source: TemplateSource
  private var open: [Frame] = []
  private var nodes: [TemplateNode] = []
  private var blocks: Set<String> = []
  private var inclusions: Set<String> = []
  private var phraseKeys: Set<String> = []
  private var diagnostics: [Diagnostic] = []

  static func parse(_ source: TemplateSource) -> (template: ParsedTemplate, diagnostics: [Diagnostic]) {
    var parser = TemplateParser(source: source)
    if source.bytes.count > largestTemplate {
      parser.report(
        .templateTooLarge, "this template has \(source.bytes.count) bytes; \(largestTemplate) is the most",
        0..<0,
        help: "move what repeats into partials, and data into the guide")
    } else {
      let scanned = TemplateScanner.scan(source)
      parser.diagnostics = scanned.diagnostics
      parser.build(scanned.pieces)
    }
    let template = ParsedTemplate(
      source: source, nodes: parser.nodes, blocks: parser.blocks, inclusions: parser.inclusions,
      phraseKeys: parser.phraseKeys)
    return (template, parser.diagnostics)
  }

  private init(source: TemplateSource) { self.source = source }

  private mutating func build(_ pieces: [TemplateScanner.Piece]) {
    for piece in pieces {
      switch piece {
      case .text(let range, let startsLine): append(.text(range, startsLine: startsLine))
      case .tag(let kind, let tag):
        if tag.name.isEmpty, kind != .comment { continue }
        if tag.name.hasPrefix(phrasePrefix) {
          phraseKeys.insert(String(tag.name.dropFirst(phrasePrefix.count)))
        }
        switch kind {
        case .comment, .delimiters: break
        case .field: append(.field(tag, isMarkup: false))
        case .markup: append(.field(tag, isMarkup: true))
        case .partial:
          include(tag)
          append(.partial(tag))
        case .section, .inverted, .parent, .block:
          if kind == .parent { include(tag) }
          if kind == .block { blocks.insert(tag.name) }
          open.append(Frame(kind: kind, tag: tag))
          if open.count > Self.deepestNesting {
            report(
              .templateTooLarge, "tags are nested more than \(Self.deepestNesting) deep here", tag.range,
              help: "close the tags around it first")
            open.removeAll()
            return
          }
        case .close: close(tag)
        }
      }
    }
    for frame in open.reversed() { unclosed(frame) }
    while !open.isEmpty { closeInnermost() }
  }

  private mutating func include(_ tag: TemplateTag) {
    if source.isPhrase {
      report(
        .templateSyntax, "a phrase cannot include a template", tag.range,
        help: "phrases are words; include `\(tag.name)` where the phrase is used")
    }
    if tag.name.hasPrefix("*") {
      report(
        .templateSyntax, "templates are included by their name, not by what a field says", tag.range,
        help: "choose between templates with sections")
    }
    inclusions.insert(tag.name)
  }

  private mutating func append(_ node: TemplateNode) {
    guard let last = open.indices.last else { return nodes.append(node) }
    if open[last].kind != .parent {
      open[last].nodes.append(node)
    } else if case .block(let block) = node {
      open[last].overrides.append(block)
    }
  }

  private mutating func close(_ tag: TemplateTag) {
    guard let innermost = open.last else {
      report(
        .templateSyntax, "`\(source.text(tag.range))` closes nothing", tag.range,
        help: "remove it, or open `\(tag.name)` before it")
      return
    }
    if innermost.tag.name != tag.name {
      if let match = open.lastIndex(where: { $0.tag.name == tag.name }) {
        while open.count > match + 1 {
          unclosed(open[open.count - 1])
          closeInnermost()
        }
      } else {
        report(
          .templateSyntax,
          "`\(source.text(tag.range))` stands where `\(innermost.tag.name)` should be closed", tag.range,
          help: "write `{{/\(innermost.tag.name)}}`",
          related: [.init(.span(source.span(innermost.tag.range)), "opened here")])
      }
    }
    closeInnermost()
  }

  private mutating func closeInnermost() {
    let frame = open.removeLast()
    switch frame.kind {
    case .parent: append(.parent(frame.tag, overrides: frame.overrides))
    case .block: append(.block(TemplateBlock(tag: frame.tag, body: frame.nodes)))
    default: append(.section(frame.tag, isInverted: frame.kind == .inverted, body: frame.nodes))
    }
  }

  private mutating func unclosed(_ frame: Frame) {
    report(
      .templateUnclosed, "`\(source.text(frame.tag.range))` is opened and never closed", frame.tag.range,
      help: "close it with `{{/\(frame.tag.name)}}`")
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, _ range: Range<Int>, help: String,
    related: [Diagnostic.Related] = []
  ) {
    diagnostics.append(Diagnostic(code, message, at: source.span(range), help: help, related: related))
  }
}

/// What the name of a phrase begins with in a template: `{{strings.next_step}}`.
let phrasePrefix = "strings."
/// The phrase that holds a language's digits.
let digitsPhrase = "digits"
/// What the name of an asset begins with in a template: `{{assets.waymark.css}}`.
let assetPrefix = "assets."
