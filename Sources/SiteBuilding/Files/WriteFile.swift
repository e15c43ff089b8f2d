/// Writes a new file in one go; one that is there already is an error, not overwritten.
/// - Parameter folder: an open folder that `name` is relative to.
package func writeNewFile(
  _ bytes: UnsafeRawBufferPointer, named name: UnsafePointer<CChar>, in folder: Int32? = nil
) throws(FileError) {
  let file = try OpenFile.creating(name, in: folder ?? OpenFile.here)
  try file.write(bytes, name)
  try file.close(name)
}

package func writeNewFile(
  _ bytes: borrowing [UInt8], named name: UnsafePointer<CChar>, in folder: Int32? = nil
) throws(FileError) {
  try bytes.withUnsafeBufferPointer { (bytes) throws(FileError) in
    try writeNewFile(UnsafeRawBufferPointer(bytes), named: name, in: folder)
  }
}
