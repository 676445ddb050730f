package dev.spinneret.parse.url;

import dev.spinneret.parse.octets.Ascii;

/// Normalises percent-encoding: RFC 3986 §6.2.2.1 and §6.2.2.2.
final class CanonicalKey {
  private CanonicalKey() {}

  /// The key of a serialised URL.
  ///
  /// @param href the serialisation
  /// @param from where the path begins; nothing before it changes
  /// @param to where the fragment begins
  static String of(String href, int from, int to) {
    var percent = href.indexOf('%', from, to);
    if (percent < 0) {
      return href.substring(0, to);
    }
    var out = new StringBuilder(to).append(href, 0, percent);
    for (var i = percent; i < to; i++) {
      var c = href.charAt(i);
      var octet = c == '%' ? PercentEncoding.octetAt(href, i, to) : -1;
      if (octet < 0) {
        out.append(c);
        continue;
      }
      if (isUnreserved(octet) && !completesTriplet(out, (char) octet)) {
        out.append((char) octet);
      } else {
        PercentEncoding.appendByte(out, octet);
      }
      i += 2;
    }
    return out.toString();
  }

  private static boolean isUnreserved(int c) {
    return Ascii.isLetter((char) c)
        || Ascii.isDigit((char) c)
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  /// Whether a stray `%` before would make a decoded hex digit part of a new triplet, so that the
  /// key of the key would be another one.
  private static boolean completesTriplet(StringBuilder out, char digit) {
    if (PercentEncoding.hexValue(digit) < 0) {
      return false;
    }
    var length = out.length();
    if (length > 0 && out.charAt(length - 1) == '%') {
      return true;
    }
    return length > 1
        && out.charAt(length - 2) == '%'
        && PercentEncoding.hexValue(out.charAt(length - 1)) >= 0;
  }
}
