import Diagnostics
import Foundation
import GuideModel
import GuideReading
import SiteBuilding
import SiteChecks
import TestKit
import Testing
import Theming

@testable import Editions

@Suite("A search index") struct SearchIndexTests {
  @Test("of a small library is one file")
  func small() throws {
    let files = try index(of: library(steps: ["One", "Two"]), largestWhole: 1_000)
    #expect(files.map(\.path).map(withoutHash) == ["search.html", "assets/search-index-.js"])
    #expect(
      files[1].text == """
        globalThis.waymarkIndex=[
        {"u":"guide/index.html#a","t":"Title a","p":"Guide · Step 1","s":"","x":"One"},
        {"u":"guide/index.html#b","t":"Title b","p":"Guide · Step 2","s":"","x":"Two"}
        ];

        """)
  }

  @Test("of a large library is a folder of lists and rows beside a file that says so")
  func large() throws {
    var content = library(steps: ["No", "\"é<\\\""])
    content["content/guide/1-a.md"] = "---\ntitle: O\ndescription: On\n---\n\nNo\n"
    content["content/guide/2-b.md"] = "---\ntitle: 日本\n---\n\n\"É\\\\\n"
    let files = try index(of: content, largestWhole: 0)
    #expect(
      files.map(\.path).map(withoutHash) == [
        "search.html", "assets/search-index-.js", "assets/search-lists-.js", "assets/search-index-/w0.js",
        "assets/search-index-/r0.js",
      ])
    #expect(
      withoutHash(files[1].text) == "globalThis.waymarkIndex={\"lists\":1,\"script\":\"search-lists-.js\"};\n"
    )
    // `=` is the next row, `>` the one after it.
    #expect(
      files[3].text == """
        globalThis.waymarkIndex={
        "e":[">"],
        "n":["=","="],
        "no":["="],
        "o":["=","=","="],
        "on":["","="],
        "日":["","",">"],
        "日本":["","",">"],
        "本":["","",">"]
        };

        """)
    #expect(
      files[4].text == """
        globalThis.waymarkIndex=[
        {"u":"guide/index.html#a","t":"O","p":"Guide · Step 1","s":"On","x":"No"},
        {"u":"guide/index.html#b","t":"日本","p":"Guide · Step 2","s":"","x":"\\"É\\\\"}
        ];

        """)
    #expect(try index(of: content, largestWhole: 0).map(\.text) == files.map(\.text))
  }

  @Test("leads from each word of each step to that step", arguments: ["en", "ar", "he", "ja", "ko", "el"])
  func everyWordIsFound(_ language: String) throws {
    var generator = SeededGenerator(seed: 7)
    let words = Self.words[language]!
    let between = language == "ja" ? "" : " "
    let texts = (0..<60).map { _ in
      (0..<100).map { _ in words.randomElement(using: &generator)! }.joined(separator: between)
    }
    let files = Dictionary(
      uniqueKeysWithValues: try index(of: library(steps: texts), largestWhole: 0).map {
        (withoutHash($0.path), $0.text)
      })
    let lists = try parts("w", of: files) as? [[String: [String]]] ?? []
    let rows = try parts("r", of: files) as? [[[String: String]]] ?? []
    #expect(lists.count > 1)
    #expect(rows.count > 1)
    for (number, text) in texts.enumerated() {
      for word in Set(text.components(separatedBy: between)).union(["title"]) where !word.isEmpty {
        for letters in stretches(of: folded(word)) {
          let titles = self.rows(with: letters, in: lists).map { rows[$0 / 4][$0 % 4]["t"] }
          #expect(titles.contains("Title \(slug(number))"), "\(letters) of \(word) in step \(number)")
        }
      }
    }
  }

  private static let words = [
    "en": ["Trust", "don’t", "naïve", "repair", "step-by-step", "it", "a", "2026", "Ångström"],
    "ar": ["الثقة", "والكتاب", "أَعْتَذِرُ", "مسؤول", "في", "خطوة", "٢٠٢٦"],
    "he": ["אמון", "וְהַסֵּפֶר", "צה״ל", "של", "התנצלות"],
    "ja": ["信頼", "を", "取り戻す", "ガイド", "ぶぶん", "。", "謝罪", "㐂"],
    "ko": ["신뢰", "회복", "사과하기", "값"],
    "el": ["Εμπιστοσύνη", "συγγνώμη", "ΰ", "ᾧ", "και"],
  ]

  @Test("folds letters as browsers take them apart")
  func folding() {
    var others: [UInt32] = []
    // Compatibility ideographs are left alone.
    for value in (0x80...0xFFFF as ClosedRange<UInt32>) where !(0xF900...0xFAFF).contains(value) {
      guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .unassigned else {
        continue
      }
      let wanted = folded(String(scalar)).unicodeScalars.map(\.value)
      switch SearchLetters.fold(scalar) {
      case .letter(let letter): if [letter] != wanted { others.append(value) }
      case .letters(let letters): if letters != wanted { others.append(value) }
      case .mark: if wanted != [] { others.append(value) }
      case .separator: break
      }
    }
    #expect(others == [])
  }

  // MARK: What the script in the browser does

  private func folded(_ text: String) -> String {
    var out = ""
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark: break
      default: out.unicodeScalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return out
  }

  private func stretches(of text: String) -> [[UInt32]] {
    let isLetter = { (scalar: Unicode.Scalar) in
      CharacterSet.letters.union(.decimalDigits).contains(scalar)
    }
    return text.unicodeScalars.split { !isLetter($0) }.flatMap { word -> [[UInt32]] in
      let letters = word.map(\.value)
      return letters.indices.compactMap { at in
        let size = letters[at] < 0x2E80 ? 3 : 2
        return at == 0 || at + size <= letters.count ? Array(letters[at...].prefix(size)) : nil
      }
    }
  }

  private func rows(with letters: [UInt32], in lists: [[String: [String]]]) -> [Int] {
    let file = letters.reduce(0) { ($0 * 31 + Int($1)) % lists.count }
    var text = ""
    text.unicodeScalars.append(contentsOf: letters.compactMap(Unicode.Scalar.init))
    var rows: [Int] = []
    for list in lists[file][text] ?? [] {
      var (row, high) = (-1, 0)
      for code in list.utf8.map(Int.init) {
        if code < 61 {
          high = high * 25 + code - 35
        } else {
          row += high * 66 + code - 60
          high = 0
          rows.append(row)
        }
      }
    }
    return rows
  }

  /// What the files `w0.js` … or `r0.js` … set, in order.
  private func parts(_ kind: String, of files: [String: String]) throws -> [Any] {
    var parts: [Any] = []
    while let script = files["assets/search-index-/\(kind)\(parts.count).js"] {
      let text = script.dropFirst("globalThis.waymarkIndex=".count).dropLast(2)
      parts.append(try JSONSerialization.jsonObject(with: Data(text.utf8)))
    }
    return parts
  }

  // MARK: Making a site

  /// `a`, `b` … `z`, `ba` …
  private func slug(_ number: Int) -> String {
    let letter = String(Unicode.Scalar(UInt8(97 + number % 26)))
    return number < 26 ? letter : slug(number / 26) + letter
  }

  private func library(steps: [String]) -> [String: String] {
    var files = [
      "content/site.yml": "id: x\ntitle: X\nlanguage: en\n",
      "content/guide/guide.md": "---\ntitle: Guide\n---\n\nText.\n",
    ]
    for (number, text) in steps.enumerated() {
      let slug = slug(number)
      files["content/guide/\(number + 1)-\(slug).md"] = "---\ntitle: Title \(slug)\n---\n\n\(text)\n"
    }
    return files
  }

  private func withoutHash(_ text: String) -> String {
    text.replacing(/(search-(index|lists)-)[0-9a-f]{10}/) { $0.output.1 }
  }

  /// The files of the edition, with another size from which on the index is split.
  private func index(
    of content: [String: String], largestWhole: Int
  ) throws -> [(path: String, text: String)] {
    let project = try TemporaryProject(content)
    let folder = project.path + "/content"
    let layout = LibraryLayout(ContentFiles(try FolderScan(of: folder).tree))
    var reader = DocumentReader(limits: Limits())
    var documents: [FileID: ReadDocument] = [:]
    for (file, kind) in layout.documents {
      let bytes = try readFile(layout.files.path(of: file, after: folder + "/"))
      documents[file] = bytes.withUnsafeBufferPointer { reader.read($0, as: kind, file: file) }
    }
    let settingsFile = try #require(layout.settings)
    let settings = try readFile("\(folder)/site.yml").withUnsafeBufferPointer {
      readSettings($0, file: settingsFile).settings
    }
    let library = assembleLibrary(
      layout, read: { [documents] in documents[$0] }, settings: settings, settingsFile: settingsFile,
      includingDrafts: false
    ).library
    let map = SiteMap(library)
    let findings = [DocumentFindings](repeating: DocumentFindings(), count: library.files.numberCount)
    let site = try #require(map.checkWhole(findings: findings, images: [:], earlier: []).site)
    let theme = Theme.load(
      files: DefaultTheme.files.map {
        ThemeFile(path: $0.path, bytes: $0.bytes, file: FileID(0), origin: .builtIn)
      },
      templates: TemplateName.allCases.map(\.declaration), languages: ["en"],
      requiredPhrases: TemplateName.requiredPhrases
    ).theme
    let rendering = SiteRendering(site, theme: try #require(theme), files: [:])
    var jobs: [OutputJob] = []
    SearchEdition(largestWhole: largestWhole).addJobs(for: rendering, to: &jobs)
    return jobs.map { job in
      var writer = PageWriter()
      if case .render(let render) = job.content { render(rendering, &writer) }
      return (job.path, String(decoding: writer.html.bytes, as: UTF8.self))
    }
  }
}
