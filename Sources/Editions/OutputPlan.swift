import Diagnostics
import Theming

/// One file of the built site: where it goes and how its bytes come about.
package struct OutputJob: Sendable {
  package enum Content: Sendable {
    /// Pure: the same bytes whenever and wherever it runs.
    case render(@Sendable (inout HTMLWriter) -> Void)
    case bytes([UInt8])
    /// A file of the content folder, as it is.
    case copy(FileID)
  }

  /// Below the site's root, with `/` between folders.
  package var path: String
  package var content: Content

  package init(path: String, content: Content) {
    self.path = path
    self.content = content
  }
}

/// A form in which the library is given out.
///
/// A new one is a folder beside `Web`, a type that conforms, and a line in `allEditions`.
protocol Edition: Sendable {
  /// Every file of the edition, in a fixed order.
  func jobs(for site: SiteRendering) -> [OutputJob]
}

/// Every file of the site that is made from the library and the theme.
package func outputPlan(for site: SiteRendering) -> [OutputJob] {
  allEditions(of: site).flatMap { $0.jobs(for: site) }
}

private func allEditions(of site: SiteRendering) -> [any Edition] {
  let chosen = site.library.settings.editions
  var editions: [any Edition] = [WebEdition()]
  if chosen.contains(.print) { editions.append(PrintEdition()) }
  if chosen.contains(.search) { editions.append(SearchEdition()) }
  return editions
}
