import Diagnostics
import GuideModel

/// The library with what links need: which place each file fills, and which files there are.
///
/// Made once; documents are then checked against it one by one, on any thread.
package final class SiteMap: Sendable {
  package let library: Library
  let names: FileNames
  /// By `FileID`; `nil` for files that are no page.
  private let roles: [Role?]
  /// Whether there is a document that passes a bound, so that nobody knows what it shows.
  let hasUnread: Bool

  package init(_ library: Library) {
    self.library = library
    names = FileNames { library.files.paths.sorted() }
    var roles = [Role?](repeating: nil, count: library.files.numberCount)
    var hasUnread = false
    for entry in library.documents {
      roles[Int(entry.document.file.number)] = entry.role
      if entry.document.isUnread { hasUnread = true }
    }
    self.roles = roles
    self.hasUnread = hasUnread
  }

  package func role(of file: FileID) -> Role? {
    Int(file.number) < roles.count ? roles[Int(file.number)] : nil
  }

  func path(of file: FileID) -> String { library.files.path(of: file) }

  /// The folder of a file, with a slash at its end; empty at the top.
  func folder(of file: FileID) -> Substring {
    library.files.folder(of: file).map { library.files.path(of: $0, before: "/")[...] } ?? ""
  }
}
