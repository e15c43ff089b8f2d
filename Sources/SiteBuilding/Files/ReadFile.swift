/// Reads a whole regular file into a buffer whose memory is used again.
///
/// What was in the buffer is gone. A pipe, socket, device or folder is refused and never waited for.
/// - Parameter limit: the most bytes that the file may have; a larger one is not read at all.
/// - Returns: what the disk said of the file before it was read.
@discardableResult
package func readFile(
  _ path: String, into buffer: inout [UInt8], limit: Int = .max
) throws(FileError) -> FileStamp {
  buffer.removeAll(keepingCapacity: true)
  return try OpenFile.reading(path).readAll(path, into: &buffer, limit: limit)
}

package func readFile(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
  var bytes: [UInt8] = []
  try readFile(path, into: &bytes, limit: limit)
  return bytes
}

extension OpenFile {
  /// Appends what the file held when it was measured: bytes that arrive while we read are left out.
  /// - Returns: what the disk said then.
  @discardableResult
  borrowing func readAll(
    _ path: String, into buffer: inout [UInt8], limit: Int
  ) throws(FileError) -> FileStamp {
    let status = try status(path)
    guard status.isFile else { throw FileError(.read, path, .notAFile) }
    let size = Int(status.st_size)
    guard size <= limit else { throw FileError(.read, path, .tooLarge(size: size, limit: limit)) }
    guard size > 0 else { return FileStamp(status) }
    var failure: FileError?
    buffer.append(addingCapacity: size) { span in
      span.withUnsafeMutableBufferPointer { room, count in
        do throws(FileError) {
          count = try read(into: UnsafeMutableRawBufferPointer(room), path)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    return FileStamp(status)
  }
}

/// Reads standard input to its end.
///
/// - Parameter limit: the most bytes to take; more is an error.
package func readStandardInput(limit: Int = 100_000_000) throws(FileError) -> [UInt8] {
  var bytes: [UInt8] = []
  let input = OpenFile(descriptor: 0)
  var chunk = [UInt8](repeating: 0, count: 65_536)
  var failure: FileError?
  while failure == nil {
    let count = chunk.withUnsafeMutableBytes { room -> Int in
      do throws(FileError) { return try input.read(into: room, "(standard input)") } catch {
        failure = error
        return 0
      }
    }
    if count == 0 { break }
    bytes += chunk[..<count]
    if bytes.count > limit {
      failure = FileError(.read, "(standard input)", .tooLarge(size: bytes.count, limit: limit))
    }
  }
  // Ours to read, not to close.
  _ = input.release()
  if let failure { throw failure }
  return bytes
}
