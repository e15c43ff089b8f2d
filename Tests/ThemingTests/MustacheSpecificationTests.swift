import Foundation
import Testing

@testable import Theming

/// The published cases of the Mustache specification, read where they are kept.
@Suite("The Mustache specification") struct MustacheSpecificationTests {
  @Test("holds, but for the differences that are listed with their reasons")
  func cases() throws {
    guard let folder = specifications() else {
      print("The Mustache specification's cases are not here (SPECS_DIR); nothing is compared with them.")
      return
    }
    var wrong: [String] = []
    var listed = 0
    var passed = 0
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where file.hasSuffix(".json") {
      let suite = String(file.dropLast(5))
      let cases = try JSONDecoder().decode(Cases.self, from: Data(contentsOf: folder.appending(path: file)))
      for (number, test) in cases.tests.enumerated() {
        let name = "\(suite) \(number + 1) \(test.name)"
        let actual = output(of: test)
        let reason = deliberateDifferences.first { $0.cases.contains(name) }?.reason
        switch (actual == test.expected, reason) {
        case (true, nil): passed += 1
        case (false, .some): listed += 1
        case (true, .some): wrong.append("\(name) passes now and should leave the list")
        case (false, nil):
          wrong.append("\(name): expected \(test.expected.debugDescription), got \(actual.debugDescription)")
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    #expect(listed == deliberateDifferences.reduce(0) { $0 + $1.cases.count })
    #expect((passed, listed) == (expectedPassing, expectedDifferences))
  }

  private func specifications() -> URL? {
    let package = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
    let folder =
      ProcessInfo.processInfo.environment["SPECS_DIR"].map { URL(filePath: $0) }
      ?? package.appending(path: "../shared/specs")
    let mustache = folder.appending(path: "mustache").standardizedFileURL
    return FileManager.default.fileExists(atPath: mustache.path) ? mustache : nil
  }

  private func output(of test: Cases.Test) -> String {
    // What a case writes with three braces, a page would declare as markup.
    let texts = ([test.template] + (test.partials ?? [:]).values).joined()
    let isMarkup = texts.contains("{{{") || texts.contains("{{&")
    guard case .record(let fields) = test.data.sample(isMarkup: isMarkup) else {
      return "the data is not a record"
    }
    let result = render(test.template, fields, partials: test.partials ?? [:])
    return result.text
      ?? result.diagnostics.map { "\($0.code.rawValue): \($0.message)" }.joined(separator: "; ")
  }
}

private struct Cases: Decodable {
  struct Test: Decodable {
    var name: String
    var data: JSON
    var template: String
    var partials: [String: String]?
    var expected: String
  }
  var tests: [Test]
}

private indirect enum JSON: Decodable {
  case null
  case flag(Bool)
  case integer(Int)
  case decimal(Double)
  case text(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let integer = try? value.decode(Int.self) {
      self = .integer(integer)
    } else if let decimal = try? value.decode(Double.self) {
      self = .decimal(decimal)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let array = try? value.decode([JSON].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }

  /// The data with the type that a page would declare for it.
  func sample(isMarkup: Bool) -> Sample {
    switch self {
    case .null: isMarkup ? .markup("") : .absent
    case .flag(let flag): .flag(flag)
    case .integer(let number): isMarkup ? .markup(written) : .number(number)
    case .decimal, .text: isMarkup ? .markup(written) : .text(written)
    case .object(let fields):
      .record(fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sample(isMarkup: isMarkup)) })
    case .array(let items):
      if items.allSatisfy({ if case .object = $0 { true } else { false } }) {
        .list(items.map { $0.sample(isMarkup: isMarkup) })
      } else {
        .texts(items.map(\.written))
      }
    }
  }

  private var written: String {
    switch self {
    case .integer(let number): "\(number)"
    case .decimal(let number): "\(number)"
    case .text(let text): text
    default: ""
    }
  }
}
