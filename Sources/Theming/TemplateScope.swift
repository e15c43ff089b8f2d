import Diagnostics

/// A field that a compiled tag reads: where its record stands on the stack, and the steps from there.
struct FieldPath: Equatable, Sendable {
  /// Counted from the outermost record.
  var slot: UInt16
  var field: UInt16
  /// Further fields of a dotted name, as a stretch of the program's `pathSteps`.
  var stepsStart: Int32 = 0
  var stepsCount: UInt16 = 0
}

/// What names mean at one place of a template, innermost last.
struct TemplateScopes {
  private enum Scope {
    case record(RecordType, slot: Int)
    /// Inside `{{#name}}` of a text, number or markup, and of each text of a list: `{{.}}`.
    case value(Found, ownsSlot: Bool)
  }

  private var scopes: [Scope]
  private var slotCount: Int {
    didSet { mostSlots = max(mostSlots, slotCount) }
  }
  private(set) var mostSlots: Int
  private(set) var pathSteps: [UInt16] = []

  init(_ records: [RecordType]) {
    scopes = records.enumerated().map { .record($1, slot: $0) }
    slotCount = records.count
    mostSlots = records.count
  }

  struct Found {
    var path: FieldPath
    var kind: FieldKind
  }

  /// Why a name means nothing here, in the words of a diagnostic.
  struct Failure: Error {
    var code: DiagnosticCode
    var message: String
    var help: String
  }

  mutating func pushRecord(_ type: RecordType) {
    scopes.append(.record(type, slot: slotCount))
    slotCount += 1
  }

  /// Each text of a list stands in a slot of its own.
  mutating func pushListedText() {
    let text = Found(path: FieldPath(slot: UInt16(slotCount), field: 0), kind: .text)
    scopes.append(.value(text, ownsSlot: true))
    slotCount += 1
  }

  mutating func pushValue(_ found: Found) { scopes.append(.value(found, ownsSlot: false)) }

  mutating func pop() {
    switch scopes.removeLast() {
    case .value(_, ownsSlot: false): break
    default: slotCount -= 1
    }
  }

  /// The text field `root` of the outermost record: the page's way to the site's root.
  var root: FieldPath? {
    guard case .record(let type, 0)? = scopes.first, let field = type.index(of: "root"),
      type.fields[field].kind == .text
    else { return nil }
    return FieldPath(slot: 0, field: UInt16(field))
  }

  mutating func resolve(_ name: String) throws(Failure) -> Found {
    if name == "." {
      guard case .value(let found, _)? = scopes.last else {
        throw Failure(
          code: .templateWrongKind, message: "`.` means nothing here",
          help: "it stands for the text of a list inside `{{#list}}…{{/list}}`; name the field instead")
      }
      return found
    }
    let firstDot = name.utf8.firstIndex(of: UInt8(ascii: ".")) ?? name.endIndex
    let first = name[..<firstDot]
    var found = try field(named: first)
    if firstDot == name.endIndex { return found }
    found.path.stepsStart = Int32(pathSteps.count)
    var owner = first
    for part in name[firstDot...].dropFirst().split(separator: ".", omittingEmptySubsequences: false) {
      guard case .record(let type) = found.kind else {
        throw Failure(
          code: .templateWrongKind,
          message: "`\(owner)` is \(found.kind.phrase) and has no fields of its own",
          help: found.kind.isList ? "write `{{#\(owner)}}{{\(part)}}{{/\(owner)}}`" : "write `\(owner)` alone"
        )
      }
      guard let index = type.index(of: part) else {
        throw unknown(String(part), "`\(owner)` has no `\(part)`", among: type.fields.map(\.name), plus: [])
      }
      pathSteps.append(UInt16(index))
      found.path.stepsCount += 1
      found.kind = type.fields[index].kind
      owner = part
    }
    return found
  }

  /// What a name without dots means: a field of the innermost record that has one of this name.
  private func field(named name: Substring) throws(Failure) -> Found {
    for case .record(let type, let slot) in scopes.reversed() {
      guard let index = type.index(of: name) else { continue }
      return Found(path: FieldPath(slot: UInt16(slot), field: UInt16(index)), kind: type.fields[index].kind)
    }
    throw unknown(
      String(name), "there is no `\(name)` here", among: namesInScope, plus: ["strings", "assets"])
  }

  /// Inner names first; a name that an inner record hides is listed once.
  private var namesInScope: [String] {
    var names: [String] = []
    for case .record(let type, _) in scopes.reversed() {
      for field in type.fields where !names.contains(field.name) { names.append(field.name) }
    }
    return names
  }

  private func unknown(_ name: String, _ message: String, among known: [String], plus: [String]) -> Failure {
    let list =
      known.isEmpty ? "nothing has a name here" : "known here: \(known.sorted().joined(separator: ", "))"
    let meant = closestMatch(to: name, in: known + plus)
    return Failure(
      code: .templateUnknownName, message: message, help: meant.map { "did you mean `\($0)`?" } ?? list)
  }
}

extension FieldKind {
  var isList: Bool {
    switch self {
    case .list, .texts: true
    default: false
    }
  }
}
