package dev.spinneret.parse.text;

/// The two forms that a character of a query takes in a legacy encoding.
final class PercentQuery {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentQuery() {}

  /// An octet: `%XX`.
  static void octet(StringBuilder out, int octet) {
    out.append('%').append(HEX[(octet >> 4) & 0xF]).append(HEX[octet & 0xF]);
  }

  /// A character that the encoding lacks: `&#N;`, percent-encoded.
  static void reference(StringBuilder out, int scalar) {
    var valid = Character.isValidCodePoint(scalar) && (scalar < 0xD800 || scalar > 0xDFFF);
    out.append("%26%23").append(valid ? scalar : 0xFFFD).append("%3B");
  }
}
