import Foundation

/// The schema of `--format json`, as it is documented and as emitted lines are tested against it.
enum JSONSchema {
  static let text = """
    {
      "type": "object",
      "required": ["severity", "code", "message", "file"],
      "properties": {
        "severity": { "enum": ["error", "warning"] },
        "code": { "type": "string" },
        "message": { "type": "string" },
        "file": { "type": "string" },
        "line": { "type": "integer" },
        "column": { "type": "integer" },
        "endLine": { "type": "integer" },
        "endColumn": { "type": "integer" },
        "offset": { "type": "integer" },
        "length": { "type": "integer" },
        "help": { "type": "string" },
        "related": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["label", "file"],
            "properties": {
              "label": { "type": "string" },
              "file": { "type": "string" },
              "line": { "type": "integer" },
              "column": { "type": "integer" },
              "endLine": { "type": "integer" },
              "endColumn": { "type": "integer" },
              "offset": { "type": "integer" },
              "length": { "type": "integer" }
            }
          }
        }
      }
    }
    """

  /// What is wrong with a line by the schema; a key that the schema does not name is wrong too.
  static func problems(in line: String) throws -> [String] {
    let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
    let schema = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return problems(value, schema as? [String: Any] ?? [:], at: "$")
  }

  private static func problems(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    if let choices = schema["enum"] as? [String] {
      return (value as? String).map(choices.contains) == true ? [] : ["\(path) is none of \(choices)"]
    }
    switch schema["type"] as? String {
    case "string": return value is String ? [] : ["\(path) is no string"]
    case "integer": return value is Int ? [] : ["\(path) is no integer"]
    case "array":
      guard let items = value as? [Any], let inner = schema["items"] as? [String: Any] else {
        return ["\(path) is no array"]
      }
      return items.flatMap { problems($0, inner, at: path + "[]") }
    case "object":
      guard let object = value as? [String: Any],
        let properties = schema["properties"] as? [String: [String: Any]]
      else { return ["\(path) is no object"] }
      let required = schema["required"] as? [String] ?? []
      return required.filter { object[$0] == nil }.map { "\(path) lacks \($0)" }
        + object.flatMap { key, value in
          properties[key].map { problems(value, $0, at: "\(path).\(key)") } ?? ["\(path) has \(key)"]
        }
    default: return ["the schema of \(path) has no type"]
    }
  }
}
