package dev.spinneret.parse.url;

import dev.spinneret.parse.octets.Ascii;
import java.util.Locale;

/// What the basic URL parser does before its first state, and that state: WHATWG URL §4.4.
final class UrlInput {
  private UrlInput() {}

  /// Drops leading and trailing C0 controls and spaces, and every tab and newline.
  static String clean(String input) {
    var from = 0;
    var to = input.length();
    while (from < to && input.charAt(from) <= ' ') {
      from++;
    }
    while (from < to && input.charAt(to - 1) <= ' ') {
      to--;
    }
    for (var i = from; i < to; i++) {
      if (isTabOrNewline(input.charAt(i))) {
        var out = new StringBuilder(to - from);
        for (var j = from; j < to; j++) {
          if (!isTabOrNewline(input.charAt(j))) {
            out.append(input.charAt(j));
          }
        }
        return out.toString();
      }
    }
    return input.substring(from, to);
  }

  private static boolean isTabOrNewline(char c) {
    return c == '\t' || c == '\n' || c == '\r';
  }

  /// The index of the colon that ends a scheme at the start of `text`, or -1.
  static int schemeEnd(String text) {
    if (text.isEmpty() || !Ascii.isLetter(text.charAt(0))) {
      return -1;
    }
    for (var i = 1; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == ':') {
        return i;
      }
      if (!Ascii.isLetter(c) && !Ascii.isDigit(c) && c != '+' && c != '-' && c != '.') {
        return -1;
      }
    }
    return -1;
  }

  /// Whether `text` begins with a scheme other than http and https, and so is no web URL, whatever
  /// follows.
  static boolean hasOtherScheme(String text) {
    var colon = schemeEnd(text);
    return colon >= 0 && !isWebScheme(text, colon);
  }

  /// Whether the scheme that ends at `colon` is http or https, in any case.
  static boolean isWebScheme(String text, int colon) {
    return (colon == 4 && text.regionMatches(true, 0, "http", 0, 4))
        || (colon == 5 && text.regionMatches(true, 0, "https", 0, 5));
  }

  /// Whether the scheme that ends at `colon` is no other than a misspelt http or https: one
  /// character is missing, too many, wrong, or in its neighbour's place. No registered scheme in
  /// use is as near.
  static boolean isNearWebScheme(String text, int colon) {
    if (colon < 3 || colon > 6 || !text.startsWith("//", colon + 1)) {
      return false;
    }
    var scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    return isNear(scheme, "http") || isNear(scheme, "https");
  }

  private static boolean isNear(String word, String meant) {
    int from = 0;
    while (from < word.length() && from < meant.length() && same(word, from, meant, from)) {
      from++;
    }
    int wordEnd = word.length();
    int meantEnd = meant.length();
    while (wordEnd > from && meantEnd > from && same(word, wordEnd - 1, meant, meantEnd - 1)) {
      wordEnd--;
      meantEnd--;
    }
    int extra = wordEnd - from;
    int missing = meantEnd - from;
    boolean isSwapped =
        extra == 2
            && missing == 2
            && same(word, from, meant, from + 1)
            && same(word, from + 1, meant, from);
    return (extra <= 1 && missing <= 1) || isSwapped;
  }

  private static boolean same(String one, int at, String other, int there) {
    return one.charAt(at) == other.charAt(there);
  }
}
