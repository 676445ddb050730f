package dev.spinneret.cli.record;

/// Text as an output can encode it.
final class WellFormed {
  private WellFormed() {}

  /// A text with each surrogate that stands alone replaced by U+FFFD.
  static String text(String value) {
    for (var i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        return replaced(value);
      }
    }
    return value;
  }

  private static String replaced(String value) {
    var out = new StringBuilder(value.length());
    value.codePoints().forEach(c -> out.appendCodePoint(isSurrogate(c) ? 0xFFFD : c));
    return out.toString();
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
