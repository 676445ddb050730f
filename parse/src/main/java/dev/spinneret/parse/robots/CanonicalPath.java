package dev.spinneret.parse.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// The form in which the path of a URL and the path of a rule are compared octet by octet.
///
/// RFC 9309 §2.2.2: octets outside ASCII are percent-encoded, percent-encoded unreserved ones are
/// decoded, and reserved ones stay as they are, encoded or not. Hexadecimal digits are upper-case.
/// A percent sign that encodes nothing stays. Beyond the RFC's words:
///
/// - ASCII that cannot stand in a URL, such as a space, is encoded; so is `'`, since URL parsing
///   encodes it in a query (WHATWG URL §1.3); so is a `%` that encodes nothing.
/// - `$` and `%24` are the same: the last `$` of a pattern is special, so a rule writes `%24` for
///   it. Likewise `*` and `%2A`, both written [#STAR] to distinguish them from a pattern's
///   wildcard.
final class CanonicalPath {
  /// A literal star. No other octet becomes this char: U+0001 itself is percent-encoded.
  static final char STAR = 1;

  private static final String HEX = "0123456789ABCDEF";
  private static final boolean[] UNRESERVED = table("-._~");
  private static final boolean[] UNCHANGED = table("-._~:/?#[]@!$&()+,;=");

  private CanonicalPath() {}

  /// The canonical form of a URL's path and query.
  ///
  /// @param target path and query as they are sent
  static String ofTarget(String target) {
    int clean = cleanLength(target);
    if (clean == target.length()) {
      return target;
    }
    var octets = new String(target.getBytes(UTF_8), ISO_8859_1);
    var out = new StringBuilder(octets.length() + 16).append(octets, 0, clean);
    for (int i = clean; i < octets.length(); ) {
      i = append(octets, i, out);
    }
    return out.toString();
  }

  /// How much of a target's start is canonical already: mostly all of it.
  private static int cleanLength(String target) {
    int i = 0;
    while (i < target.length()) {
      if (isUnchanged(target.charAt(i))) {
        i++;
      } else if (isCanonicalEscape(target, i)) {
        i += 3;
      } else {
        break;
      }
    }
    return i;
  }

  private static boolean isCanonicalEscape(String target, int i) {
    if (i + 2 >= target.length() || target.charAt(i) != '%') {
      return false;
    }
    int high = HEX.indexOf(target.charAt(i + 1));
    int low = HEX.indexOf(target.charAt(i + 2));
    return high >= 0 && low >= 0 && isEncoded(high << 4 | low);
  }

  /// Appends the canonical form of the octet or escape at `i` and returns the index after it.
  static int append(String octets, int i, StringBuilder out) {
    char c = octets.charAt(i);
    if (isUnchanged(c)) {
      out.append(c);
    } else if (c == '*') {
      out.append(STAR);
    } else if (c != '%') {
      appendEscape(c, out);
    } else if (isEscape(octets, i)) {
      int octet = hex(octets, i + 1) << 4 | hex(octets, i + 2);
      if (octet == '*') {
        out.append(STAR);
      } else if (isEncoded(octet)) {
        appendEscape(octet, out);
      } else {
        out.append((char) octet);
      }
      return i + 3;
    } else {
      out.append("%25");
    }
    return i + 1;
  }

  /// Whether a percent-encoded octet stays encoded.
  private static boolean isEncoded(int octet) {
    return octet >= 128 || !(UNRESERVED[octet] || octet == '$' || octet == '*');
  }

  private static void appendEscape(int octet, StringBuilder out) {
    out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
  }

  private static boolean isEscape(String octets, int i) {
    return i + 2 < octets.length() && hex(octets, i + 1) >= 0 && hex(octets, i + 2) >= 0;
  }

  private static int hex(String octets, int i) {
    return Character.digit(octets.charAt(i), 16);
  }

  private static boolean isUnchanged(char c) {
    return c < 128 && UNCHANGED[c];
  }

  private static boolean[] table(String marks) {
    var table = new boolean[128];
    for (char c = 0; c < 128; c++) {
      table[c] =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || marks.indexOf(c) >= 0;
    }
    return table;
  }
}
