import Foundation
import Testing

@testable import SiteBuilding

@Suite("Cleaning an output") struct CleaningTests {
  private let project: Project

  init() throws { project = try Project() }

  private func clean() throws -> OutputCleaning.Outcome {
    try OutputCleaning.clean(project.folder.path(project.output))
  }

  @Test("removes the site and the folder") func whole() throws {
    try project.publish(["index.html": "home", "a/b/c.html": "c"])
    #expect(try clean() == .removed(2))
    #expect(!project.folder.exists("public"))
    #expect(try clean() == .removed(0))
  }

  @Test("leaves what Waymark did not write") func foreign() throws {
    try project.publish(["index.html": "home", "a/b.html": "b", "a/c.html": "c"])
    try project.folder.write("mine", to: "public/a/notes.txt")
    #expect(try clean() == .removed(3))
    #expect(project.folder.files(in: "public") == ["a/notes.txt": "mine"])
    #expect(try clean() == .removed(0))
    #expect(project.folder.files(in: "public") == ["a/notes.txt": "mine"])
  }

  @Test("does not reach through a planted link") func planted() throws {
    try project.publish(["assets/site.css": "css"])
    try project.folder.write("precious", to: "outside/site.css")
    try FileManager.default.removeItem(atPath: project.folder.path("public/assets"))
    try project.folder.link("public/assets", to: project.folder.path("outside"))
    #expect(try clean() == .removed(0))
    #expect(project.folder.text("outside/site.css") == "precious")
  }

  @Test("makes no folder where there is none") func nowhere() throws {
    var project = project
    project.output = "no/such/folder"
    #expect(try OutputCleaning.clean(project.folder.path(project.output)) == .removed(0))
    #expect(!project.folder.exists("no"))
  }
}
