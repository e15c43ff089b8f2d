/// The candidate that someone who typed `word` most likely meant.
///
/// - Returns: `nil` when nothing is near: more than a third of the letters would have to change.
package func closestMatch<Candidates: Sequence>(to word: String, in candidates: Candidates) -> String?
where Candidates.Element == String {
  let wanted = Array(word.lowercased().utf8)
  let letters = letterSet(word)
  var best: (text: String, distance: Int)?
  for candidate in candidates {
    // No single change of a letter adds or removes more than two of the letters used. Nearly all
    // candidates of a large library end here.
    let most = max(word.utf8.count, candidate.utf8.count)
    guard (letterSet(candidate) ^ letters).nonzeroBitCount <= 2 * max(1, most / 3) else { continue }
    let other = Array(candidate.lowercased().utf8)
    let limit = max(wanted.count, other.count) / 3
    guard abs(wanted.count - other.count) <= limit else { continue }
    let distance = editDistance(wanted, other)
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.text
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

/// Insertions, deletions, replacements and swaps of neighbors that turn one text into the other
/// (optimal string alignment).
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
