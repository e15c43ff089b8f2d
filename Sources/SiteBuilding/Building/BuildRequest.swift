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
  /// Whether to use what the last build learned, and to leave the next one what this build does.
  package var remembers = true
  /// Bytes of articles that are held in memory; those of a larger library wait on the disk.
  package var mostHeldArticles = 24_000_000

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
  /// Everything that the build made, given back with the report.
  ///
  /// A program that ends after the build does well to hold it until then: taking a large library apart
  /// piece by piece takes longer than ending.
  package var remains: BuildRemains?
}

/// See `BuildReport.remains`.
package final class BuildRemains: Sendable {
  private let parts: [any Sendable]

  init(_ parts: any Sendable...) { self.parts = parts }

  /// Holds it for as long as the process lives.
  package func keepForEver() { _ = Unmanaged.passRetained(self) }
}

/// How much there is, for the closing line.
package struct LibraryCounts: Equatable, Sendable {
  package var guides = 0
  package var steps = 0
  /// HTML files of the site.
  package var pages = 0
}
