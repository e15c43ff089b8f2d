/// The candidate that someone who typed `word` most likely meant.
///
/// - Returns: `nil` when nothing is near: more than a third of the letters would have to change.
package func closestMatch<Candidates: Sequence>(to word: String, in candidates: Candidates) -> String?
where Candidates.Element == String {
  KnownNames(candidates).closest(to: word)
}

/// Names that someone may have meant, made ready for being asked thousands of times.
package struct KnownNames: Sendable {
  private let names: [String]
  private let lowercased: [[UInt8]]
  private let letters: [UInt64]

  /// Names that are compared letter by letter, those with the likest letters first. A library may have thousands
  /// of names that differ in a number alone, and as many links that are broken.
  private static let mostMeasured = 500

  package init(_ names: some Sequence<String>) {
    self.names = Array(names)
    lowercased = self.names.map { Array($0.lowercased().utf8) }
    letters = self.names.map(letterSet)
  }

  /// The first of the names that the fewest changes turn into `word`.
  ///
  /// - Returns: `nil` when nothing is near: more than a third of the letters would have to change.
  package func closest(to word: String) -> String? {
    let wanted = Array(word.lowercased().utf8)
    let wantedLetters = letterSet(word)
    // No single change of a letter adds or removes more than two of the letters used. Nearly all names of a
    // large library end here.
    var byLettersApart = [[Int]](repeating: [], count: 65)
    for index in names.indices {
      let apart = (letters[index] ^ wantedLetters).nonzeroBitCount
      let count = lowercased[index].count
      let limit = max(wanted.count, count) / 3
      guard apart <= 2 * max(1, limit), abs(wanted.count - count) <= limit else { continue }
      byLettersApart[apart].append(index)
    }
    let measure = WordDistance(from: wanted)
    var best: (distance: Int, index: Int)?
    for index in byLettersApart.joined().prefix(Self.mostMeasured) {
      let distance = measure.distance(to: lowercased[index])
      guard distance <= max(wanted.count, lowercased[index].count) / 3 else { continue }
      if (distance, index) < best ?? (.max, 0) { best = (distance, index) }
    }
    return best.map { names[$0.index] }
  }
}

/// Which ASCII characters a text has, case aside: a bit for each, some of which share one.
private func letterSet(_ text: String) -> UInt64 {
  var set: UInt64 = 0
  for byte in text.utf8 where byte < 0x80 {
    let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    set |= 1 << UInt64((isUpper ? byte | 0x20 : byte) & 63)
  }
  return set
}

/// Counts insertions, deletions, replacements and swaps of neighbors that turn one text into another
/// (optimal string alignment).
struct WordDistance {
  private let word: [UInt8]
  /// For each byte, the places where the word has it.
  private let places: [UInt64]

  init(from word: [UInt8]) {
    self.word = word
    var places = [UInt64](repeating: 0, count: word.count <= 64 ? 256 : 0)
    if word.count <= 64 { for (index, byte) in word.enumerated() { places[Int(byte)] |= 1 << UInt64(index) } }
    self.places = places
  }

  /// For words of up to 64 bytes a whole column of the usual table is one word of the machine (Hyyrö 2003, "A
  /// bit-vector algorithm for computing Levenshtein and Damerau edit distances"): a tenth of the time.
  func distance(to other: [UInt8]) -> Int {
    if word.isEmpty || other.isEmpty { return max(word.count, other.count) }
    guard word.count <= 64 else { return editDistance(word, other) }
    let last: UInt64 = 1 << UInt64(word.count - 1)
    // Where a column's numbers rise or fall by one downwards.
    var rises = UInt64.max
    var falls: UInt64 = 0
    var diagonal: UInt64 = 0
    var placesBefore: UInt64 = 0
    var distance = word.count
    for byte in other {
      let places = places[Int(byte)]
      let swaps = ((~diagonal & places) << 1) & placesBefore
      diagonal = (((places & rises) &+ rises) ^ rises) | places | falls | swaps
      var risesAcross = falls | ~(diagonal | rises)
      var fallsAcross = diagonal & rises
      if risesAcross & last != 0 { distance += 1 }
      if fallsAcross & last != 0 { distance -= 1 }
      risesAcross = risesAcross << 1 | 1
      fallsAcross <<= 1
      rises = fallsAcross | ~(diagonal | risesAcross)
      falls = risesAcross & diagonal
      placesBefore = places
    }
    return distance
  }
}

/// The same for words of any length, by the table.
func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  var row = last
  for i in 1...a.count {
    row[0] = i
    for j in 1...b.count {
      let cost = a[i - 1] == b[j - 1] ? 0 : 1
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        row[j] = min(row[j], beforeLast[j - 2] + 1)
      }
    }
    (beforeLast, last, row) = (last, row, beforeLast)
  }
  return last[b.count]
}
