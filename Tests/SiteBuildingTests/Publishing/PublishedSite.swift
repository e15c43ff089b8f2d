import Foundation
import Testing

@testable import SiteBuilding

/// What the tests publish: texts by path.
typealias Site = [String: String]

/// A project with a content folder, and a site built from it.
struct Project: Sendable {
  let folder: TemporaryFolder
  var output = "public"

  init() throws {
    folder = TemporaryFolder()
    try folder.makeFolder("content")
  }

  var surroundings: Surroundings {
    Surroundings(
      project: folder.path, sources: [folder.path("content"), folder.path("theme")], home: nil)
  }

  func open(
    _ site: Site, durability: Durability = .none, patience: Duration = .seconds(10)
  ) throws -> OutputFolder.Opening {
    try OutputFolder.open(
      at: folder.path(output), avoiding: surroundings, paths: outputPaths(site.keys.sorted()),
      durability: durability, patience: patience)
  }

  /// Opened and written, but not finished.
  func begin(
    _ site: Site, onlyFirst count: Int = .max, durability: Durability = .none,
    patience: Duration = .seconds(10)
  ) throws -> OutputFolder {
    guard case .ready(let output) = try open(site, durability: durability, patience: patience) else {
      throw Refused()
    }
    for (index, path) in site.keys.sorted().enumerated().prefix(count) {
      try output.write(index, Array((site[path] ?? "").utf8))
    }
    return output
  }

  @discardableResult
  func publish(
    _ site: Site, durability: Durability = .none, patience: Duration = .seconds(10)
  ) throws -> OutputFolder.Summary {
    try begin(site, durability: durability, patience: patience).finish()
  }

  @discardableResult
  func publish(_ site: Site, in output: String) throws -> OutputFolder.Summary {
    var other = self
    other.output = output
    return try other.publish(site)
  }

  func refusal(_ site: Site = ["index.html": "home"], patience: Duration = .zero) throws -> Refusal? {
    switch try open(site, patience: patience) {
    case .ready: nil
    case .refused(let refusal): refusal
    }
  }

  /// The site as it is on the disk, without the manifest; also what else is beside it.
  var published: Site { folder.files(in: output).filter { $0.key != ".waymark-manifest" } }

  /// Names in the project folder that are not the project's own.
  var strays: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0 != "content" && $0 != output }.sorted()
  }

  /// What tells whether a file was touched.
  func stamp(_ path: String) -> [String] {
    let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path("\(output)/\(path)"))
    let inode = attributes?[.systemFileNumber].map { "\($0)" }
    let modified = (attributes?[.modificationDate] as? Date).map { "\($0.timeIntervalSince1970)" }
    return [inode ?? "-", modified ?? "-"]
  }
}

struct Refused: Error {}

func outputPaths(_ paths: [String]) -> OutputPaths {
  switch OutputPaths.check(paths) {
  case .usable(let checked): checked
  case .unusable(let problems): preconditionFailure("\(problems)")
  }
}
