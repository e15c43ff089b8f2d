import Foundation
import Testing

@testable import SiteBuilding

@Suite("Reading a file") struct ReadFileTests {
  private let folder = TemporaryFolder()

  @Test("gives all its bytes, whatever was in the buffer", arguments: [0, 1, 5, 4_096, 100_000])
  func whole(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path("a")))
    var buffer: [UInt8] = Array(repeating: 9, count: 5_000)
    try readFile(folder.path("a"), into: &buffer)
    #expect(buffer == bytes)
    #expect(try readFile(folder.path("a"), limit: size) == bytes)
  }

  @Test("uses the buffer's memory again") func reuse() throws {
    try folder.write("first", to: "a")
    var buffer: [UInt8] = []
    buffer.reserveCapacity(1_000)
    let before = buffer.withUnsafeBufferPointer(\.baseAddress)
    try readFile(folder.path("a"), into: &buffer)
    #expect(buffer.withUnsafeBufferPointer(\.baseAddress) == before)
  }

  @Test("refuses more than the limit without reading it") func limit() throws {
    let path = folder.path("a")
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    #expect(truncate(path, 1 << 40) == 0)
    #expect(throws: FileError(.read, path, .tooLarge(size: 1 << 40, limit: 1_000))) {
      try readFile(path, limit: 1_000)
    }
  }

  @Test("refuses pipes, devices and folders, and does not wait for them") func special() throws {
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    for path in [folder.path("pipe"), "/dev/zero", folder.path] {
      #expect(throws: FileError(.read, path, .notAFile)) { try readFile(path) }
    }
  }

  @Test("names the path and the reason when it fails") func message() throws {
    #expect(throws: FileError(.open, "/no/such", .system(ENOENT))) { try readFile("/no/such") }
    let long = "/" + String(repeating: "n", count: 300)
    #expect(throws: FileError(.open, long, .system(ENAMETOOLONG))) { try readFile(long) }
    let longer = String(repeating: "/n", count: 3_000)
    #expect(throws: FileError(.open, longer, .system(ENAMETOOLONG))) { try readFile(longer) }
    #expect(
      FileError(.write, "public/index.html", .system(ENOSPC)).description
        == "cannot write public/index.html: the disk is full")
  }
}

@Suite("Writing a new file") struct WriteFileTests {
  private let folder = TemporaryFolder()

  @Test("never replaces one, nor follows a link") func exclusive() throws {
    try folder.write("old", to: "a")
    try folder.link("b", to: "c")
    for name in ["a", "b"] {
      let path = folder.path(name)
      #expect(throws: FileError(.write, path, .system(EEXIST))) { try writeNewFile([1, 2, 3], named: path) }
    }
    try writeNewFile(Array("new".utf8), named: folder.path("d"))
    #expect(folder.files(in: ".") == ["a": "old", "b": "-> c", "d": "new"])
  }

  @Test("on a full disk fails with that reason") func full() {
    let bytes = [UInt8](repeating: 1, count: 10)
    #expect(throws: FileError(.write, "/dev/full", .system(ENOSPC))) {
      let descriptor = open("/dev/full", O_WRONLY)
      let file = OpenFile(descriptor: descriptor)
      try bytes.withUnsafeBytes { try file.write($0, "/dev/full") }
    }
  }
}

@Suite("A path") struct PathsTests {
  private let folder = TemporaryFolder()

  @Test("is resolved as far as it exists, and taken as written after") func resolved() throws {
    try folder.makeFolder("a/b")
    try folder.link("link", to: "a/b")
    let root = folder.path
    #expect(try resolvedPath(of: "\(root)/link/../c") == "\(root)/a/c")
    #expect(try resolvedPath(of: "\(root)/link/new/./x/../y/") == "\(root)/a/b/new/y")
    #expect(try resolvedPath(of: "\(root)//a///b") == "\(root)/a/b")
    #expect(try resolvedPath(of: "/..") == "/")
    #expect(try resolvedPath(of: "new") == realPath(of: ".") + "/new")
    try folder.link("broken", to: "nowhere")
    #expect(throws: FileError.self) { try resolvedPath(of: "\(root)/broken/x") }
  }

  @Test("is made with all folders above it") func made() throws {
    try makeFolders(folder.path("a/b/c"))
    try makeFolders(folder.path("a/b/c"))
    #expect(folder.exists("a/b/c"))
    try folder.write("x", to: "file")
    #expect(throws: FileError(.makeFolder, folder.path("file"), .system(ENOTDIR))) {
      try makeFolders(folder.path("file"))
    }
    #expect(throws: FileError.self) { try makeFolders(folder.path("file/a/b")) }
  }
}
