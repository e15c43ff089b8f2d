import Diagnostics
import GuideModel
import Testing

@Suite("The files of the content folder") struct ContentFilesTests {
  private func files(_ paths: [String]) -> ContentFiles {
    ContentFiles(
      paths.enumerated().map { number, path in
        let isFolder = path.hasSuffix("/")
        return ContentEntry(
          path: isFolder ? String(path.dropLast()) : path, isFolder: isFolder, file: FileID(number))
      })
  }

  @Test("are found by path and by number, folders by number alone") func found() {
    let files = files(["a/", "a/guide.md", "site.yml"])
    #expect(files.numberCount == 3)
    #expect(files["a/guide.md"] == FileID(1) && files["site.yml"] == FileID(2))
    #expect(files["a"] == nil && files["guide.md"] == nil && files[""] == nil)
    #expect(files.path(of: FileID(0)) == "a" && files.path(of: FileID(1)) == "a/guide.md")
    #expect(files.map(\.path) == ["a/guide.md", "site.yml"])
  }

  @Test("are found however an accented letter is encoded") func accents() {
    #expect(files(["cafe\u{301}.png"])["caf\u{E9}.png"] == FileID(0))
  }

  @Test("are all found among many", arguments: [0, 1, 11, 12, 13, 10_000])
  func many(count: Int) {
    let files = files((0..<count).map { "guide-\($0)/\($0 % 7)-step.md" })
    #expect((0..<count).allSatisfy { files["guide-\($0)/\($0 % 7)-step.md"] == FileID($0) })
    #expect((0..<count).allSatisfy { files["guide-\($0)/8-step.md"] == nil })
  }
}

@Suite("A table of places") struct IndexTableTests {
  @Test("tells things of one hash apart, and keeps the first of two that are the same") func sameHash() {
    let names = ["a", "b", "c", "b"]
    var table = IndexTable(capacity: names.count)
    let before = names.indices.map { place in
      table.insert(place, hash: 5) { names[$0] == names[place] }
    }
    #expect(before == [nil, nil, nil, 1])
    #expect(names.map { name in table.first(hash: 5) { names[$0] == name } } == [0, 1, 2, 1])
    #expect(table.first(hash: 5) { names[$0] == "d" } == nil)
  }
}
