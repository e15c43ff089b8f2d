import Foundation
import Testing

@testable import SiteBuilding

@Suite("An output folder is refused") struct RefusalTests {
  private let project: Project

  init() throws { project = try Project() }

  @Test(
    "when it is, contains or lies in a source folder, the project or the home folder",
    arguments: [
      ("content", "content"), ("content/public", "content"), ("theme/out/deep", "theme"), (".", "content"),
      ("content/../content/./x", "content"), ("link", "content"), ("link/new", "content"),
    ])
  func overlap(output: String, source: String) throws {
    var project = project
    try project.folder.makeFolder("theme/out")
    try project.folder.link("link", to: "content")
    project.output = output
    #expect(try project.refusal() == .overlaps(.source(project.folder.path(source))))
  }

  @Test("when it is the root, the home or the project folder") func places() throws {
    let folder = project.folder
    try folder.makeFolder("home/me/site")
    func refusal(_ output: String) -> Refusal? {
      Surroundings(project: folder.path("home/me/site"), sources: [], home: folder.path("home/me"))
        .refusal(of: output)
    }
    #expect(refusal("/") == .overlaps(.root))
    #expect(refusal(folder.path("home/me/site")) == .overlaps(.project))
    #expect(refusal(folder.path("home")) == .overlaps(.project))
    #expect(
      Surroundings(project: folder.path("elsewhere"), sources: [], home: folder.path("home/me"))
        .refusal(of: folder.path("home")) == .overlaps(.home))
    #expect(refusal(folder.path("home/me/site/public")) == nil)
    #expect(refusal(folder.path("home/me/other")) == nil)
  }

  @Test("when it holds files that Waymark did not write, which are named and left alone") func foreign()
    throws
  {
    for name in ["b.txt", "a/x", "c", "d", "e", "f"] {
      try project.folder.write("mine", to: "public/\(name)")
    }
    #expect(try project.refusal() == .foreignFiles(["a/x", "b.txt", "c", "d", "e"], andMore: true))
    #expect(project.published.count == 6)
    #expect(project.strays == [])
  }

  @Test("when a stranger's file was added to a site") func added() throws {
    try project.publish(["a/index.html": "home"])
    try project.folder.write("mine", to: "public/a/notes.txt")
    #expect(try project.refusal() == .foreignFiles(["a/notes.txt"], andMore: false))
    #expect(project.folder.text("public/a/notes.txt") == "mine")
  }

  @Test("when it holds a folder that we may not read") func unreadable() async throws {
    try project.publish(["index.html": "home"])
    try project.folder.makeFolder("public/lost+found")
    chmod(project.folder.path("public/lost+found"), 0o000)
    let path = project.folder.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      seteuid(65_534)
      // A leak checker, if there is one, looks around when the process ends, and may only do so as itself.
      defer { seteuid(0) }
      let refusal = try Project.at(path).refusal()
      #expect(refusal == .foreignFiles(["lost+found"], andMore: false))
    }
  }

  @Test("when a folder of the site was exchanged for a link, and nothing behind it is touched") func planted()
    throws
  {
    try project.publish(["assets/site.css": "css", "index.html": "home"])
    try project.folder.write("precious", to: "outside/site.css")
    try FileManager.default.removeItem(atPath: project.folder.path("public/assets"))
    try project.folder.link("public/assets", to: project.folder.path("outside"))
    #expect(try project.refusal(["assets/site.css": "new"]) == .foreignFiles(["assets"], andMore: false))
    #expect(project.folder.text("outside/site.css") == "precious")
  }

  @Test("when it is a file, a pipe or a link to nothing") func notAFolder() throws {
    try project.folder.write("file", to: "public")
    #expect(try project.refusal() == .notAFolder)
    var project = project
    project.output = "public/deeper"
    #expect(try project.refusal() == .notAFolder)
    project.output = "broken"
    try project.folder.link("broken", to: "nothing/here")
    #expect(try project.refusal() == .notAFolder)
  }

  @Test(
    "when its manifest is not one of ours",
    arguments: [
      "", "\n", "waymark-manifest 2\na\n", "waymark-manifest 1", "waymark-manifest 1\na",
      "waymark-manifest 1\n../a\n",
      "waymark-manifest 1\n/etc/passwd\n", "waymark-manifest 1\n.git/config\n", "waymark-manifest 1\n\n",
      "waymark-manifest 1\nb\na\n", "waymark-manifest 1\na\na\n",
    ])
  func manifest(text: String) throws {
    try project.folder.write(text, to: "public/.waymark-manifest")
    #expect(try project.refusal() == .unreadableManifest)
    #expect(try OutputCleaning.clean(project.folder.path("public")) == .refused(.unreadableManifest))
  }

  @Test("when the manifest is a link") func linkedManifest() throws {
    try project.folder.write("waymark-manifest 1\na\n", to: "manifest")
    try project.folder.makeFolder("public")
    try project.folder.link("public/.waymark-manifest", to: "../manifest")
    #expect(try project.refusal() == .unreadableManifest)
  }

  @Test("when a stranger's folder has the name of the one a new site is put together in") func inTheWay()
    throws
  {
    try project.folder.write("mine", to: ".public.waymark-new/notes")
    #expect(try project.refusal() == .inTheWay(project.folder.path(".public.waymark-new")))
    #expect(project.folder.text(".public.waymark-new/notes") == "mine")
  }

  @Test("while another build is using it, and accepted afterwards") func busy() throws {
    let output = try project.begin(["index.html": "home"])
    #expect(try project.refusal(patience: .milliseconds(20)) == .busy)
    #expect(try OutputCleaning.clean(project.folder.path("public"), patience: .zero) == .refused(.busy))
    _ = try output.finish()
    #expect(try project.refusal() == nil)
  }

  @Test("only after waiting for the other build") func waits() async throws {
    let project = project
    let output = try project.begin(["index.html": "first"])
    // Patient, since on a busy machine the other tests may keep this one from going on.
    let second = Task.detached { try project.publish(["index.html": "second"], patience: .seconds(300)) }
    try await Task.sleep(for: .milliseconds(50))
    #expect(!project.folder.exists("public"))
    _ = try output.finish()
    #expect(try await second.value == .init(written: 1))
    #expect(project.published == ["index.html": "second"])
  }
}
