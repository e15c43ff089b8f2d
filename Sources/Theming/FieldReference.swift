/// Markdown that lists every template with what its tags can name: the heart of the page about
/// writing themes, made from the declarations so that it cannot fall behind them.
package func fieldReference(for templates: [TemplateDeclaration]) -> String {
  var types: [RecordType] = []
  var out = "## Templates\n\n"
  out += "Names are looked up in the records of the template, the last first.\n\n"
  out += "| Template | Records | Purpose |\n|---|---|---|\n"
  for template in templates {
    let records = template.records.map { "[\($0.name)](#\(anchor($0.name)))" }.joined(separator: ", ")
    out += "| `templates/\(template.name).mustache` | \(records) | \(cell(template.summary)) |\n"
    for record in template.records { collect(record, into: &types) }
  }
  out += "\n## Records\n"
  for type in types {
    out += "\n### \(type.name)\n\n\(type.summary)\n\n| Name | Kind | Meaning |\n|---|---|---|\n"
    for field in type.fields {
      out += "| `\(field.name)` | \(kind(field.kind)) | \(cell(field.summary)) |\n"
    }
  }
  return out
}

/// Records in the order in which a reader meets them, each once.
private func collect(_ type: RecordType, into types: inout [RecordType]) {
  if types.contains(where: { $0.name == type.name }) { return }
  types.append(type)
  for field in type.fields {
    switch field.kind {
    case .record(let inner), .list(let inner): collect(inner, into: &types)
    case .text, .number, .flag, .markup, .texts: break
    }
  }
}

private func kind(_ kind: FieldKind) -> String {
  switch kind {
  case .text: "text"
  case .number: "number"
  case .flag: "flag"
  case .markup: "markup"
  case .texts: "list of texts"
  case .record(let type): "[\(type.name)](#\(anchor(type.name)))"
  case .list(let type): "list of [\(type.name)](#\(anchor(type.name)))"
  }
}

/// The `id` that code hosts give to a heading.
private func anchor(_ heading: String) -> String {
  String(heading.lowercased().map { $0 == " " ? "-" : $0 })
}

private func cell(_ text: String) -> String {
  text.reduce(into: "") { $0 += $1 == "|" ? "\\|" : String($1) }
}
