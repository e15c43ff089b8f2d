import GuideModel
import TestKit
import Testing

@testable import GuideReading

@Suite("An image's header") struct ImageHeaderTests {
  private func read(_ bytes: [UInt8]) -> Result<ImageSize, ImageProblem> {
    bytes.withUnsafeBufferPointer { ImageHeader.read($0) }
  }

  private static func big(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] { big(value, count).reversed() }

  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static let png =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13, 4) + text("IHDR") + big(300, 4) + big(200, 4)
  private static let gif = text("GIF89a") + little(300, 2) + little(200, 2)
  /// With a comment, a fill byte and a thumbnail's worth of other segments before the frame.
  private static let jpeg: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xFE] + big(4, 2) + [0xFF, 0xC0, 0xFF, 0xFF, 0xC4] + big(2, 2) + [0xFF, 0xC2]
    + big(11, 2) + [8]
    + big(200, 2) + big(300, 2)
  private static let lossy =
    text("RIFF\0\0\0\0WEBPVP8 \0\0\0\0") + [0, 0, 0, 0x9D, 0x01, 0x2A] + little(300, 2)
    + little(200 | 0x4000, 2)
  private static let lossless = text("RIFF\0\0\0\0WEBPVP8L\0\0\0\0") + [0x2F] + little(299 | 199 << 14, 4)
  private static let extended =
    text("RIFF\0\0\0\0WEBPVP8X\0\0\0\0") + [0, 0, 0, 0] + little(299, 3) + little(199, 3)

  @Test("tells its size", arguments: [png, gif, jpeg, lossy, lossless, extended])
  func size(_ bytes: [UInt8]) { #expect(read(bytes) == .success(ImageSize(width: 300, height: 200))) }

  @Test(
    "that ends too soon is not read beyond its end", arguments: [png, gif, jpeg, lossy, lossless, extended])
  func cut(_ bytes: [UInt8]) {
    for count in 0..<bytes.count { #expect(read(Array(bytes[..<count])) == .failure(.unreadable)) }
  }

  @Test(
    "of nothing that browsers show is refused",
    arguments: [
      "", "text", "%PDF-1.7", "<html></html>", "GIF8", "<svgx width='1' height='1'>",
      "RIFF\0\0\0\0WEBPXXXX1234567890123456",
    ])
  func unreadable(_ text: String) { #expect(read(Array(text.utf8)) == .failure(.unreadable)) }

  @Test("with a side of nothing is refused") func zero() {
    #expect(read(Self.text("GIF89a") + [0, 0, 1, 0]) == .failure(.unreadable))
  }

  @Test(
    "of a drawing gives its size in pixels",
    arguments: [
      ("<svg width=\"300\" height=\"200\">", 300, 200), ("<svg width='300px' height='200.4'>", 300, 200),
      ("<?xml version=\"1.0\"?>\n<!-- <svg> -->\n<svg\n viewBox=\"0 0 300 200\">", 300, 200),
      ("<SVG VIEWBOX='0,0,300,200'/>", 300, 200),
      ("<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 300 200\">", 300, 200),
      ("<svg stroke-width=\"9\" width = \"300\" height= \"200\">", 300, 200),
      ("<svg width=\"10em\" height=\"1em\" viewBox=\"-1 -1 300 200\">", 300, 200),
    ])
  func drawing(_ svg: String, _ width: Int, _ height: Int) {
    #expect(read(Array(svg.utf8)) == .success(ImageSize(width: width, height: height)))
  }

  @Test(
    "of a drawing without a size says so",
    arguments: [
      "<svg>", "<svg width=\"300\">", "<svg width=\"0\" height=\"0\">", "<svg viewBox=\"0 0 300\">",
      "<svg width=\"nan\" height=\"inf\">", "<svg width=\"999999999\" height=\"1\">",
    ])
  func sizeless(_ svg: String) { #expect(read(Array(svg.utf8)) == .failure(.withoutSize)) }

  @Test(
    "of a drawing that could run or call out is refused",
    arguments: [
      "<script>", "<SCRIPT/>", "<foreignObject>", "<iframe>", "<g onclick=\"x\">", "<g\nonload = 'x'>",
      "<a href=\"javascript:x\">",
      "<a xlink:href='https://x.org'>", "<image href=\"a.png\"/>", "<style>@import 'x'</style>",
      "<style>a{b:url(https://x)}</style>",
      "<g style=\"fill:url('https://x')\">", "<!ENTITY x 'y'>", "<?xml-stylesheet href='x'?>",
      "<use href=\"//x.org/#a\"/>",
      "<image href=\"data:image/svg+xml,x\"/>", "<g onfocusin=x>", "<g/onclick=\"x\">",
      "<a href = \"https://x.org\">", "<a href=https://x.org>",
      "<a href=\"java&#115;cript:x\">", "<set attributeName=\"href\" to=\"&#106;avascript:x\"/>",
      "<g style=\"fill:url( 'https://x')\">",
      "<style>@\\69mport 'x'</style>", "<embed src=\"x\"/>", "<handler type=\"x\">", "<image src = 'x'/>",
    ])
  func unsafe(_ inside: String) {
    let svg = "<svg width=\"1\" height=\"1\">\(inside)</svg>"
    guard case .failure(.unsafe(let words)) = read(Array(svg.utf8)) else {
      Issue.record("\(inside) was let through")
      return
    }
    #expect(!words.isEmpty)
  }

  @Test(
    "of a harmless drawing is not taken for another",
    arguments: [
      "<use href=\"#a\"/>", "<g fill=\"url(#a)\">", "<g style='fill:url(\"#a\")'>",
      "<image href=\"data:image/png;base64,AA\"/>", "<text>go on = 1</text>", "<path d=\"M1 1\"/>",
      "<title>on and on</title>", "<a xlink:href='#b'>", "<style>a{fill:red}</style>",
      "<text>Don&#39;t</text>", "<text>caf&eacute;</text>",
    ])
  func harmless(_ inside: String) {
    let svg = "<svg width=\"1\" height=\"1\">\(inside)</svg>"
    #expect(read(Array(svg.utf8)) == .success(ImageSize(width: 1, height: 1)))
  }

  @Test("of random bytes never leads beyond them") func random() {
    var generator = SeededGenerator(seed: 3)
    let starts = [
      Self.png, Self.gif, Self.jpeg, Self.lossy, Self.lossless, Self.extended,
      Array("<svg width=\"1\" viewBox='0 0 1 1' href=\"#".utf8),
    ]
    var failures = 0
    for _ in 0..<3_000 {
      var bytes = starts.randomElement(using: &generator)!
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
          in: .min ... .max, using: &generator)
      }
      if case .failure = read(bytes) { failures += 1 }
    }
    #expect(failures > 100)
  }
}
