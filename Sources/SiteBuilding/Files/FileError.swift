#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The machine could not do what we asked of one file or folder.
///
/// Thrown only for that; what an author got wrong is a value (`Refusal`, `FolderScan.Problem`).
package struct FileError: Error, Equatable, Sendable {
  package enum Operation: String, Sendable {
    case open, read, write, sync, lock
    case makeFolder = "make the folder"
    case list = "list the folder"
    case rename
    case remove
    case resolve = "find"
  }

  package enum Cause: Equatable, Sendable {
    /// What the system said, as its `errno`.
    case system(Int32)
    /// A folder, pipe, socket or device where a file was expected.
    case notAFile
    /// Both in bytes.
    case tooLarge(size: Int, limit: Int)
    /// It is not what it was when this build began.
    case changedMeanwhile
    /// Somebody pressed Ctrl-C.
    case interrupted
  }

  package var operation: Operation
  package var path: String
  package var cause: Cause

  package init(_ operation: Operation, _ path: String, _ cause: Cause) {
    self.operation = operation
    self.path = path
    self.cause = cause
  }

  /// The error that the last C call left behind. Read at once: the next call may change it.
  package init(_ operation: Operation, _ path: String) {
    self.init(operation, path, .system(errno))
  }

  /// The system's number, where the system spoke.
  package var code: Int32? {
    if case .system(let code) = cause { code } else { nil }
  }
}

extension FileError {
  /// The same error with another path.
  func at(_ path: String) -> FileError { FileError(operation, path, cause) }

  /// The same error with a path that was relative to this folder; an empty one means the folder.
  func inside(_ folder: String) -> FileError { at(path.isEmpty ? folder : folder + "/" + path) }
}

extension FileError: CustomStringConvertible {
  /// "cannot write public/index.html: the disk is full".
  package var description: String { "cannot \(operation.rawValue) \(path): \(reason)" }

  /// "permission denied", without the path.
  package var reason: String {
    switch cause {
    case .notAFile: "it is not a regular file"
    case .tooLarge(let size, let limit): "it has \(size) bytes, more than the limit of \(limit)"
    case .changedMeanwhile: "it was changed during the build; build again"
    case .interrupted: "interrupted"
    case .system(let code): Self.words(for: code)
    }
  }

  private static func words(for code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file or folder"
    case EACCES, EPERM: "permission denied"
    case ENOSPC: "the disk is full"
    case EDQUOT: "the disk quota is used up"
    case EROFS: "the disk is read-only"
    case EFBIG: "the file is larger than the system allows"
    case ENAMETOOLONG: "the name is too long"
    case EMFILE, ENFILE: "too many files are open"
    case ENOTDIR: "a part of the path is not a folder"
    case EISDIR: "it is a folder"
    case ENOTEMPTY, EEXIST: "something else is already there"
    case ELOOP: "a symbolic link is in the way"
    case EIO: "the disk reports an error"
    default: String(cString: strerror(code))
    }
  }
}
