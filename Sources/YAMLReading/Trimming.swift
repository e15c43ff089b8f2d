extension Substring {
  /// The text without white space at its ends.
  func trimmed() -> String {
    // Nearly all text begins and ends with a visible sign of ASCII; other characters take a look at Unicode.
    let visible: ClosedRange<UInt8> = 0x21...0x7E
    if let first = utf8.first, visible.contains(first), let last = utf8.last, visible.contains(last) {
      return String(self)
    }
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
