package dev.spinneret.parse.url;

import dev.spinneret.parse.octets.Ascii;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The basic URL parser of WHATWG URL §4.4, for every scheme.
///
/// The standard writes it as a state machine over code points; here each state that can follow is a
/// method that finds the end of its part and calls the next; it accepts and rejects the same
/// inputs.
final class UrlParser {
  private final String text;
  private final @Nullable UrlParts base;
  private final @Nullable QueryEncoding encoding;
  private final boolean webOnly;
  private final UrlParts url = new UrlParts();

  private UrlParser(
      String text, @Nullable UrlParts base, @Nullable QueryEncoding encoding, boolean webOnly) {
    this.text = text;
    this.base = base;
    this.encoding = encoding;
    this.webOnly = webOnly;
  }

  /// Parses `input` against `base`.
  ///
  /// @param input any text
  /// @param base the URL to resolve against, if any
  /// @return null when the standard says failure
  static @Nullable UrlParts parse(String input, @Nullable UrlParts base) {
    var parser = new UrlParser(UrlInput.clean(input), base, null, false);
    return parser.start() ? parser.url : null;
  }

  /// Parses `input` against `base`, but fails at once when the scheme is not http or https.
  ///
  /// @param input any text
  /// @param base the URL to resolve against, if any
  /// @param encoding how the query becomes ASCII; null means UTF-8
  /// @return null when the standard says failure or the URL is not http(s)
  static @Nullable UrlParts parseWeb(
      String input, @Nullable WebUrl base, @Nullable QueryEncoding encoding) {
    var parser =
        new UrlParser(UrlInput.clean(input), base == null ? null : base.parts(), encoding, true);
    return parser.start() ? parser.url : null;
  }

  private int peek(int at) {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private boolean isSlash(int c) {
    return c == '/' || (c == '\\' && url.special);
  }

  private boolean start() {
    var colon = UrlInput.schemeEnd(text);
    if (colon < 0) {
      return noScheme();
    }
    url.scheme(text.substring(0, colon).toLowerCase(Locale.ROOT));
    if (webOnly && !url.isWeb()) {
      return false;
    }
    var at = colon + 1;
    if (url.isFile()) {
      return file(at);
    }
    if (url.special) {
      if (base != null && base.scheme.equals(url.scheme) && !text.startsWith("//", at)) {
        return relative(at, base);
      }
      return authority(skipSlashes(at));
    }
    if (text.startsWith("//", at)) {
      return authority(at + 2);
    }
    if (peek(at) == '/') {
      return path(at);
    }
    return opaquePath(at);
  }

  private boolean noScheme() {
    if (base == null || (base.opaque && peek(0) != '#')) {
      return false;
    }
    url.scheme(base.scheme);
    if (base.opaque) {
      url.copyPath(base);
      url.query = base.query;
      return fragment(0);
    }
    return url.isFile() ? file(0) : relative(0, base);
  }

  private int skipSlashes(int at) {
    while (peek(at) == '/' || peek(at) == '\\') {
      at++;
    }
    return at;
  }

  private boolean relative(int at, UrlParts base) {
    if (isSlash(peek(at))) {
      if (url.special && isSlash(peek(at + 1))) {
        return authority(skipSlashes(at));
      }
      if (peek(at + 1) == '/') {
        return authority(at + 2);
      }
      url.copyAuthority(base);
      return path(at);
    }
    url.copyAuthority(base);
    url.copyPath(base);
    return afterBasePath(at, base);
  }

  /// What follows once the base's path has been copied.
  private boolean afterBasePath(int at, UrlParts base) {
    switch (peek(at)) {
      case -1 -> url.query = base.query;
      case '?' -> {
        return query(at);
      }
      case '#' -> {
        url.query = base.query;
        return fragment(at);
      }
      default -> {
        if (url.isFile() && startsWithDriveLetter(at)) {
          url.path.setLength(0);
        } else {
          url.shortenPath();
        }
        return path(at);
      }
    }
    return true;
  }

  private boolean authority(int from) {
    var end = from;
    var at = -1;
    while (end < text.length()) {
      var c = text.charAt(end);
      if (c == '?' || c == '#' || isSlash(c)) {
        break;
      }
      if (c == '@') {
        at = end;
      }
      end++;
    }
    if (at >= 0) {
      if (at + 1 == end) {
        return false;
      }
      userinfo(from, at);
    }
    return hostAndPort(at >= 0 ? at + 1 : from, end) && pathStart(end);
  }

  private void userinfo(int from, int to) {
    var colon = text.indexOf(':', from);
    if (colon < 0 || colon >= to) {
      url.username = encoded(from, to, PercentEncoding.USERINFO);
    } else {
      url.username = encoded(from, colon, PercentEncoding.USERINFO);
      url.password = encoded(colon + 1, to, PercentEncoding.USERINFO);
    }
  }

  private String encoded(int from, int to, int set) {
    var out = new StringBuilder(to - from + 16);
    PercentEncoding.append(out, text, from, to, set);
    return out.toString();
  }

  private boolean hostAndPort(int from, int to) {
    var colon = portColon(from, to);
    if (colon == from || (from == to && url.special)) {
      return false;
    }
    url.host = HostParser.parse(text.substring(from, colon < 0 ? to : colon), url.special);
    return url.host != null && (colon < 0 || port(colon + 1, to));
  }

  /// The first colon outside brackets, or -1.
  private int portColon(int from, int to) {
    var inBrackets = false;
    for (var i = from; i < to; i++) {
      switch (text.charAt(i)) {
        case '[' -> inBrackets = true;
        case ']' -> inBrackets = false;
        case ':' -> {
          if (!inBrackets) {
            return i;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  private boolean port(int from, int to) {
    if (from == to) {
      return true;
    }
    var value = 0;
    for (var i = from; i < to; i++) {
      var c = text.charAt(i);
      if (!Ascii.isDigit(c)) {
        return false;
      }
      value = value * 10 + c - '0';
      if (value > UrlParts.MAX_PORT) {
        return false;
      }
    }
    url.port = value == UrlParts.defaultPort(url.scheme) ? UrlParts.NO_PORT : value;
    return true;
  }

  private boolean pathStart(int at) {
    if (url.special || (peek(at) != -1 && peek(at) != '?' && peek(at) != '#')) {
      return path(at);
    }
    return queryOrFragment(at);
  }

  private boolean file(int at) {
    url.host = "";
    if (isSlash(peek(at))) {
      if (isSlash(peek(at + 1))) {
        return fileHost(at + 2);
      }
      if (base != null && base.isFile()) {
        url.host = base.host;
        if (!startsWithDriveLetter(at + 1)
            && UrlParts.beginsWithDrive(base.path)
            && (base.path.length() == 3 || base.path.charAt(3) == '/')) {
          url.path.append(base.path, 0, 3);
        }
      }
      return path(at);
    }
    if (base != null && base.isFile()) {
      url.host = base.host;
      url.copyPath(base);
      return afterBasePath(at, base);
    }
    return path(at);
  }

  private boolean fileHost(int from) {
    var end = from;
    while (end < text.length() && "/\\?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    if (end - from == 2 && startsWithDriveLetter(from)) {
      return path(from);
    }
    if (end > from) {
      var host = HostParser.parse(text.substring(from, end), true);
      if (host == null) {
        return false;
      }
      url.host = host.equals("localhost") ? "" : host;
    }
    return pathStart(end);
  }

  private boolean startsWithDriveLetter(int at) {
    if (at + 1 >= text.length() || !Ascii.isLetter(text.charAt(at))) {
      return false;
    }
    if (text.charAt(at + 1) != ':' && text.charAt(at + 1) != '|') {
      return false;
    }
    return at + 2 == text.length() || "/\\?#".indexOf(text.charAt(at + 2)) >= 0;
  }

  /// Reads segments; a slash at `at` belongs to the first one.
  private boolean path(int at) {
    if (isSlash(peek(at))) {
      at++;
    }
    while (true) {
      var end = at;
      while (end < text.length()) {
        var c = text.charAt(end);
        if (isSlash(c) || c == '?' || c == '#') {
          break;
        }
        end++;
      }
      var slash = isSlash(peek(end));
      segment(at, end, slash);
      if (!slash) {
        return queryOrFragment(end);
      }
      at = end + 1;
    }
  }

  private void segment(int from, int to, boolean slash) {
    var dots = dots(from, to);
    if (dots == 2) {
      url.shortenPath();
    }
    if (dots > 0) {
      if (!slash) {
        url.path.append('/');
      }
      return;
    }
    var drive = url.isFile() && url.path.isEmpty() && to - from == 2 && startsWithDriveLetter(from);
    url.path.append('/');
    if (drive) {
      url.path.append(text.charAt(from)).append(':');
    } else {
      PercentEncoding.append(url.path, text, from, to, PercentEncoding.PATH);
    }
  }

  /// 1 for a single-dot segment, 2 for a double-dot segment, else 0.
  private int dots(int from, int to) {
    if (to - from > 6) {
      return 0;
    }
    var count = 0;
    for (var i = from; i < to; count++) {
      if (text.charAt(i) == '.') {
        i++;
      } else if (PercentEncoding.octetAt(text, i, to) == '.') {
        i += 3;
      } else {
        return 0;
      }
    }
    return count <= 2 ? count : 0;
  }

  private boolean opaquePath(int from) {
    var end = from;
    while (end < text.length() && text.charAt(end) != '?' && text.charAt(end) != '#') {
      end++;
    }
    url.opaque = true;
    var spaceBeforeEnd = end < text.length() && end > from && text.charAt(end - 1) == ' ';
    PercentEncoding.append(
        url.path, text, from, spaceBeforeEnd ? end - 1 : end, PercentEncoding.C0_CONTROL);
    if (spaceBeforeEnd) {
      url.path.append("%20");
    }
    return queryOrFragment(end);
  }

  private boolean queryOrFragment(int at) {
    return switch (peek(at)) {
      case '?' -> query(at);
      case '#' -> fragment(at);
      default -> true;
    };
  }

  private boolean query(int mark) {
    var hash = text.indexOf('#', mark);
    var end = hash < 0 ? text.length() : hash;
    var set = url.special ? PercentEncoding.SPECIAL_QUERY : PercentEncoding.QUERY;
    if (encoding == null || !url.special || url.scheme.startsWith("ws")) {
      url.query = encoded(mark + 1, end, set);
    } else {
      var ascii = encoding.toAscii(text.substring(mark + 1, end));
      var out = new StringBuilder(ascii.length() + 16);
      PercentEncoding.append(out, ascii, 0, ascii.length(), set);
      url.query = out.toString();
    }
    return hash < 0 || fragment(hash);
  }

  private boolean fragment(int mark) {
    url.fragment = encoded(mark + 1, text.length(), PercentEncoding.FRAGMENT);
    return true;
  }
}
