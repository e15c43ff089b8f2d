import Diagnostics
import TestKit
import Testing

@Suite("An explanation") struct ExplanationTests {
  @Test("says what, why, wrong and right in few lines", arguments: DiagnosticCode.allCases)
  func short(_ code: DiagnosticCode) {
    let explanation = code.explanation
    for text in [explanation.what, explanation.why] {
      #expect(text.last == ".")
      #expect((20...320).contains(text.count))
    }
    for example in [explanation.wrong, explanation.right] {
      let lines = example.split(separator: "\n", omittingEmptySubsequences: false)
      #expect((1...6).contains(lines.count))
      #expect(lines.allSatisfy { $0.count <= 76 && $0.last != " " })
    }
    #expect(explanation.wrong != explanation.right)
  }

  @Test("is another one for each code") func distinct() {
    #expect(Set(DiagnosticCode.allCases.map(\.explanation.what)).count == DiagnosticCode.allCases.count)
  }

  @Test("is printed for a terminal of 80 characters") func text() {
    #expect(
      DiagnosticCode.headingEmpty.explanation.text(for: .headingEmpty) == """
        heading.empty (error)

        A heading has no words.

        Why it matters: Screen readers announce a heading and then nothing.

        Wrong:

            ##

            Sit down.

        Right:

            ## Sit down

        To change how strict this is, write `heading.empty: off`, `warning` or `error`
        under `lint:` in content/site.yml.

        """)
    for code in DiagnosticCode.allCases {
      #expect(code.explanation.text(for: code).split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
  }
}

@Suite("Documentation/Diagnostics.md") struct DiagnosticsDocumentTests {
  @Test("has every code with its explanation") func current() throws {
    let document = Self.introduction + DiagnosticCode.allCases.map(entry).joined()
    #expect(try document == Snapshot("Documentation/Diagnostics.md").expected(for: document))
  }

  private func entry(_ code: DiagnosticCode) -> String {
    let explanation = code.explanation
    let adjustable = code.isAdjustable ? "; `lint:` in site.yml can change it" : ""
    return """

      ### `\(code.rawValue)`

      *\(code.severity == .error ? "Error" : "Warning")\(adjustable).* \(explanation.what)

      \(explanation.why)

      Wrong:

      ```text
      \(explanation.wrong)
      ```

      Right:

      ```text
      \(explanation.right)
      ```

      """
  }

  private static let introduction = """
    # What Waymark tells authors

    <!-- Written by the tests from Sources/Diagnostics/Explanations; `UPDATE_SNAPSHOTS=1 swift test --filter Documentation` writes it anew. -->

    Every mistake in the whole tree is told in one run, in the order of the files. `waymark explain CODE`
    prints what stands here about one code. Errors stop a build; warnings do not, unless you ask for
    `--strict`.

    ## For other programs

    `--format json` prints one JSON object a line on standard output. This is its schema:

    ```json
    \(JSONSchema.text)
    ```

    Lines and columns count from 1; a column is a character as a reader sees it. `endColumn` stands behind the
    last character. `offset` and `length` count bytes of UTF-8. A finding about a whole file or folder has only
    `file`. Keys may be added; none will change its meaning.

    `--format github` prints annotations for a workflow run on GitHub.

    ## Every code

    """
}
