/// The records that stand around a place of a template, outermost first.
///
/// Asks them where they are: from an array, each answer would first copy the record that gives it.
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
    return records[Int(slot)].value(at: Int(field))
  }

  func isFixed(_ slot: UInt16, _ field: UInt16) -> Bool {
    precondition(slot < count)
    return records[Int(slot)].isFixed(at: Int(field))
  }
}
