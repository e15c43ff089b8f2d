import GuideModel

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The path without symbolic links, `.` and `..`, of something that exists.
package func realPath(of path: String) throws(FileError) -> String {
  guard let resolved = realpath(path, nil) else { throw FileError(.resolve, path) }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// The real path of something that need not exist yet: real as far as it exists, taken as written after.
///
/// A symbolic link that leads nowhere is an error, because nobody can say where it will lead.
package func resolvedPath(of path: String) throws(FileError) -> String {
  var resolved = path.utf8.first == UInt8(ascii: "/") ? "/" : try realPath(of: ".")
  for component in path.split(separator: "/") where component != "." {
    if component == ".." {
      resolved = parentFolder(of: resolved)
      continue
    }
    let next = resolved == "/" ? "/\(component)" : "\(resolved)/\(component)"
    do throws(FileError) {
      resolved = try realPath(of: next)
    } catch {
      var status = stat()
      guard error.code == ENOENT, lstat(next, &status) != 0 else {
        throw FileError(.resolve, path, error.cause)
      }
      resolved = next
    }
  }
  return resolved
}

/// `/a` for `/a/b`; `/` for `/a` and for `/`. For absolute paths.
package func parentFolder(of path: String) -> String {
  let parent = path.parentPath
  return parent.isEmpty ? "/" : String(parent)
}

/// Makes a folder and every folder above it that is missing.
package func makeFolders(_ path: String) throws(FileError) {
  if mkdir(path, 0o777) == 0 { return }
  switch errno {
  case ENOENT where path.contains(byte: UInt8(ascii: "/")) && parentFolder(of: path) != path:
    try makeFolders(parentFolder(of: path))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw FileError(.makeFolder, path) }
  case EEXIST:
    var status = stat()
    guard stat(path, &status) == 0, status.isFolder else {
      throw FileError(.makeFolder, path, .system(ENOTDIR))
    }
  default:
    throw FileError(.makeFolder, path)
  }
}
