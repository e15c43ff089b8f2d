/// The size at which an image is shown, so that the page does not jump when it arrives.
package struct ImageSize: Equatable, Sendable {
  /// Pixels; for SVG, CSS pixels.
  package var width: Int
  package var height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// Why a file cannot be shown as an image.
package enum ImageProblem: Error, Equatable, Sendable {
  /// Not an image of a kind that browsers show, or damaged, or gone.
  case unreadable
  /// An SVG whose size cannot be worked out.
  case withoutSize
  /// An SVG that could run a script or call another site; the words that say so.
  case unsafe(String)
}
