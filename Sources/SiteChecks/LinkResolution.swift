import Diagnostics
import GuideModel

/// Finds what links and images lead to, and says why where there is nothing.
struct LinkResolution {
  let map: SiteMap
  let document: Document
  private(set) var diagnostics: [Diagnostic] = []
  /// The document's, which most links go from.
  private lazy var folder = map.folder(of: document.file)
  /// Looking for what was meant goes over all files or headings; a file with thousands of broken links
  /// gets it for the first of them.
  private var suggestionsLeft = 100

  init(map: SiteMap, document: Document) {
    self.map = map
    self.document = document
  }

  // MARK: Links

  mutating func target(of link: Article.Link) -> LinkTarget {
    let destination = link.destination
    switch Destination(destination) {
    case .nothing:
      return broken(
        .linkEmpty, "this link leads nowhere", link, help: "put an address between the round brackets")
    case .elsewhere: return .elsewhere
    case .unsafe(let scheme):
      return broken(
        .linkUnsafe, "a link may not begin with `\(shortened(scheme))`", link, help: help(insteadOf: scheme))
    case .fromRoot:
      return broken(
        .linkOutside, "`\(shortened(destination))` begins at the root of a server", link,
        help: fromHere(destination).map { "write the way from this file: `\($0)`" }
          ?? "links are relative, so that the site works in any folder; begin with the file's name or `../`")
    case .here(let anchor): return target(anchor: anchor, in: document, link)
    case .path(let path, let anchor):
      guard case .inside(let found) = ContentPath(path, from: folder) else {
        return broken(
          .linkOutside, "`\(shortened(destination))` leads out of the content folder", link,
          help: "link to a file inside it")
      }
      guard let file = map.library.files[found] else { return missing(path, found: found, link) }
      guard found.hasSuffix(".md") else { return .file(file) }
      guard let role = map.role(of: file) else { return notPublished(file, path: path, link) }
      guard let anchor else { return .document(file, anchor: nil) }
      return target(anchor: anchor, in: map.library.document(role), link)
    }
  }

  private func help(insteadOf scheme: String) -> String {
    // `C:` of a disk, or a file of the author's own.
    if scheme.utf8.count == 2 || scheme == "file:" {
      return "readers cannot open what is on your computer; copy it into content/ and link to it from here"
    }
    let known = ["https:", "http:", "mailto:", "tel:", "sms:"]
    return closestMatch(to: scheme, in: known).map { "did you mean `\($0)`?" }
      ?? "use https:, mailto:, tel: or a link to a file"
  }

  /// The way to a file of content/ that an author named from the top: `/listen/2-ask.md`.
  private mutating func fromHere(_ destination: String) -> String? {
    let path = destination.prefix { $0 != "#" }
    guard case .inside(let found) = ContentPath(path, from: ""), map.library.files[found] != nil else {
      return nil
    }
    return relativePath(to: found, from: folder) + destination.dropFirst(path.count)
  }

  private mutating func target(anchor: String, in target: Document, _ link: Article.Link) -> LinkTarget {
    // `#` alone is the top of the page.
    if anchor.isEmpty { return .document(target.file, anchor: nil) }
    let wanted = percentDecoded(anchor)
    if target.outline.headings.contains(where: { $0.anchor == wanted }) {
      return .document(target.file, anchor: wanted)
    }
    let known = suggestionsLeft > 0 ? target.outline.headings.map(\.anchor) : []
    suggestionsLeft -= 1
    return broken(
      .linkMissingAnchor, "`\(map.path(of: target.file))` has no heading `#\(shortened(wanted))`", link,
      help: closestMatch(to: wanted, in: known).map { "did you mean `#\($0)`?" }
        ?? (target.outline.headings.isEmpty
          ? "it has no headings; link to the page itself"
          : "its headings are \(list(target.outline.headings.prefix(6).map(\.anchor)))")
    )
  }

  private mutating func notPublished(_ file: FileID, path: Substring, _ link: Article.Link) -> LinkTarget {
    if map.library.drafts.contains(file) {
      return broken(
        .linkDraft, "`\(path)` is a draft, so there is no page to link to", link,
        help: "publish it, take the link out, or build with `--drafts`")
    }
    return broken(
      .linkMissingPage, "`\(path)` is not a page of the site", link,
      help: isReadme(String(path))
        ? "README.md is for the folder on a code host; link to a page"
        : "see what else is reported about that file"
    )
  }

  private mutating func missing(_ path: Substring, found: String, _ link: Article.Link) -> LinkTarget {
    let base = found.hasSuffix("/") ? String(found.dropLast()) : found
    for index in ["guide.md", "part.md"] where map.library.files["\(base)/\(index)"] != nil {
      return broken(
        .linkMissingPage, "`\(path)` is a folder", link,
        help: "link to its file: `\(relativePath(to: "\(base)/\(index)", from: folder))`")
    }
    let isMarkdown = found.hasSuffix(".md")
    let meant = nearestFile(to: found, isMarkdown: isMarkdown) ?? markdown(ofPage: found)
    let help =
      meant.map { "did you mean `\(relativePath(to: $0, from: folder))`?" } ?? elsewhere(path)
      ?? "write the way from this file to the other, such as `../guide.md`; capitals count"
    guard isMarkdown || !(found.split(separator: "/").last ?? "").contains(".") else {
      return broken(.linkMissingFile, "there is no file `\(shortened(path))`", link, help: help)
    }
    let isStep = meant.map(isStepPath) ?? isStepPath(found)
    return broken(
      isStep ? .linkMissingStep : .linkMissingPage,
      "there is no \(isStep ? "step" : "page") `\(shortened(path))`", link,
      help: help)
  }

  /// The file that becomes the page that was linked to: `2-ask.md` for `2-ask.html`, or for `ask.html`.
  private mutating func markdown(ofPage path: String) -> String? {
    guard let ending = [".html", ".htm"].first(where: path.hasSuffix) else { return nil }
    return nearestFile(to: path.dropLast(ending.count) + ".md", isMarkdown: true)
  }

  /// What to write for an address of another site, or of an e-mail, that lacks its beginning.
  private func elsewhere(_ path: Substring) -> String? {
    if path.utf8.contains(UInt8(ascii: "\\")) {
      let parts = path.split(separator: "\\")
      return "part folders with `/`: `\(shortened(parts.joined(separator: "/")))`"
    }
    if path.contains("@"), !path.contains("/") {
      return "for an e-mail address, write `mailto:\(shortened(path))`"
    }
    let host = path.prefix { $0 != "/" }.split(separator: ".", omittingEmptySubsequences: false)
    guard path.hasPrefix("www.") || (host.count > 1 && path.contains("/")),
      let last = host.last, (2...12).contains(last.utf8.count), host.allSatisfy({ !$0.isEmpty })
    else { return nil }
    return "for another site, write `https://\(shortened(path))`"
  }

  private func isStepPath(_ path: String) -> Bool {
    path.split(separator: "/").last?.first?.isNumber ?? false
  }

  /// The file whose name is most like the one that is missing, whatever its number or folder.
  private mutating func nearestFile(to path: String, isMarkdown: Bool) -> String? {
    guard suggestionsLeft > 0 else { return nil }
    suggestionsLeft -= 1
    let home = folder
    // A name without an ending may be a page's.
    let kinds = isMarkdown ? [true] : path.contains(".") ? [false] : [false, true]
    let found = kinds.flatMap { map.names.nearest(to: path, isMarkdown: $0) }
    // Of two files with one name the one nearer to this document, then the first by name.
    return found.min { rank($0, home) < rank($1, home) }
  }

  private func rank(_ path: String, _ home: Substring) -> (Int, String) {
    (relativePath(to: path, from: home).split(separator: "/").count, path)
  }

  // MARK: Images

  mutating func target(of image: Article.Image) -> ImageTarget {
    let place = SourceSpan(file: document.file, bytes: image.source)
    switch Destination(image.destination) {
    case .elsewhere where image.destination.hasPrefix("http"):
      diagnostics.append(
        Diagnostic(
          .imageThirdParty, "this image is on another site; readers get a link to it instead", at: place,
          help: "copy the image beside this file: pages never ask another site for anything"))
      return .elsewhere
    case .path(let path, _):
      guard case .inside(let found) = ContentPath(path, from: folder) else {
        diagnostics.append(
          Diagnostic(
            .linkOutside, "`\(shortened(image.destination))` leads out of the content folder", at: place,
            help: "put the image beside the file that shows it"))
        return .broken
      }
      if let file = map.library.files[found] { return .file(file) }
      let meant = nearestFile(to: found, isMarkdown: false)
      diagnostics.append(
        Diagnostic(
          .imageMissing, "there is no image `\(shortened(path))`", at: place,
          help: meant.map { "did you mean `\(relativePath(to: $0, from: folder))`?" }
            ?? "put it beside this file"))
      return .broken
    case .nothing:
      diagnostics.append(
        Diagnostic(
          .imageMissing, "this image names no file", at: place,
          help: "put its name between the round brackets"))
      return .broken
    case .elsewhere, .unsafe, .fromRoot, .here:
      diagnostics.append(
        Diagnostic(
          .linkUnsafe, "`\(shortened(image.destination))` cannot be shown as an image", at: place,
          help: "put the image beside this file and write its name"))
      return .broken
    }
  }

  private mutating func broken(
    _ code: DiagnosticCode, _ message: String, _ link: Article.Link, help: String?
  ) -> LinkTarget {
    diagnostics.append(
      Diagnostic(code, message, at: SourceSpan(file: document.file, bytes: link.source), help: help))
    return .broken
  }

  private func shortened(_ text: some StringProtocol) -> String {
    text.count <= 80 ? String(text) : text.prefix(79) + "…"
  }

  private func list(_ anchors: [String]) -> String {
    anchors.prefix(5).map { "`#\($0)`" }.joined(separator: ", ") + (anchors.count > 5 ? ", …" : "")
  }
}

/// A link's destination by its form alone.
enum Destination: Equatable {
  case nothing
  case elsewhere
  /// Begins with a scheme that a page must not have, or names a host without one.
  case unsafe(String)
  case fromRoot
  case here(anchor: String)
  case path(Substring, anchor: String?)

  init(_ text: String) {
    guard let first = text.utf8.first else {
      self = .nothing
      return
    }
    if first == UInt8(ascii: "#") {
      self = .here(anchor: String(text.dropFirst()))
      return
    }
    if first == UInt8(ascii: "/") || first == UInt8(ascii: "\\") {
      self =
        text.hasPrefix("//") || text.hasPrefix("/\\") || first == UInt8(ascii: "\\")
        ? .unsafe("//") : .fromRoot
      return
    }
    // Browsers drop tabs, line ends and leading controls inside a scheme, so `java\tscript:` is one.
    let plain = text.contains(byte: UInt8(ascii: ":")) ? text.utf8.filter { $0 > 0x20 } : []
    if let colon = plain.firstIndex(of: UInt8(ascii: ":")),
      plain[..<colon].allSatisfy({ isSchemeByte($0) })
    {
      let scheme = String(decoding: plain[..<colon], as: UTF8.self).lowercased()
      switch scheme {
      case "http", "https":
        // `https:evil` and `https://` name no host.
        let rest = plain[plain.index(after: colon)...]
        self = rest.starts(with: "//".utf8) && rest.count > 2 ? .elsewhere : .nothing
      case "mailto", "tel", "sms": self = plain.index(after: colon) < plain.endIndex ? .elsewhere : .nothing
      default: self = .unsafe(scheme + ":")
      }
      return
    }
    guard let offset = text.withBytes({ $0.first(UInt8(ascii: "#")) }) else {
      self = .path(text[...], anchor: nil)
      return
    }
    let hash = text.utf8.index(text.startIndex, offsetBy: offset)
    self = .path(text[..<hash], anchor: String(text[text.utf8.index(after: hash)...]))
  }
}

private func isSchemeByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"),
    UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
    true
  default: false
  }
}
