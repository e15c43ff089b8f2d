/// Finds places in a list by what stands there. The list itself keeps what is looked for, where a dictionary
/// would hold it once more: here a place costs less than ten bytes.
///
/// Open addressing with linear probing; at most three quarters of it are full.
package struct IndexTable: Sendable {
  private var places: [UInt32]
  /// Some bits of the hash of what stands at each place, so that few others are looked at.
  private var tags: [UInt8]
  private static let empty = UInt32.max

  /// - Parameter capacity: the most places that there will be.
  package init(capacity: Int) {
    var size = 16
    while size * 3 < capacity * 4 { size *= 2 }
    places = Array(repeating: Self.empty, count: size)
    tags = Array(repeating: 0, count: size)
  }

  package func first(hash: Int, where isWanted: (Int) -> Bool) -> Int? {
    place(in: slot(hash, isWanted))
  }

  /// Adds a place, unless there is one already at which the same stands.
  /// - Returns: that one.
  @discardableResult
  package mutating func insert(_ new: Int, hash: Int, isSame: (Int) -> Bool) -> Int? {
    let slot = slot(hash, isSame)
    if let known = place(in: slot) { return known }
    places[slot] = UInt32(new)
    tags[slot] = Self.tag(hash)
    return nil
  }

  /// The same for texts that are equal as strings: for all ways of encoding an accented letter.
  ///
  /// Most need not be looked at that closely: in ASCII it is only these three that are equal to a character
  /// beyond it, K to the sign for kelvin, the others to a Greek one.
  package static func hash(ofText text: UnsafeBufferPointer<UInt8>) -> Int {
    let isPlain = text.allSatisfy {
      $0 < 0x80 && $0 != UInt8(ascii: "K") && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "`")
    }
    guard isPlain else { return String(decoding: text, as: UTF8.self).hashValue }
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(text))
    return hasher.finalize()
  }

  private func place(in slot: Int) -> Int? { places[slot] == Self.empty ? nil : Int(places[slot]) }

  /// The slot that holds what is looked for, or the empty one where it would be.
  private func slot(_ hash: Int, _ isWanted: (Int) -> Bool) -> Int {
    var slot = hash & (places.count - 1)
    while let place = place(in: slot), tags[slot] != Self.tag(hash) || !isWanted(place) {
      slot = (slot + 1) & (places.count - 1)
    }
    return slot
  }

  private static func tag(_ hash: Int) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 56) }
}
