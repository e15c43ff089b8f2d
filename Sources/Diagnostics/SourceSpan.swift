/// Names one source file or folder of a build: an index into its `SourceIndex`.
///
/// Numbered in the order in which an author would list the files (content first, then theme), so
/// sorting by it is sorting into source order.
package struct FileID: Hashable, Comparable, Sendable {
  package let number: UInt32

  package init(_ number: Int) { self.number = UInt32(number) }

  package static func < (left: FileID, right: FileID) -> Bool { left.number < right.number }
}

/// A stretch of one source file.
package struct SourceSpan: Equatable, Sendable {
  package var file: FileID
  /// UTF-8 byte offsets from the start of the file, half-open. Lines and columns are worked out only
  /// when a diagnostic is printed, so the many spans that never are stay small.
  package var bytes: Range<Int32>

  package init(file: FileID, bytes: Range<Int32>) {
    self.file = file
    self.bytes = bytes
  }

  package init(file: FileID, bytes: Range<Int>) {
    self.init(file: file, bytes: Int32(clamping: bytes.lowerBound)..<Int32(clamping: bytes.upperBound))
  }
}

/// Where a diagnostic points: into a file, or at a file or folder as a whole.
package enum SourcePlace: Equatable, Sendable {
  case span(SourceSpan)
  case whole(FileID)

  package var file: FileID {
    switch self {
    case .span(let span): span.file
    case .whole(let file): file
    }
  }

  /// Byte offset used for sorting; a whole file comes before every place in it.
  package var offset: Int32 {
    switch self {
    case .span(let span): span.bytes.lowerBound
    case .whole: -1
    }
  }
}
