/// Text as search compares it: letters and digits in lower case, without marks.
///
/// The same as `fold` in theme/assets/search.js, which a browser does by `normalize('NFD')`; the standard
/// library has no such function, so the letters that it takes apart stand in a table. Only compatibility
/// ideographs (U+F900…, U+2F800…) are left as they are.
struct SearchLetters {
  /// What one scalar becomes.
  enum Folded: Equatable {
    /// A space, a punctuation mark, a symbol: ends a word.
    case separator
    /// A mark above, below or within a letter; the word goes on without it.
    case mark
    case letter(UInt32)
    /// Hangul syllables have two or three letters.
    case letters([UInt32])
  }

  /// By scalar, below U+10000: 0 not looked up yet, 1 separator, 2 mark, else the letter. Syllables are
  /// never kept.
  private var known: [UInt32]

  init() { known = [UInt32](repeating: 0, count: 0x10000) }

  private init(known: [UInt32]) { self.known = known }

  /// Stands in a place that is not used.
  static var none: SearchLetters { SearchLetters(known: []) }

  /// Calls `body` with each letter of a text, and with 0 where a word ends.
  @inline(__always)
  mutating func forEach(in bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): body(UInt32(byte))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): body(UInt32(byte | 0x20))
        default: body(0)
        }
        continue
      }
      // The text is valid UTF-8: reading has refused anything else.
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      var value = UInt32(byte) & (0x7F >> UInt32(length))
      for next in index + 1..<min(index + length, bytes.count) {
        value = value << 6 | UInt32(bytes[next]) & 0x3F
      }
      index += length
      switch fold(value) {
      case .separator: body(0)
      case .mark: break
      case .letter(let letter): body(letter)
      case .letters(let letters): letters.forEach(body)
      }
    }
    body(0)
  }

  private mutating func fold(_ value: UInt32) -> Folded {
    if value < 0x10000 {
      switch known[Int(value)] {
      case 0: break
      case 1: return .separator
      case 2: return .mark
      case let letter: return .letter(letter)
      }
    }
    let folded = Unicode.Scalar(value).map(Self.fold) ?? .separator
    if value < 0x10000 {
      switch folded {
      case .separator: known[Int(value)] = 1
      case .mark: known[Int(value)] = 2
      case .letter(let letter): known[Int(value)] = letter
      case .letters: break
      }
    }
    return folded
  }

  static func fold(_ scalar: Unicode.Scalar) -> Folded {
    if (0xAC00...0xD7A3).contains(scalar.value) { return .letters(jamo(of: scalar.value - 0xAC00)) }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
      return .letter(bases[lower.value] ?? lower.value)
    default: return .separator
    }
  }

  /// The Unicode Standard, section 3.12: 19 first letters, 21 vowels, 27 last letters or none.
  private static func jamo(of syllable: UInt32) -> [UInt32] {
    let last = syllable % 28
    let letters = [0x1100 + syllable / 588, 0x1161 + syllable % 588 / 28]
    return last == 0 ? letters : letters + [0x11A7 + last]
  }

  /// The letter below the marks, by composed letter in lower case.
  private static let bases: [UInt32: UInt32] = {
    var bases: [UInt32: UInt32] = [:]
    for group in composed.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let numbers = group.split { $0 == ":" || $0 == "," }.map { numbers in
        numbers.split(separator: "-").compactMap { UInt32($0, radix: 16) }
      }
      for range in numbers.dropFirst() {
        for letter in range[0]...range[range.count - 1] { bases[letter] = numbers[0][0] }
      }
    }
    return bases
  }()

  /// A letter, and after the colon the letters that are that one with marks, as hexadecimal numbers and
  /// ranges (Unicode 14, canonical decompositions).
  private static let composed = """
    61:E0-E5,101,103,105,1CE,1DF,1E1,1FB,201,203,227,1E01,1EA1,1EA3,1EA5,1EA7,1EA9,1EAB,1EAD,1EAF,1EB1
    61:1EB3,1EB5,1EB7 62:1E03,1E05,1E07 63:E7,107,109,10B,10D,1E09 64:10F,1E0B,1E0D,1E0F,1E11,1E13
    65:E8-EB,113,115,117,119,11B,205,207,229,1E15,1E17,1E19,1E1B,1E1D,1EB9,1EBB,1EBD,1EBF,1EC1,1EC3,1EC5
    65:1EC7 66:1E1F 67:11D,11F,121,123,1E7,1F5,1E21 68:125,21F,1E23,1E25,1E27,1E29,1E2B,1E96
    69:EC-EF,129,12B,12D,12F,1D0,209,20B,1E2D,1E2F,1EC9,1ECB 6A:135,1F0 6B:137,1E9,1E31,1E33,1E35
    6C:13A,13C,13E,1E37,1E39,1E3B,1E3D 6D:1E3F,1E41,1E43 6E:F1,144,146,148,1F9,1E45,1E47,1E49,1E4B
    6F:F2-F6,14D,14F,151,1A1,1D2,1EB,1ED,20D,20F,22B,22D,22F,231,1E4D,1E4F,1E51,1E53,1ECD,1ECF,1ED1,1ED3
    6F:1ED5,1ED7,1ED9,1EDB,1EDD,1EDF,1EE1,1EE3 70:1E55,1E57 72:155,157,159,211,213,1E59,1E5B,1E5D,1E5F
    73:15B,15D,15F,161,219,1E61,1E63,1E65,1E67,1E69 74:163,165,21B,1E6B,1E6D,1E6F,1E71,1E97
    75:F9-FC,169,16B,16D,16F,171,173,1B0,1D4,1D6,1D8,1DA,1DC,215,217,1E73,1E75,1E77,1E79,1E7B,1EE5,1EE7
    75:1EE9,1EEB,1EED,1EEF,1EF1 76:1E7D,1E7F 77:175,1E81,1E83,1E85,1E87,1E89,1E98 78:1E8B,1E8D
    79:FD,FF,177,233,1E8F,1E99,1EF3,1EF5,1EF7,1EF9 7A:17A,17C,17E,1E91,1E93,1E95 E6:1E3,1FD F8:1FF 17F:1E9B
    292:1EF 2B9:374 3B1:3AC,1F00-1F07,1F70-1F71,1F80-1F87,1FB0-1FB4,1FB6-1FB7 3B5:3AD,1F10-1F15,1F72-1F73
    3B7:3AE,1F20-1F27,1F74-1F75,1F90-1F97,1FC2-1FC4,1FC6-1FC7
    3B9:390,3AF,3CA,1F30-1F37,1F76-1F77,1FBE,1FD0-1FD3,1FD6-1FD7 3BF:3CC,1F40-1F45,1F78-1F79 3C1:1FE4-1FE5
    3C5:3B0,3CB,3CD,1F50-1F57,1F7A-1F7B,1FE0-1FE3,1FE6-1FE7
    3C9:3CE,1F60-1F67,1F7C-1F7D,1FA0-1FA7,1FF2-1FF4,1FF6-1FF7 3D2:3D3-3D4 430:4D1,4D3 433:453
    435:450-451,4D7 436:4C2,4DD 437:4DF 438:439,45D,4E3,4E5 43A:45C 43E:4E7 443:45E,4EF,4F1,4F3 447:4F5
    44B:4F9 44D:4ED 456:457 475:477 4D9:4DB 4E9:4EB 5D0:FB2E-FB30 5D1:FB31,FB4C 5D2:FB32 5D3:FB33 5D4:FB34
    5D5:FB35,FB4B 5D6:FB36 5D8:FB38 5D9:FB1D,FB39 5DA:FB3A 5DB:FB3B,FB4D 5DC:FB3C 5DE:FB3E 5E0:FB40 5E1:FB41
    5E3:FB43 5E4:FB44,FB4E 5E6:FB46 5E7:FB47 5E8:FB48 5E9:FB2A-FB2D,FB49 5EA:FB4A 5F2:FB1F 627:622-623,625
    648:624 64A:626 6C1:6C2 6D2:6D3 6D5:6C0 915:958 916:959 917:95A 91C:95B 921:95C 922:95D 928:929 92B:95E
    92F:95F 930:931 933:934 9A1:9DC 9A2:9DD 9AF:9DF A16:A59 A17:A5A A1C:A5B A2B:A5E A32:A33 A38:A36 B21:B5C
    B22:B5D B92:B94 F40:F69 F42:F43 F4C:F4D F51:F52 F56:F57 F5B:F5C 1025:1026 1B05:1B06 1B07:1B08 1B09:1B0A
    1B0B:1B0C 1B0D:1B0E 1B11:1B12 3046:3094 304B:304C 304D:304E 304F:3050 3051:3052 3053:3054 3055:3056
    3057:3058 3059:305A 305B:305C 305D:305E 305F:3060 3061:3062 3064:3065 3066:3067 3068:3069 306F:3070-3071
    3072:3073-3074 3075:3076-3077 3078:3079-307A 307B:307C-307D 309D:309E 30A6:30F4 30AB:30AC 30AD:30AE
    30AF:30B0 30B1:30B2 30B3:30B4 30B5:30B6 30B7:30B8 30B9:30BA 30BB:30BC 30BD:30BE 30BF:30C0 30C1:30C2
    30C4:30C5 30C6:30C7 30C8:30C9 30CF:30D0-30D1 30D2:30D3-30D4 30D5:30D6-30D7 30D8:30D9-30DA 30DB:30DC-30DD
    30EF:30F7 30F0:30F8 30F1:30F9 30F2:30FA 30FD:30FE 11099:1109A 1109B:1109C 110A5:110AB
    """
}
