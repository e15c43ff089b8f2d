import ArgumentParser
import Diagnostics
import GuideModel
import SiteBuilding

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How findings are printed.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case human, json, github
}

/// What every command that reads a project takes.
struct ProjectOptions: ParsableArguments {
  @Argument(help: "The folder that holds content/.")
  var folder = "."

  @Option(name: [.short, .long], help: "Where the site goes (default: public in the folder).")
  var output: String?

  @Option(
    name: [.customShort("u"), .customLong("base-url")],
    help: "The site's address, in place of base_url in site.yml.")
  var baseURL: String?

  @Flag(name: [.customShort("D"), .long], help: "Publish drafts too.")
  var drafts = false

  @Flag(help: "Warnings fail too, except reviews that are due.")
  var strict = false

  @Option(help: "How findings are printed: human, json or github.")
  var format = ReportFormat.human

  @Flag(help: "Show every finding, not only the first 50.")
  var all = false

  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: "How many threads may work at a time (default: one for each core).")
  var jobs: Int?

  @Flag(name: [.short, .long], help: "Print findings only.")
  var quiet = false

  @Flag(name: [.short, .long], help: "Say how long it took.")
  var verbose = false

  func validate() throws {
    if output?.isEmpty == true { throw ValidationError("--output must name a folder.") }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be a number from 1 to 1024.")
    }
    if let baseURL, !baseURL.hasPrefix("https://"), !baseURL.hasPrefix("http://") {
      throw ValidationError("--base-url must be a whole web address, such as https://example.org/guides.")
    }
  }

  var reporter: Reporter { Reporter(format: format, isStrict: strict, showsAll: all) }

  /// - Throws: `ExitStatus` after saying why there is nothing to build.
  func request() throws(ExitStatus) -> BuildRequest {
    let project = try projectFolder()
    var request = BuildRequest(
      project: project, output: output ?? (project == "." ? "public" : project + "/public"),
      threads: jobs ?? coreCount(),
      today: today())
    request.baseURL = baseURL.map { url in
      var trimmed = url
      while trimmed.last == "/" { trimmed.removeLast() }
      return trimmed
    }
    request.includesDrafts = drafts
    if environment("WAYMARK_FSYNC") == "0" { request.durability = .none }
    return request
  }

  /// The folder given, or the one above it for someone who stands in content/ itself.
  private func projectFolder() throws(ExitStatus) -> String {
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    if isFolder(folder + "/content") { return folder }
    let above = folder == "." ? ".." : folder + "/.."
    if isFolder(above + "/content") {
      if !quiet { printNotice("note: content/ is one folder up; building that") }
      return above
    }
    guard isFolder(folder) else {
      printNotice("error: there is no folder `\(folder)`")
      throw ExitStatus.wrongUsage
    }
    printNotice(
      """
      error: there is no content/ folder here
        = help: go to the folder that holds content/, or name it: waymark build FOLDER
      """)
    throw ExitStatus.errorsFound
  }

  private func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

/// The day of the build. SOURCE_DATE_EPOCH (reproducible-builds.org) replaces the clock.
private func today() -> CalendarDate {
  if let given = environment("SOURCE_DATE_EPOCH").flatMap({ Int($0) }),
    (-250_000_000_000...250_000_000_000).contains(given)
  {
    return CalendarDate(secondsSince1970: given)
  }
  return CalendarDate(secondsSince1970: time(nil))
}

private func coreCount() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
