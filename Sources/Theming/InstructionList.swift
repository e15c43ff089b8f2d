/// The instructions of a program while it is put together.
///
/// Literals that touch become one, except across the border of a section: a run leaps from border to border.
struct InstructionList {
  private(set) var all: [TemplateProgram.Instruction] = []
  /// The first instruction behind the last border.
  private var firstJoinable = 0

  /// A section whose body is being added.
  struct Open {
    fileprivate let start: Int
    fileprivate let joinableBefore: Int
  }

  mutating func append(_ instruction: TemplateProgram.Instruction) { all.append(instruction) }

  /// - Parameter start: where the bytes stand; behind those of the literal before it, if there is one.
  mutating func appendLiteral(start: Int, count: Int) {
    if count == 0 { return }
    if all.count > firstJoinable, case .literal(let start, let before) = all[all.count - 1] {
      all[all.count - 1] = .literal(start: start, count: before + Int32(count))
    } else {
      all.append(.literal(start: Int32(start), count: Int32(count)))
    }
  }

  /// - Parameter instruction: a section; its count is set when it is closed.
  mutating func open(_ instruction: TemplateProgram.Instruction) -> Open {
    let section = Open(start: all.count, joinableBefore: firstJoinable)
    all.append(instruction)
    firstJoinable = all.count
    return section
  }

  mutating func close(_ section: Open) {
    all[section.start].bodyCount = all.count - section.start - 1
    firstJoinable = all.count
  }

  /// Leaves the body where it is and takes the section away.
  mutating func dissolve(_ section: Open) {
    let hasBorders = firstJoinable > section.start + 1
    let innerJoinable = firstJoinable
    all.remove(at: section.start)
    firstJoinable = section.joinableBefore
    let joined = section.start < all.count && joinLiterals(at: section.start)
    if hasBorders { firstJoinable = innerJoinable - (joined ? 2 : 1) }
  }

  /// - Returns: whether the instruction is part of the one before it now.
  private mutating func joinLiterals(at index: Int) -> Bool {
    guard index > firstJoinable, case .literal(let start, let count) = all[index - 1],
      case .literal(_, let more) = all[index]
    else { return false }
    all[index - 1] = .literal(start: start, count: count + more)
    all.remove(at: index)
    return true
  }
}
