/// The records that stand around a place of a template, outermost first.
///
/// Asks them where they are. A record that may be copied would be, for each answer; so they stand here as
/// records that may not.
struct RecordStack: ~Copyable {
  private let records: UnsafeMutablePointer<any TemplateRecord & ~Copyable>
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
    return Self.value((records + Int(slot)).pointee, field)
  }

  func isFixed(_ slot: UInt16, _ field: UInt16) -> Bool {
    precondition(slot < count)
    return Self.isFixed((records + Int(slot)).pointee, field)
  }

  // The compiler opens such a record only where a function has borrowed it.
  private static func value(_ record: borrowing any TemplateRecord & ~Copyable, _ field: UInt16)
    -> TemplateValue
  {
    record.value(at: Int(field))
  }

  private static func isFixed(_ record: borrowing any TemplateRecord & ~Copyable, _ field: UInt16) -> Bool {
    record.isFixed(at: Int(field))
  }
}
