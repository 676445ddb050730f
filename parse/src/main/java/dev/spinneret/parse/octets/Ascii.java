package dev.spinneret.parse.octets;

/// Classes of ASCII characters. Whatever is not ASCII, and every octet above 127, is in none.
public final class Ascii {
  private Ascii() {}

  /// Whether a character or octet is white space between tokens of markup: WHATWG Infra §4.6,
  /// "ASCII whitespace".
  ///
  /// @param c any character or octet
  /// @return true for space, tab, line feed, form feed and carriage return
  public static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }

  /// Whether a character or octet is a decimal digit.
  ///
  /// @param c any character or octet
  /// @return true for 0 to 9
  public static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /// Whether a character or octet is a letter.
  ///
  /// @param c any character or octet
  /// @return true for a to z in either case
  public static boolean isLetter(int c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /// Whether a character or octet is a letter or a digit.
  ///
  /// @param c any character or octet
  /// @return true for a to z in either case and 0 to 9
  public static boolean isLetterOrDigit(int c) {
    return isLetter(c) || isDigit(c);
  }
}
