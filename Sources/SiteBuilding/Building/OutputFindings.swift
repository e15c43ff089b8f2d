import Diagnostics
import Editions

/// Two files that want one name, most often a file of static/ and a page.
func finding(_ problem: OutputPaths.Problem, jobs: [OutputJob], sources: ProjectSources) -> Diagnostic {
  var place = SourcePlace.whole(sources.outputFile)
  if case .copy(let file) = jobs[problem.index].content { place = .whole(file) }
  switch problem.reason {
  case .twice, .fileAndFolder:
    return Diagnostic(
      .layoutDuplicateAddress, "`\(problem.path)` is a page or file of the site already", at: place,
      help: "rename the file, or give the page another address with `slug:`")
  case .differsOnlyByCase(let other):
    return Diagnostic(
      .layoutDuplicateAddress, "`\(problem.path)` and `\(other)` differ only in upper and lower case", at: place,
      help: "rename one of them: on many disks they are one file")
  case .nameTooLong, .pathTooLong:
    return Diagnostic(.layoutBadName, "the name `\(problem.path.prefix(60))…` is too long for many disks", at: place)
  case .controlCharacter:
    return Diagnostic(.layoutBadName, "this name has an invisible control character in it", at: place, help: "rename the file")
  case .reserved:
    return Diagnostic(.layoutBadName, "`\(problem.path)` is a name that the output folder uses itself", at: place)
  case .emptyName, .absolute, .dots:
    return Diagnostic(.layoutBadName, "`\(problem.path)` cannot be a file of the site", at: place)
  }
}

/// Why the output folder will not be used.
package func finding(_ refusal: Refusal, at place: SourcePlace) -> Diagnostic {
  let elsewhere = "choose a folder of its own with `--output`"
  switch refusal {
  case .overlaps(.root), .overlaps(.home):
    return Diagnostic(.outputInsideContent, "a site cannot be written here: this is not a folder of its own", at: place, help: elsewhere)
  case .overlaps(.project):
    return Diagnostic(.outputInsideContent, "the output folder holds the project itself", at: place, help: elsewhere)
  case .overlaps(.source(let path)):
    return Diagnostic(.outputInsideContent, "the output folder and `\(path)` lie in one another", at: place, help: elsewhere)
  case .notAFolder:
    return Diagnostic(.outputForeign, "there is a file where the output folder should be", at: place, help: elsewhere)
  case .foreignFiles(let files, let andMore):
    let list = files.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .outputForeign, "the output folder has files that Waymark did not write: \(list)\(andMore ? ", …" : "")", at: place,
      help: "move them away, or \(elsewhere)")
  case .unreadableManifest:
    return Diagnostic(
      .outputForeign, "the list of files in the output folder (`.waymark-manifest`) cannot be read", at: place,
      help: "delete the output folder if everything in it was built")
  case .inTheWay(let path):
    return Diagnostic(.outputForeign, "`\(path)` is in the way of the new site", at: place, help: "move it away")
  case .busy:
    return Diagnostic(.outputBusy, "another build is writing here", at: place, help: "wait until it has finished")
  }
}
