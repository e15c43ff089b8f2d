import Foundation
import Testing

@testable import Theming

@Suite("The theme in the binary") struct DefaultThemeTests {
  @Test("holds every file of the theme folder as it is") func files() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../theme").standardizedFileURL
    var expected: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: path)
      let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
      if isHidden || file.hasDirectoryPath { continue }
      expected[path] = try? Array(Data(contentsOf: file))
    }
    let embedded = Dictionary(uniqueKeysWithValues: DefaultTheme.files.map { ($0.path, $0.bytes) })
    #expect(embedded == expected)
  }

  @Test("reads back files that are not text", arguments: 0..<8) func base64(_ count: Int) {
    let bytes = (0..<count).map { UInt8(255 - $0 * 31) }
    #expect(decodedBase64(Array(Data(bytes).base64EncodedString().utf8)) == bytes)
  }
}
