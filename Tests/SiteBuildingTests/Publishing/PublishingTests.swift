import Foundation
import Testing

@testable import SiteBuilding

@Suite("Publishing a site") struct PublishingTests {
  private let project: Project

  init() throws { project = try Project() }

  private let first: Site = [
    "index.html": "home", "a/one.html": "1", "a/two.html": "2", "a/deep/three.html": "3",
    "assets/site.css": "css",
  ]

  @Test("makes the folder with exactly its files") func fresh() throws {
    #expect(try project.publish(first) == .init(written: 5))
    #expect(project.published == first)
    #expect(project.strays == [])
  }

  @Test("makes the folders above the output") func parents() throws {
    var project = project
    project.output = "build/web/public"
    try project.publish(first)
    #expect(project.published == first)
  }

  @Test("fills an empty folder") func empty() throws {
    try project.folder.makeFolder("public")
    try project.publish(first)
    #expect(project.published == first)
  }

  @Test("shows nothing of a first site before it is whole") func atOnce() throws {
    let output = try project.begin(first)
    #expect(!project.folder.exists("public"))
    _ = try output.finish()
    #expect(project.published == first)
  }

  @Test("shows nothing of a changed site before all of it is written") func lateRename() throws {
    try project.publish(first)
    let output = try project.begin(["index.html": "new", "b.html": "b"])
    #expect(project.published.filter { !$0.key.hasPrefix(".waymark-new") } == first)
    _ = try output.finish()
    #expect(project.published == ["index.html": "new", "b.html": "b"])
  }

  @Test("leaves unchanged files alone, replaces changed ones and removes stale ones with their folders")
  func update() throws {
    try project.publish(first)
    let stamps = ["index.html", "assets/site.css"].map(project.stamp)
    let second: Site = [
      "index.html": "home", "a/one.html": "one", "assets/site.css": "css", "b/new.html": "new",
    ]
    #expect(try project.publish(second) == .init(written: 2, unchanged: 2, removed: 2))
    #expect(project.published == second)
    #expect(["index.html", "assets/site.css"].map(project.stamp) == stamps)
    #expect(!project.folder.exists("public/a/deep"))
    #expect(project.strays == [])
  }

  @Test("touches nothing when nothing changed") func unchanged() throws {
    try project.publish(first)
    let before = [".", ".waymark-manifest", "a", "index.html"].map(project.stamp)
    #expect(try project.publish(first) == .init(unchanged: 5))
    #expect([".", ".waymark-manifest", "a", "index.html"].map(project.stamp) == before)
  }

  @Test(
    "tells equal sizes with other bytes apart, in small and large files",
    arguments: [1, 65_536, 65_537, 200_000])
  func comparison(size: Int) throws {
    let old = String(repeating: "x", count: size)
    try project.publish(["a": old])
    #expect(try project.publish(["a": old]) == .init(unchanged: 1))
    let new = String(repeating: "x", count: size - 1) + "y"
    #expect(try project.publish(["a": new]) == .init(written: 1))
    #expect(project.published == ["a": new])
  }

  @Test("turns a file into a folder and back") func fileToFolder() throws {
    try project.publish(["a": "file", "b/c/d": "deep", "z": "z"])
    let second: Site = ["a/x": "in a", "a/y/z": "deeper", "b": "file", "z": "z"]
    try project.publish(second)
    #expect(project.published == second)
    try project.publish(["a": "file", "b/c/d": "deep", "z": "z"])
    #expect(project.published == ["a": "file", "b/c/d": "deep", "z": "z"])
  }

  @Test("renames by case alone") func caseOnly() throws {
    try project.publish(["Guide/A.html": "same", "Guide/b.html": "b"])
    let second: Site = ["guide/a.html": "same", "guide/b.html": "b"]
    try project.publish(second)
    #expect(project.published == second)
    #expect(!project.folder.exists("public/Guide"))
  }

  @Test("writes the same manifest for the same paths in any order") func manifest() throws {
    try project.publish(first)
    #expect(
      project.folder.text("public/.waymark-manifest")
        == "waymark-manifest 1\na/deep/three.html\na/one.html\na/two.html\nassets/site.css\nindex.html\n")
    #expect(Manifest(first.keys.sorted().reversed()) == Manifest(first.keys.sorted()))
  }

  @Test("keeps what hosts and repositories put there") func tolerated() throws {
    for path in [".git/HEAD", ".git/objects/ab/cd", "CNAME", ".well-known/acme"] {
      try project.folder.write("theirs", to: "public/\(path)")
    }
    try project.publish(first)
    try project.publish(["index.html": "home", ".well-known/security.txt": "ours"])
    try project.publish(["index.html": "home"])
    #expect(
      project.published == [
        ".git/HEAD": "theirs", ".git/objects/ab/cd": "theirs", "CNAME": "theirs",
        ".well-known/acme": "theirs",
        "index.html": "home",
      ])
  }

  @Test("takes over a host's file that the site brings itself") func adopted() throws {
    try project.folder.write("old.example", to: "public/CNAME")
    try project.publish(["CNAME": "new.example"])
    #expect(project.published == ["CNAME": "new.example"])
    try project.publish(["index.html": "home"])
    #expect(project.published == ["index.html": "home"])
  }

  @Test("with nothing in it is allowed") func nothing() throws {
    try project.publish(first)
    #expect(try project.publish([:]) == .init(removed: 5))
    #expect(project.published == [:])
  }

  @Test("follows an output that is itself a link") func outputIsLink() throws {
    try project.folder.makeFolder("elsewhere")
    try project.folder.link("public", to: "elsewhere")
    try project.publish(first)
    #expect(project.folder.files(in: "elsewhere").count == 6)
    #expect(project.folder.files(in: ".")["public"] == "-> elsewhere")
  }

  @Test("promises the same with and without waiting for the disk") func durable() throws {
    try project.publish(first, durability: .full)
    try project.publish(["index.html": "new"], durability: .full)
    #expect(project.published == ["index.html": "new"])
  }

  @Test("from many threads comes out whole") func threads() async throws {
    let site = Site(uniqueKeysWithValues: (0..<2_000).map { ("part-\($0 % 50)/\($0).html", "page \($0)") })
    for round in ["first", "second"] {
      let texts = site.mapValues { "\(round) \($0)" }
      guard case .ready(let output) = try project.open(texts) else { throw Refused() }
      let paths = texts.keys.sorted()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for chunk in 0..<8 {
          group.addTask {
            for index in stride(from: chunk, to: paths.count, by: 8) {
              try output.write(index, Array((texts[paths[index]] ?? "").utf8))
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try output.finish() == .init(written: 2_000))
      #expect(project.published == texts)
    }
  }

  @Test("with more folders than a process may have open works, from any number of threads")
  func manyFolders() async throws {
    let path = project.folder.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      var limit = rlimit(rlim_cur: 100, rlim_max: 100)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      let folders = (0..<300).map { "guide-\($0 % 50)/part-\($0)" }
      let paths = ["1.html", "2.html", "3.html"].flatMap { name in folders.map { "\($0)/\(name)" } }
      for round in ["old", "new"] {
        let site = Site(uniqueKeysWithValues: paths.map { ($0, "\($0), \(round)") })
        let project = Project.at(path)
        let output = try project.begin(site, onlyFirst: 0)
        let sorted = site.sorted { $0.key < $1.key }
        DispatchQueue.concurrentPerform(iterations: sorted.count) { number in
          // Each time in another folder, so that all are opened again and again.
          let index = number * 7 % sorted.count
          #expect(throws: Never.self) { try output.write(index, Array(sorted[index].value.utf8)) }
        }
        #expect(try output.finish() == .init(written: 900))
        #expect(project.published == site)
      }
      #expect(try Project.at(path).publish(["index.html": "home"]) == .init(written: 1, removed: 900))
    }
    #expect(project.published == ["index.html": "home"])
    #expect(!project.folder.exists("public/guide-0"))
    #expect(project.strays == [])
  }

  @Test(
    "says so when a folder of the new site is taken away meanwhile, open or not", arguments: [100, 10_000])
  func folderTakenAway(mostOpen: Int) async throws {
    let path = project.folder.path
    await #expect(processExitsWith: .success) { [path = path as String, mostOpen = mostOpen as Int] in
      var limit = rlimit(rlim_cur: rlim_t(mostOpen), rlim_max: rlim_t(mostOpen))
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      let site = Site(uniqueKeysWithValues: (100..<200).map { ("\($0)/index.html", "page") })
      let output = try Project.at(path).begin(site, onlyFirst: 0)
      let staging = path + "/" + Staging.siblingName(of: "public")
      try FileManager.default.removeItem(atPath: staging + "/170")
      let error = #expect(throws: FileError.self) { try output.write(70, Array("page".utf8)) }
      #expect(error?.path == path + "/public/170/index.html")
      #expect(error?.code == ENOENT)
    }
    #expect(project.published == [:])
    #expect(project.strays == [])
  }
}
