/// Several files in one input: each below a line `@@ path`.
///
/// As on a disk, a path stands there once, and nothing is both a file and a folder.
///
/// - Parameter first: the path of what stands before the first such line.
func inputFiles(_ bytes: [UInt8], first: String) -> [(path: String, bytes: [UInt8])] {
  var files: [(path: String, bytes: [UInt8])] = []
  var seen: Set<String> = []
  var path = first
  var start = 0
  func close(at end: Int) {
    if start == end && files.isEmpty && path == first { return }
    if seen.insert(path).inserted { files.append((path, Array(bytes[start..<end]))) }
  }
  var line = 0
  while line < bytes.count {
    let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    if bytes[line..<end].starts(with: "@@ ".utf8) {
      close(at: line)
      path = String(decoding: bytes[(line + 3)..<end], as: UTF8.self)
      start = min(end + 1, bytes.count)
    }
    line = end + 1
  }
  close(at: bytes.count)
  return files
}
