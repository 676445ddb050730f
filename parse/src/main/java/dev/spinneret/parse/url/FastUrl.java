package dev.spinneret.parse.url;

import org.jspecify.annotations.Nullable;

/// Answers alone where a URL is already as the serialiser would write it: one pass, one copy.
///
/// It gives up, never guesses, at whatever might need work: a character to encode, white space, a
/// backslash, a segment that begins with a dot (other than leading `./` and `../`) or holds `%2e`,
/// a host with a capital, user information, a port that would be written otherwise, or a last label
/// that begins with a digit where the host is no dotted IPv4 address, unless scheme and host are
/// those of the base, letter for letter. [UrlParser] then does the work.
final class FastUrl {
  /// The parts that a character may stand in as it is, see [#plainParts].
  static final byte PATH = 1;

  static final byte QUERY = 2;
  static final byte FRAGMENT = 4;
  static final byte HOST = 8;

  private static final byte STOP = 0;

  private static final byte[] PLAIN = plain();

  private FastUrl() {}

  private static byte[] plain() {
    var plain = new byte[128];
    for (var c = (char) 0x21; c < 0x7F; c++) {
      plain[c] = plainParts(c);
    }
    return plain;
  }

  /// The parts that an ASCII character may stand in as it is: any of [#PATH], [#QUERY], [#FRAGMENT]
  /// and [#HOST].
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
      return resolved(input, base, null, base.pathStart(), 0);
    }
    if (first == 'h' && input.startsWith("http")) {
      var authority = input.startsWith("://", 4) ? 7 : input.startsWith("s://", 4) ? 8 : 0;
      if (authority > 0) {
        return base != null && isOfOrigin(input, base)
            ? resolved(input, base, input, base.pathStart(), base.pathStart())
            : absolute(input, authority);
      }
    }
    if (base == null) {
      return null;
    }
    if (first == '?') {
      return resolved(input, base, null, base.queryStart(), 0);
    }
    if (first == '#') {
      return plainFragment(input, 0)
          ? new WebUrl(
              base.href().substring(0, base.fragmentStart()).concat(input),
              base,
              base.queryStart(),
              base.fragmentStart())
          : null;
    }
    int directory = base.href().lastIndexOf('/', base.queryStart() - 1) + 1;
    if (first == '.') {
      return fromDots(input, base, directory);
    }
    return hasColonInFirstSegment(input) ? null : resolved(input, base, null, directory, 0);
  }

  /// Resolves what begins with `./` and `../`: each `../` takes a segment from the base's path,
  /// while it has one.
  private static @Nullable WebUrl fromDots(String input, WebUrl base, int directory) {
    int keep = directory;
    int from = 0;
    while (true) {
      if (input.startsWith("../", from)) {
        from += 3;
        keep = Math.max(base.href().lastIndexOf('/', keep - 2), base.pathStart()) + 1;
      } else if (input.startsWith("./", from)) {
        from += 2;
      } else {
        return from == 0 ? null : resolved(input, base, null, keep, from);
      }
    }
  }

  /// Whether a scheme that is neither http nor https begins the input, which then is no web URL,
  /// whatever follows.
  static boolean hasOtherScheme(String input) {
    for (int i = 0; i < input.length(); i++) {
      char c = input.charAt(i);
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (c == ':') {
        return i > 0
            && !(i == 4 && input.regionMatches(true, 0, "http", 0, 4))
            && !(i == 5 && input.regionMatches(true, 0, "https", 0, 5));
      }
      if (!letter && (i == 0 || !(UrlParts.isDigit(c) || c == '+' || c == '-' || c == '.'))) {
        return false;
      }
    }
    return false;
  }

  /// Whether the input begins with the base's scheme and authority as they are, and a path follows.
  private static boolean isOfOrigin(String input, WebUrl base) {
    int path = base.pathStart();
    return input.length() > path
        && input.charAt(path) == '/'
        && input.regionMatches(0, base.href(), 0, path);
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

  /// Resolves to the first `keep` characters of the base, and the input without its first `from`.
  ///
  /// @param whole the result, where it is at hand
  private static @Nullable WebUrl resolved(
      String input, WebUrl base, @Nullable String whole, int keep, int from) {
    var query = pathEnd(input, from);
    if (query < 0) {
      return null;
    }
    var fragment = queryEnd(input, query);
    if (fragment < 0 || !plainFragment(input, fragment)) {
      return null;
    }
    var href = whole != null ? whole : base.href().substring(0, keep).concat(input.substring(from));
    int moved = keep - from;
    return new WebUrl(href, base, moved + query, moved + fragment);
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
    var path = hostEnd;
    if (path < input.length() && input.charAt(path) == ':') {
      do {
        path++;
      } while (path < input.length() && UrlParts.isDigit(input.charAt(path)));
    }
    if (path == input.length()
        || input.charAt(path) != '/'
        || !isSerialized(input, authority, label, hostEnd, path)) {
      return null;
    }
    var query = pathEnd(input, path);
    if (query < 0) {
      return null;
    }
    var fragment = queryEnd(input, query);
    if (fragment < 0 || !plainFragment(input, fragment)) {
      return null;
    }
    return new WebUrl(input, authority, hostEnd, path, query, fragment);
  }

  /// Whether an authority of plain characters is already as the serialiser would write it.
  ///
  /// @param label where the host's last label begins
  /// @param path where the path begins: after the host, or after a colon and digits
  static boolean isSerialized(String url, int host, int label, int hostEnd, int path) {
    return hostEnd > label
        && (!UrlParts.isDigit(url.charAt(label)) || Ipv4.isDotted(url, host, hostEnd))
        && (path == hostEnd || isSerializedPort(url, hostEnd + 1, path));
  }

  /// Whether digits are a port that is not the scheme's own, without zeros in front.
  private static boolean isSerializedPort(String url, int from, int to) {
    if (from == to || to - from > 5 || url.charAt(from) == '0') {
      return false;
    }
    var port = 0;
    for (var i = from; i < to; i++) {
      port = 10 * port + url.charAt(i) - '0';
    }
    return port <= UrlParts.MAX_PORT
        && port != (url.charAt(4) == 's' ? UrlParts.HTTPS_PORT : UrlParts.HTTP_PORT);
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
