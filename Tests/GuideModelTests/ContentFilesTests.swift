import Diagnostics
import GuideModel
import Testing

@Suite("The files of the content folder") struct ContentFilesTests {
  private func files(_ paths: [String]) -> ContentFiles {
    ContentFiles(
      paths.map { path in
        let isFolder = path.hasSuffix("/")
        return ContentEntry(path: isFolder ? String(path.dropLast()) : path, isFolder: isFolder)
      })
  }

  @Test("are found by path and by number, folders by number alone") func found() {
    let files = files(["a/", "a/guide.md", "site.yml"])
    #expect(files.numberCount == 3)
    #expect(files["a/guide.md"] == FileID(1) && files["site.yml"] == FileID(2))
    #expect(files["a"] == nil && files["guide.md"] == nil && files[""] == nil)
    #expect(files.path(of: FileID(0)) == "a" && files.path(of: FileID(1)) == "a/guide.md")
    #expect(files.paths == ["a/guide.md", "site.yml"])
    #expect(files.path(of: FileID(1), after: "content/") == "content/a/guide.md")
    #expect(files.path(of: FileID(0), before: "/") == "a/")
  }

  @Test("are Markdown by the ending of their names") func markdown() {
    let files = files(["a/", "a/b.md", "a/c.mdx", "a/d.png", "e.md/", "e.md/f", "md"])
    #expect(files.all.filter(files.isMarkdown) == [FileID(1)])
    #expect(files.thatAreNotMarkdown.map(\.path) == ["a/c.mdx", "a/d.png", "e.md/f", "md"])
  }

  @Test("are found however an accented letter is encoded") func accents() {
    #expect(files(["cafe\u{301}.png"])["caf\u{E9}.png"] == FileID(0))
  }

  @Test("are found by a letter beyond ASCII that is equal to one within it") func equalLetters() {
    let files = files(["10 K.png", "a;b.png", "a`b.png"])
    #expect(files["10 \u{212A}.png"] == FileID(0))
    #expect(files["a\u{37E}b.png"] == FileID(1) && files["a\u{1FEF}b.png"] == FileID(2))
  }

  @Test("lie in folders, each with those directly in it") func children() {
    let files = files(["a/", "a/b/", "a/b/c", "a/d", "e/", "f"])
    #expect(files.children(of: nil).map(files.name(of:)) == ["a", "e", "f"])
    #expect(files.children(of: FileID(0)).map(files.name(of:)) == ["b", "d"])
    #expect(files.children(of: FileID(1)).map(files.name(of:)) == ["c"])
    #expect(Array(files.children(of: FileID(4))).isEmpty)
    #expect(files.folder(of: FileID(2)) == FileID(1) && files.folder(of: FileID(5)) == nil)
  }

  @Test("are those of several trees put behind each other") func severalTrees() {
    func tree(_ folder: String, _ names: [String]) -> FileTree {
      var tree = FileTree()
      let number = folder.withBytes { tree.openFolder($0, in: nil) }
      for name in names { name.withBytes { _ = tree.addFile($0, in: number) } }
      tree.closeFolder(number)
      return tree
    }
    var all = tree("a", ["b", "c"])
    all.append(FileTree())
    all.append(tree("d", []))
    all.append(tree("e", ["f"]))
    let files = ContentFiles(all)
    #expect(files.paths == ["a/b", "a/c", "e/f"])
    #expect(files.children(of: nil).map(files.name(of:)) == ["a", "d", "e"])
    #expect(files["e/f"] == FileID(5) && files["d"] == nil)
  }

  @Test("are all found among many", arguments: [0, 1, 11, 12, 13, 10_000])
  func many(count: Int) {
    let files = files((0..<count).map { "guide-\($0)/\($0 % 7)-step.md" })
    #expect((0..<count).allSatisfy { files["guide-\($0)/\($0 % 7)-step.md"] == FileID($0) })
    #expect((0..<count).allSatisfy { files["guide-\($0)/8-step.md"] == nil })
  }
}

@Suite("A string's bytes") struct StringBytesTests {
  @Test(
    "tell a path's folder and name",
    arguments: [
      ("", "", ""), ("a", "", "a"), ("a/b", "a", "b"), ("/", "", ""), ("a/", "a", ""),
      ("é/ü/日.md", "é/ü", "日.md"),
      // To a string, the mark would be part of the slash.
      ("a/\u{301}b", "a", "\u{301}b"),
      ("a folder with a long name/and a file.md", "a folder with a long name", "and a file.md"),
    ])
  func path(_ path: String, _ parent: String, _ name: String) {
    #expect(Array(path.parentPath.utf8) == Array(parent.utf8))
    #expect(Array(path.lastPathComponent.utf8) == Array(name.utf8))
  }

  @Test("are put together as they are") func joined() {
    let parts = ["", "a", "é", "a text that does not fit into a word", "\u{301}", "🙂"]
    for first in parts {
      for second in parts {
        #expect(Array(String(joining: first, "/", second).utf8) == Array((first + "/" + second).utf8))
      }
    }
    #expect(String(joining: "", "").isEmpty)
  }

  @Test("are searched") func searched() {
    #expect("a:b".contains(byte: UInt8(ascii: ":")) && !"ab".contains(byte: UInt8(ascii: ":")))
    #expect(!"".contains(byte: 0))
    Array("banana".utf8).withUnsafeBufferPointer { bytes in
      #expect(bytes.first(UInt8(ascii: "a")) == 1 && bytes.last(UInt8(ascii: "a")) == 5)
      #expect(bytes.first(UInt8(ascii: "x")) == nil && bytes.last(UInt8(ascii: "x")) == nil)
      #expect(bytes.hasPrefix(UnsafeBufferPointer(rebasing: bytes[..<3])))
      #expect(!UnsafeBufferPointer(rebasing: bytes[..<3]).hasPrefix(bytes))
      #expect(bytes.hasPrefix(UnsafeBufferPointer(start: nil, count: 0)))
    }
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
