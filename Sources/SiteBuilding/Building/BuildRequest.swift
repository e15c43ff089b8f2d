import Diagnostics
import GuideModel

/// What is asked of one build; everything that comes from outside the project.
package struct BuildRequest: Sendable {
  /// The folder that holds content/.
  package var project: String
  /// Where the site goes.
  package var output: String
  /// Replaces `base_url` of site.yml.
  package var baseURL: String?
  package var includesDrafts = false
  /// How many threads may work at a time.
  package var threads: Int
  /// The day of the build, for reviews that are due. Nothing else depends on the clock.
  package var today: CalendarDate
  package var durability = Durability.full

  package init(project: String, output: String, threads: Int, today: CalendarDate) {
    self.project = project
    self.output = output
    self.threads = max(1, threads)
    self.today = today
  }
}

/// What became of a build.
package struct BuildReport: Sendable {
  /// In source order.
  package var diagnostics: [Diagnostic]
  package var sources: SourceIndex
  /// `nil` when nothing was published: there were errors, or nothing was to be written.
  package var published: OutputFolder.Summary?
  package var counts: LibraryCounts
}

/// How much there is, for the closing line.
package struct LibraryCounts: Equatable, Sendable {
  package var guides = 0
  package var steps = 0
  /// HTML files of the site.
  package var pages = 0
}
