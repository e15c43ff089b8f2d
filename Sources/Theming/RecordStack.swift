/// The records that stand around a place of a template, outermost first.
///
/// Asks them where they are. A record that may be copied would be, for each answer; so they are asked as
/// records that may not.
struct RecordStack: ~Copyable {
  private let records: UnsafeMutablePointer<any TemplateRecord>
  private let capacity: Int
  private(set) var count = 0

  /// - Parameter capacity: the most records that will stand at one place.
  init(_ outermost: [any TemplateRecord], capacity: Int) {
    self.capacity = capacity
    records = .allocate(capacity: capacity)
    for record in outermost { push(record) }
  }

  deinit {
    records.deinitialize(count: count)
    records.deallocate()
  }

  // Not by itself, where the compiler would unpack the record and pack it again.
  @inline(__always)
  mutating func push(_ record: consuming any TemplateRecord) {
    precondition(count < capacity, "the compiler counted how many records a place has")
    (records + count).initialize(to: record)
    count += 1
  }

  mutating func pop() {
    precondition(count > 0)
    count -= 1
    (records + count).deinitialize(count: 1)
  }

  func value(_ slot: UInt16, _ field: UInt16) -> TemplateValue {
    precondition(slot < count)
    return (records + Int(slot)).withMemoryRebound(to: Uncopied.self, capacity: 1) {
      Self.value($0.pointee, field)
    }
  }

  func isFixed(_ slot: UInt16, _ field: UInt16) -> Bool {
    precondition(slot < count)
    return (records + Int(slot)).withMemoryRebound(to: Uncopied.self, capacity: 1) {
      Self.isFixed($0.pointee, field)
    }
  }

  func onlyPage(_ slot: UInt16, _ field: UInt16) -> Int? {
    precondition(slot < count)
    return (records + Int(slot)).withMemoryRebound(to: Uncopied.self, capacity: 1) {
      Self.onlyPage($0.pointee, field)
    }
  }

  /// Laid out alike: whether a value may be copied is not kept with it.
  private typealias Uncopied = any TemplateRecord & ~Copyable

  // The compiler opens such a record only where a function has borrowed it.
  private static func value(_ record: borrowing Uncopied, _ field: UInt16) -> TemplateValue {
    record.value(at: Int(field))
  }

  private static func onlyPage(_ record: borrowing Uncopied, _ field: UInt16) -> Int? {
    record.onlyPage(at: Int(field))
  }

  private static func isFixed(_ record: borrowing Uncopied, _ field: UInt16) -> Bool {
    record.isFixed(at: Int(field))
  }
}
