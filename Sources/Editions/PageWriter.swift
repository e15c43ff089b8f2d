import Theming

/// What one thread makes pages with, one after another: the bytes of the page, and the templates that the
/// pages of a folder share.
package struct PageWriter: ~Copyable {
  /// The page so far.
  package var html = HTMLWriter()
  private var folder: FolderProgram?

  private let specializes: Bool

  /// - Parameter specializes: `false` only to prove that it makes no difference to the pages.
  package init(specializes: Bool = true) { self.specializes = specializes }

  /// A template specialized for the pages of one folder. A class, since each of them looks at it.
  private final class FolderProgram {
    let site: SiteRendering
    let template: TemplateName
    let guide: Int?
    let folder: Substring
    let program: TemplateProgram

    init(_ page: PageContext, _ template: TemplateName, folder: Substring, program: TemplateProgram) {
      site = page.site
      guide = page.guide
      self.template = template
      self.folder = folder
      self.program = program
    }
  }

  /// The fewest pages of a folder for which a program of their own is worth making: that costs more than a run,
  /// and saves about half of one for each page.
  private static let fewestPages = 4

  /// - Parameters:
  ///   - siblings: how many pages of the page's folder are made with the template, this one included. Their records
  ///     must agree in what they call fixed.
  ///   - number: the page's among them, from 0; records name it where they say `onlyPage`.
  mutating func write(
    _ template: TemplateName, _ records: [any TemplateRecord], on page: PageContext, siblings: Int = 1,
    number: Int = 0
  ) {
    guard specializes, siblings >= Self.fewestPages else {
      return page.program(template).run(records: records, into: &html)
    }
    let folder = page.path.parentPath
    if let own = self.folder, own.folder == folder, own.template == template, own.guide == page.guide,
      own.site === page.site
    {
      return own.program.run(records: records, onPage: number, into: &html)
    }
    let program = page.program(template).specialized(for: records)
    self.folder = FolderProgram(page, template, folder: folder, program: program)
    program.run(records: records, onPage: number, into: &html)
  }
}
