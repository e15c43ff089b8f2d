import Diagnostics
import GuideModel
import GuideReading
import Theming

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a project is made of, as far as names tell: every file of content/ and theme/, numbered.
package struct ProjectSources: Sendable {
  /// The folder that holds content/.
  let project: String
  /// What the path of every content file on the disk begins with.
  private let content: String
  let files: ContentFiles
  /// What the disk says of each file and folder, by `FileID`, as far as it was asked.
  let stamps: [FileStamp?]
  /// Before the disk was asked.
  let listedAt: Int64
  let themeFiles: [ThemeFile]
  let index: SourceIndex
  /// Stands for the content folder in findings about it.
  let contentFolder: FileID
  /// Stands for the output folder in findings about it.
  let outputFile: FileID
  let diagnostics: [Diagnostic]

  static func contentFolder(of project: String) -> String { joined(project, "content") }
  static func themeFolder(of project: String) -> String { joined(project, "theme") }

  /// Lists content/ and reads theme/.
  ///
  /// - Parameter isFirst: whether no earlier build has left stamps to compare with. Then every Markdown file is
  ///   read, which tells its stamp, and the disk need not be asked for it here.
  /// - Throws: when content/ itself cannot be listed. Whether it is there is asked before.
  init(project: String, output: String, isFirst: Bool, threads: Int) throws(FileError) {
    self.project = project
    content = joined(Self.contentFolder(of: project), "")
    var diagnostics: [Diagnostic] = []
    listedAt = FileStamp.now()

    let scan = try FolderScan(
      of: Self.contentFolder(of: project), whole: "static",
      isStamped: { !isFirst || !$0.hasSuffix(".md") || $0.starts(with: "static/".utf8) }, threads: threads)
    let files = ContentFiles(scan.tree)
    // Behind those: what is named for findings about it, and the files of the theme.
    var others: [String] = []
    func number(_ path: String) -> FileID {
      others.append(path)
      return FileID(files.numberCount + others.count - 1)
    }
    for problem in scan.problems {
      diagnostics.append(Self.finding(problem, at: number("content/" + problem.path)))
    }

    var own: [ThemeFile] = []
    let theme = Self.scanTheme(of: project)
    if case .failure(let error)? = theme {
      diagnostics.append(Self.finding(themeUnreadable: error, at: number("theme")))
    }
    if case .success(let scan)? = theme {
      for problem in scan.problems {
        diagnostics.append(Self.finding(problem, at: number("theme/" + problem.path)))
      }
      for entry in scan.entries where entry.kind == .file {
        let file = number("theme/" + entry.path)
        do throws(FileError) {
          let bytes = try readFile(joined(Self.themeFolder(of: project), entry.path), limit: largestThemeFile)
          own.append(ThemeFile(path: entry.path, bytes: bytes, file: file, origin: .project))
        } catch {
          diagnostics.append(Diagnostic(.layoutUnreadable, error.reason, at: .whole(file)))
        }
      }
    }
    let firstBuiltIn = files.numberCount + others.count
    let builtIn = DefaultTheme.files.map { embedded in
      ThemeFile(
        path: embedded.path, bytes: embedded.bytes, file: number("(default theme)/" + embedded.path),
        origin: .builtIn)
    }
    contentFolder = number("content/")
    outputFile = number(output)

    self.files = files
    stamps = scan.stamps
    themeFiles = Theme.overlay(default: builtIn, own: own)
    self.diagnostics = diagnostics
    let path = { @Sendable [others] (file: FileID) -> String in
      let other = Int(file.number) - files.numberCount
      return other < 0 ? "content/" + files.path(of: file) + (files.isFolder(file) ? "/" : "") : others[other]
    }
    index = SourceIndex(path: path) { file in
      let number = Int(file.number)
      if number >= firstBuiltIn {
        return number - firstBuiltIn < builtIn.count ? builtIn[number - firstBuiltIn].bytes : nil
      }
      return try? readFile(joined(project, path(file)), limit: largestQuotedFile)
    }
  }

  /// The path of a content file on the disk.
  func diskPath(of file: FileID) -> String { files.path(of: file, after: content) }

  /// - Returns: `nil` where the project has no theme of its own.
  private static func scanTheme(of project: String) -> Result<FolderScan, FileError>? {
    let folder = themeFolder(of: project)
    do throws(FileError) {
      return .success(try FolderScan(of: folder))
    } catch {
      var status = stat()
      return error.code == ENOENT && lstat(folder, &status) != 0 ? nil : .failure(error)
    }
  }

  private static func finding(themeUnreadable error: FileError, at file: FileID) -> Diagnostic {
    let isNoFolder = error.code == ENOTDIR || error.code == ENOENT
    return Diagnostic(
      .layoutUnreadable, isNoFolder ? "`theme` is not a folder" : error.reason, at: .whole(file),
      help: isNoFolder
        ? "make it one, with templates and assets in it, or delete it" : "check who may read it")
  }

  private static func finding(_ problem: FolderScan.Problem, at file: FileID) -> Diagnostic {
    let place = SourcePlace.whole(file)
    switch problem.reason {
    case .nameIsNotUTF8:
      return Diagnostic(
        .layoutBadName, "the name of this file is not UTF-8", at: place,
        help: "rename it with a–z, 0–9 and hyphens")
    case .leavesFolder:
      return Diagnostic(
        .layoutOutside, "this link leads out of the folder", at: place,
        help: "copy what it points at to this place")
    case .brokenLink:
      return Diagnostic(
        .layoutUnreadable, "this link leads nowhere", at: place, help: "delete it, or point it at a file")
    case .loop, .linkInLinkedFolder:
      return Diagnostic(
        .layoutOutside, "this link leads into a folder that is listed already", at: place,
        help: "delete the link")
    case .notAFile:
      return Diagnostic(
        .layoutUnreadable, "this is neither a file nor a folder", at: place, help: "take it out of the folder"
      )
    case .tooDeep:
      return Diagnostic(
        .layoutTooDeep, "folders stand too deep inside one another here", at: place, help: "use fewer levels")
    case .unreadable(let error):
      return Diagnostic(.layoutUnreadable, error.reason, at: place, help: "check who may read it")
    }
  }
}

/// Bytes; a theme is templates, styles and scripts.
private let largestThemeFile = 8_000_000
/// Bytes; a report quotes a line and its place, which takes the whole text.
private let largestQuotedFile = 100_000_000

/// A path inside a folder; the folder `.` adds nothing.
func joined(_ folder: String, _ path: String) -> String {
  if folder == "." || folder.isEmpty { return path }
  return folder.hasSuffix("/") ? folder + path : folder + "/" + path
}
