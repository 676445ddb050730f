package dev.spinneret.parse.text;

/// The characters of XML 1.0.
public final class XmlCharacters {
  private XmlCharacters() {}

  /// Whether a document may have a character, as it is or as a reference (XML 1.0 §2.2, Char).
  ///
  /// @param c a code point, or any other number
  /// @return false for most control characters, surrogates, U+FFFE and U+FFFF
  public static boolean isLegal(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }
}
