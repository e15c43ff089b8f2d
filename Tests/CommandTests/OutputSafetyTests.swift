import Foundation
import Testing

@Suite("The output folder") struct OutputSafetyTests {
  @Test("with a stranger's file is refused, and nothing changes", arguments: [false, true])
  func foreign(isBuilt: Bool) throws {
    let project = try TestProject.small()
    if isBuilt { try project.build() }
    try project.folder.write("mine", to: "public/letters/mine.txt")
    try project.folder.edit("content/walk/1-shoes.md") { $0 + "\nMore.\n" }
    let before = project.site
    let stamps = project.folder.stamps("public")
    let outcome = try project.build()
    #expect(outcome.status == 1)
    #expect(outcome.notices.contains("error[output.foreign-files]"))
    #expect(outcome.notices.contains("`letters/mine.txt`"))
    #expect(project.site.differences(from: before) == [])
    #expect(project.folder.stamps("public") == stamps)
    #expect(project.strays == [])
  }

  @Test("may hold what hosts and repositories keep there") func tolerated() throws {
    let project = try TestProject.small()
    for path in [".git/HEAD", "CNAME", ".well-known/a/b"] {
      try project.folder.write("mine", to: "public/\(path)")
    }
    #expect(try project.build().status == 0)
    #expect(try project.command("clean").status == 0)
    for path in [".git/HEAD", "CNAME", ".well-known/a/b"] {
      #expect(project.folder.text("public/\(path)") == "mine")
    }
    #expect(project.site.keys.count == 6)
  }

  @Test("may hold what file managers drop into any folder, which stays") func droppings() throws {
    let project = try TestProject.small()
    let dropped = [".DS_Store", "walk/.DS_Store", "walk/Thumbs.db", "assets/desktop.ini"]
    for path in dropped { try project.folder.write("dropped", to: "public/\(path)") }
    #expect(try project.build().status == 0)
    let stamps = project.folder.stamps("public")
    #expect(try project.build().status == 0)
    #expect(project.folder.stamps("public") == stamps)

    // A folder that the site no longer has stays for as long as something is in it.
    try project.folder.write(page("Run", "Three steps."), to: "content/run/guide.md")
    for name in ["1-shoes", "2-door"] {
      try project.folder.write(project.folder.bytes("content/walk/\(name).md")!, to: "content/run/\(name).md")
    }
    try project.folder.remove("content/walk")
    #expect(try project.build().status == 0)
    #expect(project.site["walk/index.html"] == nil)
    #expect(try project.command("clean").status == 0)
    for path in dropped { #expect(project.folder.text("public/\(path)") == "dropped", "\(path)") }
  }

  @Test("keeps the last good site, byte for byte, when a build fails") func keepsOldSite() throws {
    let project = try TestProject.fixture("every-feature")
    try project.build()
    let before = project.site
    let stamps = project.folder.stamps("public")
    for (path, text) in [
      ("content/tea/1-boil.md", "no front matter"), ("content/tea/5-gap.md", page("Gap", "Gap.")),
      ("content/site.yml", "id: [\n"), ("theme/templates/page.mustache", "{{nonsense}}"),
      ("content/static/index.html", "mine"), ("content/static/bad\u{7}name", "mine"),
    ] {
      let old = project.folder.bytes(path)
      try project.folder.write(text, to: path)
      let outcome = try project.build()
      #expect(outcome.status == 1, "\(path)")
      #expect(outcome.notices.hasSuffix("; nothing was published\n"), "\(path)")
      #expect(project.site.differences(from: before) == [], "\(path)")
      if let old { try project.folder.write(old, to: path) } else { try project.folder.remove(path) }
    }
    #expect(project.folder.stamps("public") == stamps)
    #expect(try project.build().status == 0)
  }

  @Test(
    "is never the project, its content or its theme, nor lies in them",
    arguments: [
      "content", "content/walk/public", "content/static", ".", "..", "/", "theme", "theme/public",
      "x/../content/y", "link", "link/public",
    ])
  func overlaps(output: String) throws {
    let project = try TestProject.small()
    try project.folder.link("link", to: "content")
    let before = project.folder.tree("")
    let outcome = try project.build("--output", output)
    #expect(outcome.status == 1)
    #expect(outcome.notices.contains("error[output.inside-content]"))
    #expect(project.folder.tree("") == before)
  }

  @Test("may lie anywhere else, through links and folders that are not there yet") func elsewhere() throws {
    let project = try TestProject.small()
    try project.build("-q")
    try project.folder.makeFolder("real")
    try project.folder.link("alias", to: "real")
    for (output, place) in [
      ("a/b/c", "a/b/c"), ("alias", "real"), ("alias/in", "real/in"), ("./x//y/", "x/y"), ("-dash", "-dash"),
      ("content/../over", "over"), ("with space\u{202E}", "with space\u{202E}"),
    ] {
      // A site inside another one would be a stranger there.
      if output == "alias/in" {
        try project.command("clean", "-o", "real", "-q")
        try project.folder.makeFolder("real")
      }
      let outcome = try project.command.run(["build", "--output=\(output)"])
      #expect(outcome.status == 0, "\(outcome.notices)")
      #expect(project.folder.tree(place).differences(from: project.site) == [], "\(output)")
    }
  }

  @Test(
    "is refused in words when it cannot be one",
    arguments: ["file", "file/below", "/dev/null", "dangling", String(repeating: "x", count: 300), "/proc/x"])
  func notAFolder(output: String) throws {
    let project = try TestProject.small(["file": "mine"])
    try project.folder.link("dangling", to: "nowhere")
    let before = project.folder.tree("")
    let outcome = try project.build("-o", output)
    #expect(outcome.status == 1)
    #expect(outcome.notices.hasPrefix("error"))
    #expect(project.folder.tree("") == before)
  }

  @Test("is emptied by clean, but for what others put there") func clean() throws {
    let project = try TestProject.fixture("every-feature")
    try project.build()
    let outcome = try project.command("clean")
    #expect(outcome.status == 0)
    #expect(outcome.notices == "33 files removed from public\n")
    #expect(!project.folder.exists("public"))
    #expect(try project.command("clean").notices == "0 files removed from public\n")
    try project.build()
    try project.folder.write("mine", to: "public/tea/mine.txt")
    try project.command("clean", "-q")
    #expect(project.site == ["tea": .folder, "tea/mine.txt": .file(Data("mine".utf8))])
    // A folder that Waymark never wrote is none of its business.
    #expect(try project.command("clean", "-o", "content").status == 0)
    #expect(project.folder.exists("content/site.yml"))
  }

  @Test("says so when the manifest was damaged, and touches nothing") func damagedManifest() throws {
    let project = try TestProject.small()
    try project.build()
    let good = try #require(project.folder.text("public/.waymark-manifest"))
    try project.folder.write("mine", to: "outside.txt")
    for manifest in ["", "nonsense", good + "../outside.txt\n", String(good.dropLast()), "\u{FEFF}" + good] {
      try project.folder.write(manifest, to: "public/.waymark-manifest")
      let before = project.site
      for command in ["build", "clean"] {
        let outcome = try project.command(command)
        #expect(outcome.status == 1)
        #expect(outcome.notices.contains("`.waymark-manifest`"))
      }
      #expect(project.site.differences(from: before) == [])
      #expect(project.folder.text("outside.txt") == "mine")
    }
  }

  @Test("that may not be written is a message") func readOnly() throws {
    guard geteuid() == 0 else { return try readOnlyAsOneself() }
    let project = try TestProject.small()
    try project.folder.copy(BuiltCommand.path, to: "waymark")
    chmod(project.folder.path, 0o755)
    var command = project.command
    command.user = 65_534
    let outcome = try command("build")
    #expect(outcome.status == 1)
    #expect(outcome.notices.contains("permission denied"))
    #expect(!project.folder.exists("public"))
    #expect(project.strays == ["waymark"])
  }

  private func readOnlyAsOneself() throws {
    let project = try TestProject.small()
    chmod(project.folder.path, 0o555)
    defer { chmod(project.folder.path, 0o755) }
    let outcome = try project.build()
    #expect(outcome.status == 1)
    #expect(outcome.notices.contains("permission denied"))
    #expect(!project.folder.exists("public"))
  }

  @Test("that is full keeps the old site and leaves nothing half-written", .enabled(if: SmallDisk.isPossible))
  func fullDisk() throws {
    let project = try TestProject.small()
    let disk = try #require(SmallDisk(at: project.folder.path("disk"), kilobytes: 1024))
    defer { disk.remove() }
    #expect(try project.build("-o", "disk/site", "--quiet").status == 0)
    let before = project.folder.tree("disk")
    try disk.fill("filler")
    try project.folder.edit("content/walk/1-shoes.md") {
      $0 + String(repeating: "\nMore words.\n", count: 500)
    }
    let outcome = try project.build("-o", "disk/site")
    #expect(outcome.status == 1)
    #expect(outcome.notices.contains("the disk is full"))
    var after = project.folder.tree("disk")
    after["filler"] = nil
    #expect(after.differences(from: before) == [])
    // Also where there was no site.
    #expect(try project.build("-o", "disk/other").status == 1)
    #expect(project.folder.names(in: "disk") == ["filler", "site"])
    try project.folder.remove("disk/filler")
    #expect(try project.build("-o", "disk/site").status == 0)
  }
}
