extension TemplateProgram {
  /// The program for all pages of one set, such as the steps of one part: what its records call fixed is
  /// written already, and only what differs from page to page is left to do.
  ///
  /// Compilers call this partial evaluation. Most of what a page asks for is its guide's navigation, and
  /// nearly all of that is fixed.
  ///
  /// - Parameter records: those of any page of the set. The program runs with those of each of its pages, and with
  ///   the page's number where the records name pages by it.
  package func specialized(for records: [any TemplateRecord]) -> TemplateProgram {
    precondition(records.count == recordCount, "a template needs the records that it was declared with")
    return literals.withUnsafeBufferPointer { literals in
      instructions.withUnsafeBufferPointer { program in
        pathSteps.withUnsafeBufferPointer { steps in
          var specializer = TemplateSpecializer(
            literals: literals, program: program, steps: steps, digits: digits ?? .latin,
            stack: RecordStack(records, capacity: slotCount))
          specializer.specialize(0..<program.count)
          return TemplateProgram(
            literals: specializer.fixed.bytes, instructions: specializer.instructions.all,
            pathSteps: pathSteps,
            recordCount: recordCount, slotCount: slotCount, digits: digits, assetUses: assetUses)
        }
      }
    }
  }
}

private struct TemplateSpecializer: ~Copyable {
  let literals: UnsafeBufferPointer<UInt8>
  let program: UnsafeBufferPointer<TemplateProgram.Instruction>
  let steps: UnsafeBufferPointer<UInt16>
  let digits: Digits
  /// The records that stand around the place; an `UnknownRecord` for one that only a page will tell.
  var stack: RecordStack
  /// All that is fixed, in the order of the page: the literals of the new program.
  private(set) var fixed = HTMLWriter()
  private(set) var instructions = InstructionList()
  /// The innermost slot that instructions ask when a page is made: the records of all slots up to it have to be
  /// on the stack then.
  private var innermostSlot = -1

  init(
    literals: UnsafeBufferPointer<UInt8>, program: UnsafeBufferPointer<TemplateProgram.Instruction>,
    steps: UnsafeBufferPointer<UInt16>, digits: Digits, stack: consuming RecordStack
  ) {
    self.literals = literals
    self.program = program
    self.steps = steps
    self.digits = digits
    self.stack = stack
  }

  mutating func specialize(_ range: Range<Int>) {
    var next = range.lowerBound
    while next < range.upperBound {
      let instruction = program[next]
      let body = next + 1..<next + 1 + instruction.bodyCount
      next = body.upperBound
      switch instruction {
      case .literal(let start, let count):
        fixed.trustedMarkup(UnsafeBufferPointer(rebasing: literals[Int(start)..<Int(start + count)]))
        instructions.appendLiteral(start: fixed.count - Int(count), count: Int(count))
      case .text(let path), .number(let path), .numberInWords(let path), .markup(let path):
        if let value = fixedValue(path) {
          let start = fixed.count
          instruction.write(value, digits, into: &fixed)
          instructions.appendLiteral(start: start, count: fixed.count - start)
        } else {
          ask(path)
          instructions.append(instruction)
        }
      case .skipUnless(let path, _), .skipIf(let path, _):
        if let value = fixedValue(path) {
          let isSkipped = if case .skipIf = instruction { value.isPresent } else { !value.isPresent }
          if !isSkipped { specialize(body) }
        } else if let page = onlyPage(path) {
          let number = Int32(page)
          let onPage: TemplateProgram.Instruction =
            if case .skipIf = instruction { .skipIfOnPage(number: number, count: 0) } else {
              .skipUnlessOnPage(number: number, count: 0)
            }
          section(onPage) { $0.specialize(body) }
        } else {
          ask(path)
          section(instruction) { $0.specialize(body) }
        }
      case .enter(let path, _), .each(let path, _):
        guard let value = fixedValue(path) else {
          ask(path)
          section(instruction) { $0.specialize(body, with: UnknownRecord()) }
          continue
        }
        switch value {
        case .record(let record):
          sectionIfAsked(instruction, reading: path) { $0.specialize(body, with: record) }
        case .list(let count, let record):
          sectionIfAsked(.items(path, count: 0), reading: path) { specializer in
            for index in 0..<count { specializer.specialize(body, with: record(index), item: index) }
          }
        case .texts(let texts):
          sectionIfAsked(.items(path, count: 0), reading: path) { specializer in
            for (index, text) in texts.enumerated() {
              specializer.specialize(body, with: ListedText(text: text), item: index)
            }
          }
        default: break
        }
      case .items, .item, .skipUnlessOnPage, .skipIfOnPage:
        preconditionFailure("a program is specialized once")
      }
    }
  }

  @inline(__always)
  private mutating func specialize(_ body: Range<Int>, with record: consuming any TemplateRecord) {
    stack.push(record)
    specialize(body)
    stack.pop()
  }

  private mutating func specialize(_ body: Range<Int>, with record: any TemplateRecord, item index: Int) {
    sectionIfAsked(.item(index: Int32(index), count: 0)) { $0.specialize(body, with: record) }
  }

  /// - Returns: `nil` when it may differ from page to page.
  private func fixedValue(_ path: FieldPath) -> TemplateValue? {
    guard stack.isFixed(path.slot, path.field) else { return nil }
    var value = stack.value(path.slot, path.field)
    for index in 0..<Int(path.stepsCount) {
      let step = Int(steps[Int(path.stepsStart) + index])
      guard case .record(let record) = value else { return .absent }
      guard record.isFixed(at: step) else { return nil }
      value = record.value(at: step)
    }
    return value
  }

  /// The only page on which a flag is set, if it is one of that kind.
  private func onlyPage(_ path: FieldPath) -> Int? {
    path.stepsCount == 0 ? stack.onlyPage(path.slot, path.field) : nil
  }

  // MARK: Writing the new program

  private mutating func ask(_ path: FieldPath) { innermostSlot = max(innermostSlot, Int(path.slot)) }

  /// A section that is decided when a page is made.
  private mutating func section(
    _ instruction: TemplateProgram.Instruction, _ write: (inout TemplateSpecializer) -> Void
  ) {
    let section = instructions.open(instruction)
    write(&self)
    instructions.close(section)
  }

  /// The body of a section that is there on every page. It stays a section only if something in it has to ask
  /// its record, or one further in, when a page is made.
  private mutating func sectionIfAsked(
    _ instruction: TemplateProgram.Instruction, reading path: FieldPath? = nil,
    _ write: (inout TemplateSpecializer) -> Void
  ) {
    let innermostBefore = innermostSlot
    innermostSlot = -1
    let section = instructions.open(instruction)
    write(&self)
    if innermostSlot >= stack.count {
      if let path { ask(path) }
      instructions.close(section)
    } else {
      instructions.dissolve(section)
    }
    innermostSlot = max(innermostSlot, innermostBefore)
  }
}

/// Stands for a record that is known only when a page is made.
private struct UnknownRecord: TemplateRecord {
  func value(at field: Int) -> TemplateValue { .absent }
}
