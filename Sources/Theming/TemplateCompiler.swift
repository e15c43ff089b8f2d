import Diagnostics

/// Turns one template, with everything that it includes, into a program for one language.
///
/// Every name is looked up here, once, so a name that means nothing is an error with a place in the
/// template rather than a blank on a page.
struct TemplateCompiler {
  /// What a template may refer to besides its records.
  struct Library: Sendable {
    var templates: [String: ParsedTemplate] = [:]
    /// Phrases of the language being compiled, with those that it borrows from English.
    var phrases: [String: ParsedTemplate] = [:]
    /// Where assets are written, by their name in `theme/assets/`.
    var assetPaths: [String: String] = [:]
  }

  /// Instructions and literal bytes of one program. The default theme's largest has a few thousand of
  /// each; partials that include partials twice each could reach any size.
  private static let mostPieces = 100_000
  private static let mostBytes = 4_194_304

  private let library: Library
  private var scopes: TemplateScopes
  private var literals: [UInt8] = []
  private var instructions = InstructionList()
  private var markup = MarkupContext()
  private var pieces = 0
  private var depth = 0
  /// `nil` where the language's digits are those of code.
  private let digits: Digits?
  private var assetUses: Set<AssetUse> = []
  /// Fields of the outermost record whose sections are open.
  private var conditions: [String] = []
  private var blocksSeen: Set<String> = []
  private var diagnostics: [Diagnostic] = []

  /// What a block's body is replaced with, and from where.
  private struct Override {
    var block: TemplateBlock
    var template: ParsedTemplate
    /// The templates around the place where it is written: including one of them is recursion.
    var inclusions: [String]
  }

  /// Where in the tree of templates compilation stands. Each node asks, so it is handed on as one reference.
  private final class Position {
    let template: ParsedTemplate
    let indentation: Indentation
    let overrides: [String: Override]
    let inclusions: [String]
    /// The tag that uses the phrase being compiled.
    let phraseUse: SourceSpan?

    init(
      _ template: ParsedTemplate, indentation: Indentation = Indentation(),
      overrides: [String: Override] = [:],
      inclusions: [String], phraseUse: SourceSpan? = nil
    ) {
      self.template = template
      self.indentation = indentation
      self.overrides = overrides
      self.inclusions = inclusions
      self.phraseUse = phraseUse
    }

    /// The same place behind the first line.
    var pastFirstLine: Position {
      if !indentation.skipsFirstLine { return self }
      var indentation = indentation
      indentation.skipsFirstLine = false
      return Position(
        template, indentation: indentation, overrides: overrides, inclusions: inclusions, phraseUse: phraseUse
      )
    }
  }

  /// How lines are moved when a template or block is put somewhere else.
  private struct Indentation {
    /// Blanks to write before each line.
    var added: [UInt8] = []
    /// Bytes of its own white space that a line loses first.
    var removed = 0
    /// The first line continues one that is already indented.
    var skipsFirstLine = false
  }

  /// The size of the program passed its bound; the finding is recorded.
  private struct TooLarge: Error {}

  static func compile(
    _ name: String, records: [RecordType], library: Library
  ) -> (program: TemplateProgram?, diagnostics: [Diagnostic]) {
    guard let template = library.templates[name] else { return (nil, []) }
    var compiler = TemplateCompiler(library: library, scopes: TemplateScopes(records))
    do {
      try compiler.compile(template.nodes, at: Position(template, inclusions: [name]))
    } catch {}
    guard compiler.diagnostics.isEmpty else { return (nil, compiler.diagnostics) }
    let program = TemplateProgram(
      literals: compiler.literals, instructions: compiler.instructions.all,
      pathSteps: compiler.scopes.pathSteps,
      recordCount: records.count, slotCount: compiler.scopes.mostSlots, digits: compiler.digits,
      assetUses: Array(compiler.assetUses))
    return (program, [])
  }

  private init(library: Library, scopes: TemplateScopes) {
    self.library = library
    self.scopes = scopes
    digits = library.phrases[digitsPhrase]?.digits.flatMap { $0 == .latin ? nil : $0 }
  }

  // MARK: Nodes

  private mutating func compile(_ nodes: [TemplateNode], at position: Position) throws(TooLarge) {
    depth += 1
    defer { depth -= 1 }
    var position = position
    for node in nodes {
      try count(node, at: position)
      switch node {
      case .text(let range, let startsLine):
        literal(range, startsLine: startsLine, at: position)
        position = position.pastFirstLine
      case .field(let tag, let isMarkup): try field(tag, isMarkup: isMarkup, at: position)
      case .section(let tag, let isInverted, let body):
        try section(tag, isInverted: isInverted, body: body, at: position)
      case .partial(let tag): try include(tag, overrides: [], at: position)
      case .parent(let tag, let overrides): try include(tag, overrides: overrides, at: position)
      case .block(let block): try self.block(block, at: position)
      }
    }
  }

  private mutating func count(_ node: TemplateNode, at position: Position) throws(TooLarge) {
    pieces += 1
    if depth > TemplateParser.deepestNesting {
      report(
        .templateTooLarge, "templates are nested more than \(TemplateParser.deepestNesting) deep here",
        node.range, at: position, help: "include fewer templates inside one another")
    } else if pieces > Self.mostPieces || literals.count > Self.mostBytes {
      report(
        .templateTooLarge, "this template grows too large: partials in it are included many times over",
        node.range, at: position, help: "repeat with a list section instead of by hand")
    } else {
      return
    }
    throw TooLarge()
  }

  private mutating func literal(_ range: Range<Int>, startsLine: Bool, at position: Position) {
    let bytes = position.template.source.bytes
    var rest = bytes[range]
    if startsLine {
      rest = rest.dropFirst(min(position.indentation.removed, rest.prefix(while: isIndentation).count))
      // Empty lines stay empty.
      let isEmptyLine = rest.last == UInt8(ascii: "\n") && rest.allSatisfy(isBlank)
      if !position.indentation.skipsFirstLine, !isEmptyLine {
        literal(position.indentation.added[...])
      }
    }
    if position.template.source.isPhrase {
      literal(escaped(rest)[...])
    } else {
      literal(rest)
    }
  }

  private mutating func literal(_ bytes: ArraySlice<UInt8>) {
    if bytes.isEmpty { return }
    markup.advance(bytes)
    instructions.appendLiteral(start: literals.count, count: bytes.count)
    literals.append(contentsOf: bytes)
  }

  private func escaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var writer = HTMLWriter(capacity: bytes.count)
    writer.text(bytes: bytes)
    return writer.bytes
  }

  // MARK: Fields

  private mutating func field(_ tag: TemplateTag, isMarkup: Bool, at position: Position) throws(TooLarge) {
    if tag.name.hasPrefix(phrasePrefix) {
      if isMarkup { reportNotMarkup(tag, "a phrase", at: position) }
      return try phrase(tag, at: position)
    }
    if tag.name.hasPrefix(assetPrefix) {
      if isMarkup { reportNotMarkup(tag, "an asset's address", at: position) }
      return asset(tag, at: position)
    }
    guard let found = resolve(tag, at: position) else { return }
    switch (found.kind, isMarkup) {
    case (.text, false):
      checkPlace(tag, at: position, isMarkup: false)
      instructions.append(.text(found.path))
    case (.number, false):
      // Digits are safe wherever the markup is.
      if markup.fieldPlace == .code { checkPlace(tag, at: position, isMarkup: false) }
      // By itself in an attribute it is for programs; in a phrase it is for people wherever that stands.
      let isForPeople = markup.fieldPlace == .content || position.phraseUse != nil
      instructions.append(isForPeople && digits != nil ? .numberInWords(found.path) : .number(found.path))
    case (.markup, true):
      checkPlace(tag, at: position, isMarkup: true)
      instructions.append(.markup(found.path))
    case (.markup, false):
      report(
        .templateWrongKind, "`\(tag.name)` is markup, and two braces are for text", tag.range, at: position,
        help: "write `{{{\(tag.name)}}}`")
    case (.text, true), (.number, true): reportNotMarkup(tag, found.kind.phrase, at: position)
    case (.flag, _), (.record, _):
      report(
        .templateWrongKind, "`\(tag.name)` is \(found.kind.phrase), which cannot be written", tag.range,
        at: position, help: "use it as a section: `{{#\(tag.name)}}…{{/\(tag.name)}}`")
    case (.list, _), (.texts, _):
      report(
        .templateWrongKind, "`\(tag.name)` is \(found.kind.phrase), which cannot be written", tag.range,
        at: position, help: "repeat over it: `{{#\(tag.name)}}…{{/\(tag.name)}}`")
    }
    markup.passField()
  }

  private mutating func reportNotMarkup(_ tag: TemplateTag, _ kind: String, at position: Position) {
    report(
      .templateWrongKind, "`\(tag.name)` is \(kind), which must be escaped", tag.range, at: position,
      help: "write `{{\(tag.name)}}`; three braces are for markup only")
  }

  /// Escaping makes text safe between tags and in quotation marks, and nowhere else.
  private mutating func checkPlace(_ tag: TemplateTag, at position: Position, isMarkup: Bool) {
    let problem: (message: String, help: String)? =
      switch markup.fieldPlace {
      case .content: nil
      case .quotedValue: isMarkup ? ("markup cannot stand in an attribute", "use a text field here") : nil
      case .comment: isMarkup ? ("markup cannot stand in a comment", "take it out of the comment") : nil
      case .unquotedValue:
        ("an attribute's value must stand in quotation marks", "write `=\"{{\(tag.name)}}\"`")
      case .tag:
        ("a field cannot be part of a tag outside an attribute's value", "write the tag out, in sections")
      case .code:
        (
          "a field cannot stand in a script or style, where escaping does not protect it",
          "put it into a `data-` attribute and read it from there"
        )
      }
    if let problem {
      report(.templateWrongKind, problem.message, tag.range, at: position, help: problem.help)
    }
  }

  private mutating func phrase(_ tag: TemplateTag, at position: Position) throws(TooLarge) {
    let key = String(tag.name.dropFirst(phrasePrefix.count))
    guard let phrase = library.phrases[key] else {
      let meant = closestMatch(to: key, in: library.phrases.keys.sorted())
      return report(
        .templateUnknownName, "the theme has no phrase `\(key)`", tag.range, at: position,
        help: meant.map { "did you mean `strings.\($0)`?" } ?? "add it to `strings/en.yml`")
    }
    checkPlace(tag, at: position, isMarkup: false)
    guard let inclusions = inclusions(of: phrase, tag, at: position) else { return }
    let use = position.template.source.span(tag.range)
    try compile(
      phrase.nodes,
      at: Position(phrase, overrides: position.overrides, inclusions: inclusions, phraseUse: use))
    markup.passField()
  }

  private mutating func asset(_ tag: TemplateTag, at position: Position) {
    let name = String(tag.name.dropFirst(assetPrefix.count))
    guard let path = library.assetPaths[name] else {
      let meant = closestMatch(to: name, in: library.assetPaths.keys.sorted())
      return report(
        .templateUnknownName, "the theme has no asset `\(name)`", tag.range, at: position,
        help: meant.map { "did you mean `assets.\($0)`?" } ?? "put the file into `assets/`")
    }
    guard let root = scopes.root else {
      return report(
        .templateUnknownName, "assets have no address here", tag.range, at: position,
        help: "only pages, which know the way to the site's root, can link to assets")
    }
    checkPlace(tag, at: position, isMarkup: false)
    assetUses.insert(AssetUse(name: name, conditions: conditions))
    instructions.append(.text(root))
    markup.passField()
    literal(Array(path.utf8)[...])
  }

  private mutating func resolve(_ tag: TemplateTag, at position: Position) -> TemplateScopes.Found? {
    do {
      return try scopes.resolve(tag.name)
    } catch {
      report(error.code, error.message, tag.range, at: position, help: error.help)
      return nil
    }
  }

  // MARK: Sections

  private mutating func section(
    _ tag: TemplateTag, isInverted: Bool, body: [TemplateNode], at position: Position
  ) throws(TooLarge) {
    // Whether a phrase or asset exists is known now.
    if let exists = existence(of: tag.name) {
      if exists != isInverted { try compile(body, at: position) }
      return
    }
    guard let found = resolve(tag, at: position) else { return }
    let before = markup
    let instruction: TemplateProgram.Instruction =
      switch (isInverted, found.kind) {
      case (true, _): .skipIf(found.path, count: 0)
      case (false, .record): .enter(found.path, count: 0)
      case (false, .list), (false, .texts): .each(found.path, count: 0)
      case (false, _): .skipUnless(found.path, count: 0)
      }
    let open = instructions.open(instruction)
    if isInverted {
      try compile(body, at: position)
    } else {
      switch found.kind {
      case .record(let type), .list(let type): scopes.pushRecord(type)
      case .texts: scopes.pushListedText()
      case .text, .number, .markup, .flag: scopes.pushValue(found)
      }
      let isCondition = found.path.slot == 0
      if isCondition { conditions.append(tag.name) }
      try compile(body, at: position)
      if isCondition { conditions.removeLast() }
      scopes.pop()
    }
    instructions.close(open)
    if !markup.isBalanced(with: before) {
      report(
        .templateSyntax, "this section begins and ends in different places of the HTML", tag.range,
        at: position,
        help: "close a tag, quotation mark or comment in the section that opens it")
      markup = before
    }
  }

  /// - Returns: `nil` for names that only a run can test.
  private func existence(of name: String) -> Bool? {
    if name.hasPrefix(phrasePrefix) {
      return library.phrases[String(name.dropFirst(phrasePrefix.count))]?.nodes.isEmpty == false
    }
    if name.hasPrefix(assetPrefix) {
      return library.assetPaths[String(name.dropFirst(assetPrefix.count))] != nil
    }
    return nil
  }

  // MARK: Partials, parents and blocks

  private mutating func include(
    _ tag: TemplateTag, overrides: [TemplateBlock], at position: Position
  ) throws(TooLarge) {
    guard let template = library.templates[tag.name] else {
      let meant = closestMatch(to: tag.name, in: library.templates.keys.sorted())
      return report(
        .templateMissingPartial, "the theme has no template `\(tag.name)`", tag.range, at: position,
        help: meant.map { "did you mean `\($0)`?" } ?? "write it as `templates/\(tag.name).mustache`")
    }
    guard let inclusions = inclusions(of: template, tag, at: position) else { return }
    var allOverrides = position.overrides
    // Those written further out win: they are the more particular ones.
    for block in overrides where allOverrides[block.tag.name] == nil {
      allOverrides[block.tag.name] = Override(
        block: block, template: position.template, inclusions: position.inclusions)
    }
    let indentation = tag.isStandalone ? shifted(position, by: tag.indentation) : Indentation()
    let seenOutside = blocksSeen
    blocksSeen = template.blocks
    try compile(
      template.nodes,
      at: Position(
        template, indentation: indentation, overrides: allOverrides, inclusions: inclusions,
        phraseUse: position.phraseUse))
    for block in overrides where !blocksSeen.contains(block.tag.name) {
      let meant = closestMatch(to: block.tag.name, in: blocksSeen.sorted())
      report(
        .templateUnknownName, "`\(tag.name)` has no block `\(block.tag.name)`", block.tag.range, at: position,
        help: meant.map { "did you mean `\($0)`?" }
          ?? "its blocks: \(blocksSeen.sorted().joined(separator: ", "))")
    }
    blocksSeen.formUnion(seenOutside)
  }

  private mutating func block(_ block: TemplateBlock, at position: Position) throws(TooLarge) {
    guard let override = position.overrides[block.tag.name] else {
      return try compile(block.body, at: position)
    }
    var overrides = position.overrides
    // Gone inside its own body, so that a block that stands in itself shows its default.
    overrides[block.tag.name] = nil
    let ownLine = block.tag.isStandalone ? firstLineIndentation(block.body, in: position.template) : nil
    var indentation = shifted(position, by: ownLine ?? block.tag.indentation)
    indentation.removed = firstLineIndentation(override.block.body, in: override.template)?.count ?? 0
    indentation.skipsFirstLine = !block.tag.isStandalone
    try compile(
      override.block.body,
      at: Position(
        override.template, indentation: indentation, overrides: overrides, inclusions: override.inclusions))
  }

  /// The templates around a place inside the one that a tag names.
  ///
  /// - Returns: `nil` after reporting that the template already includes itself.
  private mutating func inclusions(
    of template: ParsedTemplate, _ tag: TemplateTag, at position: Position
  ) -> [String]? {
    let name = template.source.name
    if let first = position.inclusions.firstIndex(of: name) {
      let circle = (position.inclusions[first...] + [name]).map { "`\($0)`" }.joined(separator: " → ")
      report(
        .templateRecursion, "`\(name)` includes itself", tag.range, at: position,
        help: "the circle is \(circle)")
      return nil
    }
    return position.inclusions + [name]
  }

  private func shifted(_ position: Position, by blanks: Range<Int>) -> Indentation {
    let own = position.template.source.bytes[blanks].dropFirst(position.indentation.removed)
    return Indentation(added: position.indentation.added + own)
  }

  private func firstLineIndentation(_ nodes: [TemplateNode], in template: ParsedTemplate) -> Range<Int>? {
    for case .text(let range, startsLine: true) in nodes {
      return range.lowerBound..<range.lowerBound
        + template.source.bytes[range].prefix(while: isIndentation).count
    }
    return nil
  }

  // MARK: Reports

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, _ range: Range<Int>, at position: Position, help: String
  ) {
    let related = position.phraseUse.map { [Diagnostic.Related(.span($0), "the phrase is used here")] }
    diagnostics.append(
      Diagnostic(code, message, at: position.template.source.span(range), help: help, related: related ?? []))
  }
}

private func isIndentation(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

extension TemplateNode {
  fileprivate var range: Range<Int> {
    switch self {
    case .text(let range, _): range
    case .field(let tag, _), .section(let tag, _, _), .partial(let tag), .parent(let tag, _): tag.range
    case .block(let block): block.tag.range
    }
  }
}
