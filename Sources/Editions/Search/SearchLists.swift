/// Which steps have which stretches of letters: what finds the steps of a large library without their
/// texts.
///
/// A stretch is three letters of a word in a row, or two where the first is Chinese or Japanese, whose
/// words have no spaces between them; and each shorter stretch, for shorter queries. A step that holds a
/// query's word holds all its stretches. The few that hold them by chance are told apart by their text,
/// which the browser looks at last.
struct SearchLists: Sendable {
  /// Where words stand in a step, the least telling first.
  enum Field: Int, CaseIterable { case text, summary, title }

  private let stretches: Stretches
  /// Numbers of stretches, in the order of their letters, by file.
  private let files: [[Int]]

  init(fileCount: Int, _ stretches: consuming Stretches) {
    var files = [[Int]](repeating: [], count: fileCount)
    let letters = stretches.all.map(Self.letters)
    for number in letters.indices { files[Self.file(of: letters[number], fileCount)].append(number) }
    for file in files.indices {
      files[file].sort { letters[$0].lexicographicallyPrecedes(letters[$1]) }
    }
    self.files = files
    self.stretches = stretches
  }

  /// The file that holds a stretch, as theme/assets/search-lists.js works it out.
  static func file(of letters: [UInt32], _ fileCount: Int) -> Int {
    letters.reduce(0) { hash, letter in (hash * 31 + Int(letter)) % fileCount }
  }

  /// Calls `body` with each stretch of a file and its lists, one for each field; the last one is not empty.
  func forEach(inFile file: Int, _ body: (String, [[UInt8]]) -> Void) {
    for number in files[file] {
      var text = ""
      text.unicodeScalars.append(
        contentsOf: Self.letters(stretches.all[number]).compactMap(Unicode.Scalar.init))
      var lists = Field.allCases.map { stretches.lists[number * Field.allCases.count + $0.rawValue] }
      while lists.last?.isEmpty == true { lists.removeLast() }
      body(text, lists)
    }
  }

  /// Three letters of 21 bits; those that are missing stand first, as 0.
  private static func letters(_ key: UInt64) -> [UInt32] {
    [key >> 42, key >> 21 & 0x1F_FFFF, key & 0x1F_FFFF].filter { $0 != 0 }.map(UInt32.init)
  }
}

/// Gathers stretches and the numbers of the rows that hold them, in rising order.
///
/// Numbers are kept as they are written: the gap to the one before, less 1, in base 66; the last digit is
/// a character from `=` on, digits before it are in base 25 from `#` on. Nearly every gap is one character,
/// and neither `"` nor `<` is among them.
struct Stretches: Sendable {
  /// Packed letters, in the order in which they were met.
  private(set) var all: [UInt64] = []
  /// Three for each stretch, by `SearchLists.Field`.
  private(set) var lists: [[UInt8]] = []
  /// The last row in each of `lists`.
  private var lastRows: [Int32] = []
  /// Numbers of stretches of a–z and 0–9, -1 where there is none: what most texts are made of is found
  /// without hashing.
  private var plain = [Int32](repeating: -1, count: 37 * 37 * 37)
  /// A hash table with open addressing for the others: numbers of stretches, -1 where there is none.
  private var slots = [Int32](repeating: -1, count: 1 << 12)
  private var slotsInUse = 0
  private var letters = SearchLetters()

  init() {}

  /// Notes every stretch of a text. Rows come in rising order.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ field: SearchLists.Field, row: Int) {
    var (first, second): (UInt32, UInt32) = (0, 0)
    // Taken out while its closure writes to the rest.
    var letters = SearchLetters.none
    swap(&letters, &self.letters)
    letters.forEach(in: text) { letter in
      if letter != 0 {
        note(0, 0, letter, field, row)
        if second != 0 { note(0, second, letter, field, row) }
        if first != 0, first < Self.firstOfTwo { note(first, second, letter, field, row) }
      }
      (first, second) = letter == 0 ? (0, 0) : (second, letter)
    }
    swap(&letters, &self.letters)
  }

  /// From here on (CJK Radicals Supplement) a letter says about as much as a word: stretches of two.
  private static let firstOfTwo: UInt32 = 0x2E80

  @inline(__always)
  private mutating func note(
    _ first: UInt32, _ second: UInt32, _ third: UInt32, _ field: SearchLists.Field, _ row: Int
  ) {
    let number: Int
    if first | second | third < 0x80 {
      let place = Self.place(first) * 37 * 37 + Self.place(second) * 37 + Self.place(third)
      if plain[place] < 0 { plain[place] = Int32(append(Self.key(first, second, third))) }
      number = Int(plain[place])
    } else {
      number = hashed(Self.key(first, second, third))
    }
    let list = number * SearchLists.Field.allCases.count + field.rawValue
    if lastRows[list] != row { add(row, to: list) }
  }

  /// 0 for none, 1–10 for digits, 11–36 for letters.
  @inline(__always)
  private static func place(_ letter: UInt32) -> Int {
    letter >= 0x61 ? Int(letter) - 0x56 : letter == 0 ? 0 : Int(letter) - 0x2F
  }

  private static func key(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt64 {
    UInt64(first) << 42 | UInt64(second) << 21 | UInt64(third)
  }

  private mutating func add(_ row: Int, to list: Int) {
    let gap = row - Int(lastRows[list]) - 1
    lastRows[list] = Int32(row)
    var high = gap / 66
    if high > 0 {
      var digits: [UInt8] = []
      while high > 0 {
        digits.append(UInt8(ascii: "#") + UInt8(high % 25))
        high /= 25
      }
      lists[list] += digits.reversed()
    }
    lists[list].append(UInt8(ascii: "=") + UInt8(gap % 66))
  }

  private mutating func append(_ key: UInt64) -> Int {
    all.append(key)
    for _ in SearchLists.Field.allCases {
      lists.append([])
      lastRows.append(-1)
    }
    return all.count - 1
  }

  private mutating func hashed(_ key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Self.hash(key) & mask
    while slots[slot] >= 0 {
      if all[Int(slots[slot])] == key { return Int(slots[slot]) }
      slot = (slot + 1) & mask
    }
    let number = append(key)
    slots[slot] = Int32(number)
    slotsInUse += 1
    if slotsInUse * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    let old = slots
    slots = [Int32](repeating: -1, count: old.count * 2)
    let mask = slots.count - 1
    for number in old where number >= 0 {
      var slot = Self.hash(all[Int(number)]) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = number
    }
  }

  private static func hash(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> 32) }
}
