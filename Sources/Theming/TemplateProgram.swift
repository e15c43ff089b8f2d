/// A template made ready for one language: literal bytes and what to write between them.
///
/// Partials, parents, phrases and the names of assets are already in place, so a run looks nothing
/// up by name. A page with a navigation of 25 links (106 fields) takes two to three times as long as the
/// same page written out in Swift; `specialized(for:)` makes that a fraction for pages that share most of it.
package struct TemplateProgram: Sendable {
  enum Instruction: Sendable {
    case literal(start: Int32, count: Int32)
    case text(FieldPath)
    case number(FieldPath)
    /// A number among words, in the digits of the program's language.
    case numberInWords(FieldPath)
    case markup(FieldPath)
    /// Goes on behind its body, the `count` instructions that follow, unless the field is present.
    case skipUnless(FieldPath, count: Int32)
    case skipIf(FieldPath, count: Int32)
    /// Runs the body with the record on the stack, if there is one.
    case enter(FieldPath, count: Int32)
    /// Runs the body for each item of a list of records or texts.
    case each(FieldPath, count: Int32)
    /// What is left of `each` in a specialized program: runs the body once, in which `item` stands for the list's.
    case items(FieldPath, count: Int32)
    /// Runs the body with one item of the list on the stack.
    case item(index: Int32, count: Int32)
    /// What is left in a specialized program of a flag that is set on one page of the set only.
    case skipUnlessOnPage(number: Int32, count: Int32)
    case skipIfOnPage(number: Int32, count: Int32)
  }

  let literals: [UInt8]
  let instructions: [Instruction]
  let pathSteps: [UInt16]
  let recordCount: Int
  /// The most records that stand at one place.
  let slotCount: Int
  /// `nil` where the language's digits are those of code.
  let digits: Digits?
  let assetUses: [AssetUse]

  /// Writes the page.
  ///
  /// - Parameters:
  ///   - records: of the types that the template was compiled for, outermost first.
  ///   - page: the page's number within the set that the program is specialized for; see `TemplateRecord.onlyPage`.
  package func run(records: [any TemplateRecord], onPage page: Int = 0, into writer: inout HTMLWriter) {
    precondition(records.count == recordCount, "a template needs the records that it was declared with")
    literals.withUnsafeBufferPointer { literals in
      instructions.withUnsafeBufferPointer { instructions in
        pathSteps.withUnsafeBufferPointer { steps in
          var run = TemplateRun(
            literals: literals, instructions: instructions, steps: steps, digits: digits ?? .latin,
            page: page,
            stack: RecordStack(records, capacity: slotCount))
          run.run(0..<instructions.count, into: &writer)
        }
      }
    }
  }
}

/// A place of a template that links to an asset.
struct AssetUse: Hashable, Sendable {
  /// As templates call it: `search.js`.
  let name: String
  /// Fields of the outermost record whose sections stand around the place.
  let conditions: [String]
}

/// One run of a program. Sections call `run` again: the compiler bounds how deep they stand.
private struct TemplateRun: ~Copyable {
  let literals: UnsafeBufferPointer<UInt8>
  let instructions: UnsafeBufferPointer<TemplateProgram.Instruction>
  let steps: UnsafeBufferPointer<UInt16>
  let digits: Digits
  let page: Int
  var stack: RecordStack
  /// The list whose items the instructions are about.
  var list = TemplateValue.absent

  mutating func run(_ range: Range<Int>, into writer: inout HTMLWriter) {
    var next = range.lowerBound
    /// The body of a section, which is not run again when the section has been.
    func taken(_ count: Int32) -> Range<Int> {
      defer { next += Int(count) }
      return next..<next + Int(count)
    }
    while next < range.upperBound {
      let instruction = instructions[next]
      next += 1
      switch instruction {
      case .literal(let start, let count):
        writer.trustedMarkup(UnsafeBufferPointer(rebasing: literals[Int(start)..<Int(start + count)]))
      case .text(let path), .number(let path), .numberInWords(let path), .markup(let path):
        instruction.write(value(path), digits, into: &writer)
      case .skipUnless(let path, let count): if !value(path).isPresent { next += Int(count) }
      case .skipIf(let path, let count): if value(path).isPresent { next += Int(count) }
      case .skipUnlessOnPage(let number, let count): if page != Int(number) { next += Int(count) }
      case .skipIfOnPage(let number, let count): if page == Int(number) { next += Int(count) }
      case .enter(let path, let count):
        let body = taken(count)
        if case .record(let record) = value(path) { run(body, with: record, into: &writer) }
      case .each(let path, let count):
        let body = taken(count)
        switch value(path) {
        case .list(let count, let record):
          for index in 0..<count { run(body, with: record(index), into: &writer) }
        case .texts(let texts):
          for text in texts { run(body, with: ListedText(text: text), into: &writer) }
        default: break
        }
      case .items(let path, let count):
        let body = taken(count)
        let outer = list
        list = value(path)
        run(body, into: &writer)
        list = outer
      case .item(let index, let count):
        let body = taken(count)
        switch list {
        case .list(let count, let record) where index < count:
          run(body, with: record(Int(index)), into: &writer)
        case .texts(let texts) where index < texts.count:
          run(body, with: ListedText(text: texts[Int(index)]), into: &writer)
        default: break
        }
      }
    }
  }

  @inline(__always)
  private mutating func run(
    _ body: Range<Int>, with record: consuming any TemplateRecord, into writer: inout HTMLWriter
  ) {
    stack.push(record)
    run(body, into: &writer)
    stack.pop()
  }

  private func value(_ path: FieldPath) -> TemplateValue {
    var value = stack.value(path.slot, path.field)
    if path.stepsCount == 0 { return value }
    for index in 0..<Int(path.stepsCount) {
      guard case .record(let record) = value else { return .absent }
      value = record.value(at: Int(steps[Int(path.stepsStart) + index]))
    }
    return value
  }
}

extension TemplateProgram.Instruction {
  /// How many instructions of a section follow; 0 for what is none.
  var bodyCount: Int {
    get {
      switch self {
      case .skipUnless(_, let count), .skipIf(_, let count), .enter(_, let count), .each(_, let count),
        .items(_, let count), .item(_, let count), .skipUnlessOnPage(_, let count),
        .skipIfOnPage(_, let count):
        Int(count)
      case .literal, .text, .number, .numberInWords, .markup: 0
      }
    }
    set {
      let count = Int32(newValue)
      switch self {
      case .skipUnless(let path, _): self = .skipUnless(path, count: count)
      case .skipIf(let path, _): self = .skipIf(path, count: count)
      case .enter(let path, _): self = .enter(path, count: count)
      case .each(let path, _): self = .each(path, count: count)
      case .items(let path, _): self = .items(path, count: count)
      case .item(let index, _): self = .item(index: index, count: count)
      case .skipUnlessOnPage(let number, _): self = .skipUnlessOnPage(number: number, count: count)
      case .skipIfOnPage(let number, _): self = .skipIfOnPage(number: number, count: count)
      case .literal, .text, .number, .numberInWords, .markup: preconditionFailure("it has no body")
      }
    }
  }

  /// Writes a field's value if it is of the kind that the field was declared with.
  @inline(__always)
  func write(_ value: consuming TemplateValue, _ digits: Digits, into writer: inout HTMLWriter) {
    switch (self, value) {
    case (.text, .text(let text)): writer.text(text)
    case (.number, .number(let number)): writer.number(number)
    case (.numberInWords, .number(let number)): digits.write(number, into: &writer)
    case (.markup, .markup(let write)): write(&writer)
    default: break
    }
  }
}

/// A text of a list as the record that `{{.}}` reads.
struct ListedText: TemplateRecord {
  let text: String
  func value(at field: Int) -> TemplateValue { .text(text) }
  func isFixed(at field: Int) -> Bool { true }
}
