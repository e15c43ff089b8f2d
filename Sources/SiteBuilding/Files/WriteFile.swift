#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Writes a new file in one go; one that is there already is an error, not overwritten.
/// - Parameter folder: an open folder that `name` is relative to.
/// - Returns: what the disk says of it.
@discardableResult
package func writeNewFile(
  _ bytes: UnsafeRawBufferPointer, named name: UnsafePointer<CChar>, in folder: Int32? = nil
) throws(FileError) -> FileStamp {
  let file = try OpenFile.creating(name, in: folder ?? OpenFile.here)
  try file.write(bytes, name)
  var status = stat()
  let stamp = fstat(file.descriptor, &status) == 0 ? FileStamp(status) : .unknown
  try file.close(name)
  return stamp
}

package func writeNewFile(
  _ bytes: borrowing [UInt8], named name: UnsafePointer<CChar>, in folder: Int32? = nil
) throws(FileError) {
  try bytes.withUnsafeBufferPointer { (bytes) throws(FileError) in
    _ = try writeNewFile(UnsafeRawBufferPointer(bytes), named: name, in: folder)
  }
}
