/// The ten digits of a language, as its phrase `digits` gives them.
struct Digits: Equatable, Sendable {
  /// UTF-8 of each, from 0 to 9.
  private let bytes: [[UInt8]]

  static let latin = Digits("0123456789")!

  /// - Returns: `nil` unless the text holds ten characters.
  init?(_ text: String) {
    guard text.count == 10 else { return nil }
    bytes = text.map { Array($0.utf8) }
  }

  func write(_ number: Int, into writer: inout HTMLWriter) {
    if number < 0 { writer.markup("-") }
    for digit in String(number.magnitude).utf8 {
      writer.text(bytes: bytes[Int(digit - UInt8(ascii: "0"))][...])
    }
  }

  func text(_ number: Int) -> String {
    String(number.magnitude).utf8.reduce(into: number < 0 ? "-" : "") { text, digit in
      text += String(decoding: bytes[Int(digit - UInt8(ascii: "0"))], as: UTF8.self)
    }
  }
}

extension ParsedTemplate {
  /// What the phrase `digits` says; `nil` when it is not ten characters.
  var digits: Digits? { Digits(filled(with: [:])) }
}
