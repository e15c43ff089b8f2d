import Foundation
import Testing

@testable import SiteBuilding

/// A disk of 256 KB, mounted at a folder. Only root may do that, and not in every container.
private final class SmallDisk {
  let path: String

  init?(at path: String) {
    self.path = path
    guard getuid() == 0, Self.run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", path) else {
      return nil
    }
  }

  deinit { _ = Self.run("umount", path) }

  private static func run(_ command: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

@Suite("On a disk that is small and mounted at the output") struct SmallDiskTests {
  private let project: Project

  init() throws {
    project = try Project()
    try project.folder.makeFolder("public")
  }

  private let small: Site = ["index.html": "home", "a/b.html": "b"]

  @Test("a site is put together inside, since nothing can be renamed to where the mount is") func mountPoint()
    throws
  {
    guard let disk = SmallDisk(at: project.folder.path("public")) else { return }
    try withExtendedLifetime(disk) {
      try project.publish(small)
      #expect(project.published == small)
      try project.publish(["index.html": "new"])
      #expect(project.published == ["index.html": "new"])
      #expect(project.strays == [])
      #expect(try OutputCleaning.clean(project.folder.path("public")) == .removed(1))
      #expect(project.folder.files(in: "public") == [:])
    }
  }

  @Test("a site that does not fit is an error and leaves the old one") func full() throws {
    guard let disk = SmallDisk(at: project.folder.path("public")) else { return }
    try withExtendedLifetime(disk) {
      let large = Site(
        uniqueKeysWithValues: (0..<9).map { ("\($0).html", String(repeating: "x", count: 40_000)) })
      for old in [[:], small] {
        try project.publish(old)
        let error = #expect(throws: FileError.self) { try project.publish(large) }
        #expect(error?.description.hasSuffix(".html: the disk is full") == true)
        #expect(project.published == old)
      }
    }
  }
}
