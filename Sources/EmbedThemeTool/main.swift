// Usage: EmbedThemeTool <output.swift> <theme folder> <file>…
//
// Writes each file as a string literal: they compile fast, and start-up has nothing to build. What is
// not UTF-8, or holds a NUL, goes in as base64.
import Foundation

func literal(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": out += "\\\(scalar)"
    case "\n": out += "\\n"
    case " "..."~": out.unicodeScalars.append(scalar)
    case _ where scalar.value < 0xA0: out += "\\u{\(String(scalar.value, radix: 16))}"
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out + "\""
}

let arguments = CommandLine.arguments
let folder = arguments[2] + "/"
var out = "let embeddedFiles: [EmbeddedFile] = [\n"
for file in arguments[3...] {
  let bytes = try Data(contentsOf: URL(filePath: file))
  let text = bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  let content = text.map { ".text, \(literal($0))" } ?? ".base64, \"\(bytes.base64EncodedString())\""
  out += "  EmbeddedFile(\(literal(String(file.dropFirst(folder.count)))), \(content)),\n"
}
out += "]\n"
try out.write(toFile: arguments[1], atomically: true, encoding: .utf8)
