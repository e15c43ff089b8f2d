/// A template made ready for one language: literal bytes and what to write between them.
///
/// Partials, parents, phrases and the names of assets are already in place, so a run looks nothing
/// up by name. A page with a navigation of 25 links (106 fields) takes two to three times as long as the
/// same page written out in Swift.
package struct TemplateProgram: Sendable {
  enum Instruction: Sendable {
    case literal(start: Int32, count: Int32)
    case text(FieldPath)
    case number(FieldPath)
    /// A number among words, in the digits of the program's language.
    case numberInWords(FieldPath)
    case markup(FieldPath)
    /// Goes on at `end` unless the field is present.
    case skipUnless(FieldPath, end: Int32)
    case skipIf(FieldPath, end: Int32)
    /// Runs the instructions up to `end` with the record on the stack, if there is one.
    case enter(FieldPath, end: Int32)
    /// Runs the instructions up to `end` for each item of a list of records or texts.
    case each(FieldPath, end: Int32)
  }

  let literals: [UInt8]
  let instructions: [Instruction]
  let pathSteps: [UInt16]
  let recordCount: Int
  /// `nil` where the language's digits are those of code.
  let digits: Digits?
  let assetUses: [AssetUse]

  /// Writes the page.
  ///
  /// - Parameter records: of the types that the template was compiled for, outermost first.
  package func run(records: [any TemplateRecord], into writer: inout HTMLWriter) {
    precondition(records.count == recordCount, "a template needs the records that it was declared with")
    literals.withUnsafeBufferPointer { literals in
      instructions.withUnsafeBufferPointer { instructions in
        pathSteps.withUnsafeBufferPointer { steps in
          var run = TemplateRun(
            literals: literals, instructions: instructions, steps: steps, digits: digits ?? .latin,
            stack: records)
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
private struct TemplateRun {
  let literals: UnsafeBufferPointer<UInt8>
  let instructions: UnsafeBufferPointer<TemplateProgram.Instruction>
  let steps: UnsafeBufferPointer<UInt16>
  let digits: Digits
  var stack: [any TemplateRecord]

  mutating func run(_ range: Range<Int>, into writer: inout HTMLWriter) {
    var next = range.lowerBound
    while next < range.upperBound {
      let instruction = instructions[next]
      next += 1
      switch instruction {
      case .literal(let start, let count):
        writer.trustedMarkup(UnsafeBufferPointer(rebasing: literals[Int(start)..<Int(start + count)]))
      case .text(let path):
        if case .text(let text) = value(path) { writer.text(text) }
      case .number(let path):
        if case .number(let number) = value(path) { writer.number(number) }
      case .numberInWords(let path):
        if case .number(let number) = value(path) { digits.write(number, into: &writer) }
      case .markup(let path):
        if case .markup(let write) = value(path) { write(&writer) }
      case .skipUnless(let path, let end):
        if !value(path).isPresent { next = Int(end) }
      case .skipIf(let path, let end):
        if value(path).isPresent { next = Int(end) }
      case .enter(let path, let end):
        if case .record(let record) = value(path) {
          stack.append(record)
          run(next..<Int(end), into: &writer)
          stack.removeLast()
        }
        next = Int(end)
      case .each(let path, let end):
        repeatBody(next..<Int(end), for: value(path), into: &writer)
        next = Int(end)
      }
    }
  }

  private mutating func repeatBody(_ body: Range<Int>, for list: TemplateValue, into writer: inout HTMLWriter)
  {
    switch list {
    case .list(let count, let record):
      for index in 0..<count {
        stack.append(record(index))
        run(body, into: &writer)
        stack.removeLast()
      }
    case .texts(let texts):
      for text in texts {
        stack.append(ListedText(text: text))
        run(body, into: &writer)
        stack.removeLast()
      }
    default: break
    }
  }

  private func value(_ path: FieldPath) -> TemplateValue {
    var value = stack[Int(path.slot)].value(at: Int(path.field))
    for index in 0..<Int(path.stepsCount) {
      guard case .record(let record) = value else { return .absent }
      value = record.value(at: Int(steps[Int(path.stepsStart) + index]))
    }
    return value
  }
}

/// A text of a list as the record that `{{.}}` reads.
private struct ListedText: TemplateRecord {
  let text: String
  func value(at field: Int) -> TemplateValue { .text(text) }
}
