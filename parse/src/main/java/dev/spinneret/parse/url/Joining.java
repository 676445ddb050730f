package dev.spinneret.parse.url;

/// The CONTEXTJ rules for the two joiners (RFC 5892, appendix A.1 and A.2).
final class Joining {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final CodePointRanges TYPES =
      CodePointRanges.load("joining.txt", (_, _, rest) -> rest.charAt(0));

  private Joining() {}

  /// Whether every joiner in a label stands where it may.
  static boolean isValid(String label) {
    for (var i = 0; i < label.length(); i++) {
      var c = label.charAt(i);
      if (c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER) {
        continue;
      }
      if (i > 0 && isVirama(type(label.codePointBefore(i)))) {
        continue;
      }
      if (c == ZERO_WIDTH_JOINER || !joinsBefore(label, i) || !joinsAfter(label, i + 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean joinsBefore(String label, int at) {
    var i = at;
    while (i > 0) {
      var codePoint = label.codePointBefore(i);
      var type = type(codePoint);
      if (!isTransparent(type)) {
        return type == 'L' || type == 'D';
      }
      i -= Character.charCount(codePoint);
    }
    return false;
  }

  private static boolean joinsAfter(String label, int at) {
    var i = at;
    while (i < label.length()) {
      var codePoint = label.codePointAt(i);
      var type = type(codePoint);
      if (!isTransparent(type)) {
        return type == 'R' || type == 'D';
      }
      i += Character.charCount(codePoint);
    }
    return false;
  }

  private static int type(int codePoint) {
    return TYPES.get(codePoint, 'U');
  }

  private static boolean isVirama(int type) {
    return type == 'V' || type == 'v';
  }

  private static boolean isTransparent(int type) {
    return type == 'T' || type == 'V';
  }
}
