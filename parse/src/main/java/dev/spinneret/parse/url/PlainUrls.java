package dev.spinneret.parse.url;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Resolves the references of one page straight from its octets, where they are plain.
///
/// Plain is what [FastUrl] takes, which has the same rules for text; an ampersand is not, since it
/// may begin a character reference. For anything else the answer is null, and [WebUrl#parse] has to
/// look at the text. Used by one thread.
public final class PlainUrls {
  private static final byte[] PLAIN = plain();

  private final WebUrl base;
  private final byte[] baseOctets;

  /// Where the last segment of the base's path begins.
  private final int directoryEnd;

  /// The URL being made; its first octets are those of the base.
  private byte[] octets;

  /// How many octets of the base are still in [#octets].
  private int intactBytes;

  /// Creates a resolver.
  ///
  /// @param base what relative references resolve against
  public PlainUrls(WebUrl base) {
    this.base = base;
    this.baseOctets = base.href().getBytes(StandardCharsets.ISO_8859_1);
    this.directoryEnd = base.href().lastIndexOf('/', base.queryStart() - 1) + 1;
    this.octets = Arrays.copyOf(baseOctets, baseOctets.length + 128);
    this.intactBytes = baseOctets.length;
  }

  private static byte[] plain() {
    var plain = new byte[256];
    for (var c = (char) 0x21; c < 0x7F; c++) {
      plain[c] = FastUrl.plainParts(c);
    }
    plain['&'] = 0;
    return plain;
  }

  /// Resolves a reference.
  ///
  /// @param text holds the reference; not changed
  /// @param from its first octet
  /// @param to the octet after it
  /// @return null when it is not plain
  public @Nullable WebUrl resolve(byte[] text, int from, int to) {
    if (from == to) {
      return null;
    }
    return switch (text[from]) {
      case '/' ->
          from + 1 < to && (text[from + 1] == '/' || text[from + 1] == '\\')
              ? null
              : relative(text, from, to, base.pathStart());
      case '#' -> relative(text, from, to, base.fragmentStart());
      case '?' -> relative(text, from, to, base.queryStart());
      case '.' -> dots(text, from, to);
      case 'h' -> http(text, from, to);
      default -> segment(text, from, to, directoryEnd);
    };
  }

  private @Nullable WebUrl http(byte[] text, int from, int to) {
    var path = from + base.pathStart();
    if (path < to && text[path] == '/' && startsWithOrigin(text, from)) {
      return relative(text, path, to, base.pathStart());
    }
    if (to - from > 8 && text[from + 1] == 't' && text[from + 2] == 't' && text[from + 3] == 'p') {
      var colon = text[from + 4] == 's' ? from + 5 : from + 4;
      if (text[colon] == ':') {
        return text[colon + 1] == '/' && text[colon + 2] == '/'
            ? absolute(text, from, to, colon + 3)
            : null;
      }
    }
    return segment(text, from, to, directoryEnd);
  }

  /// Whether a reference begins as the base does, up to the path.
  private boolean startsWithOrigin(byte[] text, int from) {
    // The last octets tell hosts apart soonest.
    for (var i = base.pathStart() - 1; i >= 0; i--) {
      if (text[from + i] != baseOctets[i]) {
        return false;
      }
    }
    return true;
  }

  /// A relative path that begins with dot segments.
  private @Nullable WebUrl dots(byte[] text, int from, int to) {
    var keep = directoryEnd;
    var at = from;
    while (at < to && text[at] == '.') {
      if (at + 1 < to && text[at + 1] == '/') {
        at += 2;
      } else if (at + 2 < to && text[at + 1] == '.' && text[at + 2] == '/') {
        at += 3;
        keep = parent(keep);
      } else {
        return null;
      }
    }
    // Nothing more would be a reference to the directory, an empty segment one that begins there.
    return at == to || text[at] == '/' || text[at] == '\\' || text[at] == '?' || text[at] == '#'
        ? null
        : relative(text, at, to, keep);
  }

  /// The index after the slash before the last segment.
  private int parent(int directory) {
    var i = directory - 2;
    while (i >= base.pathStart() && baseOctets[i] != '/') {
      i--;
    }
    return i < base.pathStart() ? directory : i + 1;
  }

  /// A relative path, whose first segment must not look like a scheme.
  private @Nullable WebUrl segment(byte[] text, int from, int to, int keep) {
    for (var i = from; i < to; i++) {
      var c = text[i];
      if (c == ':') {
        return null;
      }
      if (c == '/' || c == '?' || c == '#') {
        break;
      }
    }
    return relative(text, from, to, keep);
  }

  /// The first `keep` octets of the base and the reference.
  private @Nullable WebUrl relative(byte[] text, int from, int to, int keep) {
    var query = pathEnd(text, from, to);
    if (query < 0) {
      return null;
    }
    var fragment = queryEnd(text, query, to);
    if (fragment < 0) {
      return null;
    }
    var length = keep + to - from;
    if (length > octets.length) {
      octets = Arrays.copyOf(octets, length + 128);
    }
    if (keep > intactBytes) {
      System.arraycopy(baseOctets, intactBytes, octets, intactBytes, keep - intactBytes);
    }
    intactBytes = keep;
    System.arraycopy(text, from, octets, keep, to - from);
    var href = new String(octets, 0, length, StandardCharsets.ISO_8859_1);
    var shift = keep - from;
    return text[from] == '#'
        ? new WebUrl(href, base, base.queryStart(), keep)
        : new WebUrl(href, base, query + shift, fragment + shift);
  }

  private static @Nullable WebUrl absolute(byte[] text, int from, int to, int authority) {
    var hostEnd = authority;
    var label = authority;
    while (hostEnd < to && (PLAIN[text[hostEnd] & 0xFF] & FastUrl.HOST) != 0) {
      if (text[hostEnd] == '.') {
        label = hostEnd + 1;
      }
      hostEnd++;
    }
    var path = hostEnd;
    if (path < to && text[path] == ':') {
      do {
        path++;
      } while (path < to && UrlParts.isDigit((char) text[path]));
    }
    if (path == to || text[path] != '/') {
      return null;
    }
    var query = pathEnd(text, path, to);
    if (query < 0) {
      return null;
    }
    var fragment = queryEnd(text, query, to);
    if (fragment < 0) {
      return null;
    }
    var href = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    return FastUrl.isSerialized(href, authority - from, label - from, hostEnd - from, path - from)
        ? new WebUrl(
            href, authority - from, hostEnd - from, path - from, query - from, fragment - from)
        : null;
  }

  /// Where the path ends, or -1 when it is not plain.
  private static int pathEnd(byte[] text, int from, int to) {
    var plain = PLAIN;
    var before = (byte) '/';
    for (var i = from; i < to; i++) {
      var c = text[i];
      if ((plain[c & 0xFF] & FastUrl.PATH) == 0) {
        return c == '?' || c == '#' ? i : -1;
      }
      if (c == '.' && before == '/') {
        return -1;
      }
      before = c;
    }
    return to;
  }

  /// Where the query that may begin at `from` ends, or -1 when it or the fragment is not plain.
  private static int queryEnd(byte[] text, int from, int to) {
    var i = from;
    if (i < to && text[i] == '?') {
      for (i++; i < to && (PLAIN[text[i] & 0xFF] & FastUrl.QUERY) != 0; i++) {}
    }
    if (i == to) {
      return to;
    }
    if (text[i] != '#') {
      return -1;
    }
    for (var k = i + 1; k < to; k++) {
      if ((PLAIN[text[k] & 0xFF] & FastUrl.FRAGMENT) == 0) {
        return -1;
      }
    }
    return i;
  }
}
