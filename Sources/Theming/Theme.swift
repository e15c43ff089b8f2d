import Diagnostics
import YAMLReading

/// Everything that decides how pages look and what their interface says, checked and compiled.
package struct Theme: Sendable {
  /// From theme.yml.
  package let name: String
  package let description: String
  /// By name; every one is a file of the site.
  package let assets: [ThemeAsset]
  /// Changes when any file of the theme does: for the keys of cached pages.
  package let digest: String

  private let programs: [String: [String: TemplateProgram]]
  private let phrases: [String: [String: ParsedTemplate]]
  /// By language, of those whose phrases name them.
  private let digits: [String: Digits]

  /// The program for a template and language that the theme was loaded with.
  package func program(_ template: String, language: String) -> TemplateProgram {
    guard let program = programs[language]?[template] else {
      preconditionFailure("the theme was loaded without `\(template)` in `\(language)`")
    }
    return program
  }

  /// Where an asset is in the site, or `nil` when the theme has none of that name.
  package func assetPath(_ name: String) -> String? { assets.first { $0.name == name }?.path }

  /// A phrase for use outside templates: words, not escaped.
  ///
  /// - Parameter values: what to write for `{{name}}` in the phrase, by name.
  package func phrase(_ key: String, language: String, filling values: [String: String] = [:]) -> String {
    guard let phrase = phrases[language]?[key] else {
      preconditionFailure("the theme was loaded without the phrase `\(key)` in `\(language)`")
    }
    return phrase.filled(with: values)
  }

  /// Checks and compiles a theme.
  ///
  /// - Parameters:
  ///   - files: of the whole theme, as `overlay` puts them together.
  ///   - templates: what every theme must have.
  ///   - languages: tags of the languages that pages are written in, such as `pt-BR`.
  ///   - requiredPhrases: what the code asks for with `phrase`.
  /// - Returns: no theme if one of the findings is an error.
  package static func load(
    files: [ThemeFile], templates: [TemplateDeclaration], languages: [String],
    requiredPhrases: [PhraseDeclaration]
  ) -> (theme: Theme?, diagnostics: [Diagnostic]) {
    var loader = ThemeLoader(
      files: files, templates: templates, languages: languages, requiredPhrases: requiredPhrases)
    loader.compile(for: languages)
    let about = loader.about()
    let found = loader.diagnostics.inSourceOrder()
    if found.hasErrors { return (nil, found) }
    let theme = Theme(
      name: about.name, description: about.description, assets: loader.assets.assets,
      digest: digest(of: files),
      programs: loader.programs, phrases: loader.phrases,
      digits: loader.phrases.compactMapValues { $0[digitsPhrase]?.digits })
    return (theme, found)
  }

  /// A number for use outside templates, in the digits of a language.
  package func number(_ number: Int, language: String) -> String {
    digits[language].map { $0.text(number) } ?? String(number)
  }

  /// The assets that pages of these templates load, with what their stylesheets refer to in turn.
  ///
  /// - Parameter fields: fields of the page frame that no page of this site has.
  package func assets(usedBy templates: [String], without fields: Set<String>) -> [ThemeAsset] {
    let byName = Dictionary(uniqueKeysWithValues: assets.map { ($0.name, $0) })
    var used: Set<String> = []
    var open = programs.values.flatMap { programs in
      templates.flatMap { programs[$0]?.assetUses ?? [] }
    }.filter { fields.isDisjoint(with: $0.conditions) }.map(\.name)
    while let name = open.popLast() {
      if used.insert(name).inserted { open += byName[name]?.references ?? [] }
    }
    return assets.filter { used.contains($0.name) }
  }

  private static func digest(of files: [ThemeFile]) -> String {
    var hash = ContentHash()
    for file in files.sorted(by: { $0.path < $1.path }) {
      hash.update(file.path)
      hash.update(UInt64(file.bytes.count))
      hash.update(file.bytes)
    }
    return hash.hex(32)
  }
}
