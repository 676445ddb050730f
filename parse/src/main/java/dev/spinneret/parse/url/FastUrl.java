package dev.spinneret.parse.url;

import org.jspecify.annotations.Nullable;

/// Answers alone where a URL is already as the serialiser would write it: one pass, one copy.
///
/// It gives up, never guesses, at whatever might need work: a character to encode, white space, a
/// backslash, a segment that begins with a dot or holds `%2e`, a host with a capital, a port, user
/// information, or a last label that begins with a digit. [UrlParser] then does the work.
final class FastUrl {
  private static final byte STOP = 0;
  private static final byte PATH = 1;
  private static final byte QUERY = 2;
  private static final byte FRAGMENT = 4;
  private static final byte HOST = 8;

  private static final byte[] PLAIN = plain();

  private FastUrl() {}

  private static byte[] plain() {
    var plain = new byte[128];
    for (var c = (char) 0x21; c < 0x7F; c++) {
      plain[c] = plainParts(c);
    }
    return plain;
  }

  /// The parts that an ASCII character may stand in as it is: 1 for a path, 2 for a query, 4 for a
  /// fragment, 8 for a host.
  static byte plainParts(char c) {
    var parts = STOP;
    if (c != '\\'
        && c != '#'
        && c != '?'
        && c != '%'
        && !PercentEncoding.encodes(PercentEncoding.PATH, c)) {
      parts |= PATH;
    }
    if (c != '#' && !PercentEncoding.encodes(PercentEncoding.SPECIAL_QUERY, c)) {
      parts |= QUERY;
    }
    if (!PercentEncoding.encodes(PercentEncoding.FRAGMENT, c)) {
      parts |= FRAGMENT;
    }
    if ((c >= 'a' && c <= 'z') || UrlParts.isDigit(c) || c == '-' || c == '.' || c == '_') {
      parts |= HOST;
    }
    return parts;
  }

  private static boolean is(byte part, char c) {
    return c < 128 && (PLAIN[c] & part) != STOP;
  }

  /// The URL, or null when the full parser has to look.
  static @Nullable WebUrl parse(String input, @Nullable WebUrl base) {
    if (input.isEmpty()) {
      return null;
    }
    var first = input.charAt(0);
    if (first == '/') {
      if (base == null
          || (input.length() > 1 && (input.charAt(1) == '/' || input.charAt(1) == '\\'))) {
        return null;
      }
      return relative(input, base, base.pathStart());
    }
    if (first == 'h' && input.startsWith("http")) {
      var authority = input.startsWith("://", 4) ? 7 : input.startsWith("s://", 4) ? 8 : 0;
      if (authority > 0) {
        return absolute(input, authority);
      }
    }
    if (base == null) {
      return null;
    }
    if (first == '?') {
      return relative(input, base, base.queryStart());
    }
    if (first == '#') {
      return relative(input, base, base.fragmentStart());
    }
    return first == '.' || hasColonInFirstSegment(input)
        ? null
        : relative(input, base, base.href().lastIndexOf('/', base.queryStart() - 1) + 1);
  }

  private static boolean hasColonInFirstSegment(String input) {
    for (var i = 0; i < input.length(); i++) {
      switch (input.charAt(i)) {
        case ':' -> {
          return true;
        }
        case '/', '?', '#' -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  /// Resolves to the first `keep` characters of the base and the whole input.
  private static @Nullable WebUrl relative(String input, WebUrl base, int keep) {
    var query = pathEnd(input, 0);
    if (query < 0) {
      return null;
    }
    var fragment = queryEnd(input, query);
    if (fragment < 0 || !plainFragment(input, fragment)) {
      return null;
    }
    var href = base.href().substring(0, keep).concat(input);
    if (input.charAt(0) == '#') {
      return new WebUrl(href, base, base.queryStart(), keep);
    }
    return new WebUrl(href, base, keep + query, keep + fragment);
  }

  private static @Nullable WebUrl absolute(String input, int authority) {
    var hostEnd = authority;
    var label = authority;
    while (hostEnd < input.length() && is(HOST, input.charAt(hostEnd))) {
      if (input.charAt(hostEnd) == '.') {
        label = hostEnd + 1;
      }
      hostEnd++;
    }
    if (hostEnd == label
        || UrlParts.isDigit(input.charAt(label))
        || hostEnd == input.length()
        || input.charAt(hostEnd) != '/') {
      return null;
    }
    var query = pathEnd(input, hostEnd);
    if (query < 0) {
      return null;
    }
    var fragment = queryEnd(input, query);
    if (fragment < 0 || !plainFragment(input, fragment)) {
      return null;
    }
    return new WebUrl(input, authority, hostEnd, hostEnd, query, fragment);
  }

  /// Where the path ends, or -1 when it is not plain.
  private static int pathEnd(String input, int from) {
    var segment = from;
    var length = input.length();
    for (var i = from; i < length; i++) {
      var c = input.charAt(i);
      if (is(PATH, c)) {
        if (c == '/') {
          segment = i + 1;
        } else if (c == '.' && i == segment) {
          return -1;
        }
      } else if (c == '?' || c == '#') {
        return i;
      } else if (c != '%' || input.startsWith("2e", i + 1) || input.startsWith("2E", i + 1)) {
        return -1;
      }
    }
    return length;
  }

  /// Where the query that may begin at `from` ends, or -1 when it is not plain.
  private static int queryEnd(String input, int from) {
    var length = input.length();
    if (from == length || input.charAt(from) == '#') {
      return from;
    }
    for (var i = from + 1; i < length; i++) {
      var c = input.charAt(i);
      if (!is(QUERY, c)) {
        return c == '#' ? i : -1;
      }
    }
    return length;
  }

  private static boolean plainFragment(String input, int from) {
    for (var i = from + 1; i < input.length(); i++) {
      if (!is(FRAGMENT, input.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
