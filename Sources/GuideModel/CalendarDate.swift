/// A day, as in `reviewed: 2026-11-21` (ISO 8601), without a time or a time zone.
///
/// Four bytes, since every document may have three of them.
package struct CalendarDate: Hashable, Comparable, Sendable {
  private let packed: Int32

  package var year: Int { Int(packed >> 9) }
  package var month: Int { Int(packed >> 5 & 15) }
  package var day: Int { Int(packed & 31) }

  private init(year: Int, month: Int, day: Int) { packed = Int32(year << 9 | month << 5 | day) }

  /// - Returns: `nil` unless the text is a day that exists, written as `YYYY-MM-DD`.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
      parts.allSatisfy({ $0.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
      let year = Int(Substring(parts[0])), let month = Int(Substring(parts[1])),
      let day = Int(Substring(parts[2])),
      year >= 1, (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day in UTC that holds an instant given in seconds since 1970-01-01.
  package init(secondsSince1970: Int) {
    // Days to civil date, counting eras of 400 years from 0000-03-01.
    let days = Int((Double(secondsSince1970) / 86_400).rounded(.down)) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.packed < right.packed
  }

  package var text: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
