import GuideModel

/// What the first bytes of an image file say.
package enum ImageHeader {
  /// Reads the size of a PNG, JPEG, GIF, WebP or SVG from its own header, whatever its name says.
  package static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<ImageSize, ImageProblem> {
    let data = Header(bytes: bytes)
    if data.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0) {
      return data.size(width: data.big32(16), height: data.big32(20))
    }
    if data.has("GIF8", at: 0) { return data.size(width: data.little16(6), height: data.little16(8)) }
    if data.has("RIFF", at: 0), data.has("WEBP", at: 8) { return webP(data) }
    if data.has([0xFF, 0xD8], at: 0) { return jpeg(data) }
    return SVGHeader.read(bytes)
  }

  private static func webP(_ data: Header) -> Result<ImageSize, ImageProblem> {
    if data.has("VP8X", at: 12) {
      return data.size(width: data.little24(24).map { $0 + 1 }, height: data.little24(27).map { $0 + 1 })
    }
    if data.has("VP8L", at: 12), let bits = data.little32(21) {
      return data.size(width: bits & 0x3FFF + 1, height: (bits >> 14) & 0x3FFF + 1)
    }
    if data.has("VP8 ", at: 12), data.has([0x9D, 0x01, 0x2A], at: 23) {
      return data.size(width: data.little16(26).map { $0 & 0x3FFF }, height: data.little16(28).map { $0 & 0x3FFF })
    }
    return .failure(.unreadable)
  }

  /// Walks the segments to the first frame header; at most one step for each two bytes.
  private static func jpeg(_ data: Header) -> Result<ImageSize, ImageProblem> {
    var index = 2
    while let marker = data.byte(index + 1), data.byte(index) == 0xFF {
      switch marker {
      case 0xFF: index += 1
      case 0xC0...0xCF where marker != 0xC4 && marker != 0xC8 && marker != 0xCC:
        return data.size(width: data.big16(index + 7), height: data.big16(index + 5))
      case 0x01, 0xD0...0xD7: index += 2
      default:
        guard let length = data.big16(index + 2), length >= 2 else { return .failure(.unreadable) }
        index += 2 + length
      }
    }
    return .failure(.unreadable)
  }
}

private struct Header {
  let bytes: UnsafeBufferPointer<UInt8>

  func byte(_ index: Int) -> Int? { index < bytes.count ? Int(bytes[index]) : nil }

  func has(_ wanted: [UInt8], at index: Int) -> Bool {
    index + wanted.count <= bytes.count && wanted.indices.allSatisfy { bytes[index + $0] == wanted[$0] }
  }

  func has(_ wanted: String, at index: Int) -> Bool { has(Array(wanted.utf8), at: index) }

  func big16(_ index: Int) -> Int? { combine([index, index + 1]) }
  func big32(_ index: Int) -> Int? { combine([index, index + 1, index + 2, index + 3]) }
  func little16(_ index: Int) -> Int? { combine([index + 1, index]) }
  func little24(_ index: Int) -> Int? { combine([index + 2, index + 1, index]) }
  func little32(_ index: Int) -> Int? { combine([index + 3, index + 2, index + 1, index]) }

  private func combine(_ indices: [Int]) -> Int? {
    var value = 0
    for index in indices {
      guard let byte = byte(index) else { return nil }
      value = value << 8 | byte
    }
    return value
  }

  func size(width: Int?, height: Int?) -> Result<ImageSize, ImageProblem> {
    guard let width, let height, width > 0, height > 0 else { return .failure(.unreadable) }
    return .success(ImageSize(width: width, height: height))
  }
}
