import Foundation
import SiteBuilding
import TestKit
import Testing

@testable import Editions

@Suite("The site of any library") struct RandomLibraryTests {
  @Test(
    "has no id twice on a page, and no link or anchor that leads nowhere",
    arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func whole(_ seed: UInt64) async throws {
    var library = RandomLibrary(seed: seed)
    let project = try TemporaryProject(library.files())
    let report = try buildSite(buildRequest(project.path))
    #expect(report.diagnostics.filter { $0.severity == .error } == [])
    #expect(report.published != nil)
    let site = try project.site()
    let pages = site.filter { $0.key.hasSuffix(".html") }.mapValues(Page.init)
    #expect(pages.count > 5)
    for (path, page) in pages {
      #expect(Set(page.ids).count == page.ids.count, "\(path): \(page.repeatedIDs)")
      // Hosts serve this one at any depth; it has no links without a base address.
      if path == "404.html" {
        #expect(page.links == [])
        continue
      }
      for link in page.links where !link.contains(":") {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
          String.init)
        let target = parts[0].isEmpty ? path : resolve(parts[0], from: path) ?? "outside"
        #expect(site[target] != nil, "\(path) leads to \(link)")
        if parts.count == 2, !parts[1].isEmpty, let other = pages[target] {
          #expect(other.ids.contains(parts[1]), "\(path) leads to \(link)")
        }
      }
    }
  }

  /// Ids and links of a page, found without a parser: our own pages write every attribute in two quotes.
  private struct Page {
    let ids: [String]
    let links: [String]

    init(_ html: String) {
      func values(_ name: String) -> [String] {
        html.components(separatedBy: " \(name)=\"").dropFirst().map {
          String($0.prefix { $0 != "\"" }).replacingOccurrences(of: "&amp;", with: "&")
            .replacingOccurrences(of: "&#39;", with: "'").removingPercentEncoding ?? ""
        }
      }
      ids = values("id")
      links = values("href") + values("src")
    }

    var repeatedIDs: [String] {
      Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys.sorted()
    }
  }
}
