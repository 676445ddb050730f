package dev.spinneret.parse.text;

/// White space between tokens of markup: WHATWG Infra §4.6, "ASCII whitespace".
public final class AsciiSpace {
  private AsciiSpace() {}

  /// Whether a character or octet is white space.
  ///
  /// @param c any character or octet
  /// @return true for space, tab, line feed, form feed and carriage return
  public static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }
}
