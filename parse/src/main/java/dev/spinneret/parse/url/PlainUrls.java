package dev.spinneret.parse.url;

import dev.spinneret.parse.octets.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads references that need no work: the result is the reference as it stands, alone or after a
/// part of the base. Most links are such: without this class, a crawl of 20,000 pages takes 1.38
/// times the CPU.
///
/// It reads octets, of a page or of a string, and never guesses: the answer is null, and
/// [UrlParser] does the work, where there is a character to encode, white space, a backslash, a
/// segment that begins with a dot (other than leading `./` and `../`) or holds `%2e`, a host with a
/// capital, user information, a port that would be written differently, or a last label that begins
/// with a digit where the host is not a dotted IPv4 address, unless scheme and authority are those
/// of the base, letter for letter. In markup, an ampersand is not plain either, since it may begin
/// a character reference.
///
/// An instance serves the references of one document, on one thread.
public final class PlainUrls {
  /// Where the octets come from: the factor of the parts' bits in [#PLAIN].
  private static final int TEXT = 1;

  private static final int MARKUP = 16;

  /// The parts of a URL in which a character may stand unchanged.
  private static final int PATH = 1;

  private static final int QUERY = 2;
  private static final int FRAGMENT = 4;
  private static final int HOST = 8;

  /// For each octet, the parts in which it may stand unchanged, in text and in markup.
  private static final byte[] PLAIN = plain();

  private final WebUrl base;
  private final byte[] baseOctets;

  /// Index after the last slash of the base's path.
  private final int directoryEnd;

  /// The URL being made; its first octets are those of the base.
  private byte[] octets = {};

  /// How many octets of the base are still in [#octets].
  private int intactBytes;

  /// Creates a reader.
  ///
  /// @param base what relative references resolve against
  public PlainUrls(WebUrl base) {
    this.base = base;
    this.baseOctets = base.href().getBytes(StandardCharsets.ISO_8859_1);
    this.directoryEnd = base.href().lastIndexOf('/', base.queryStart() - 1) + 1;
  }

  private static byte[] plain() {
    var plain = new byte[256];
    for (var c = (char) 0x21; c < 0x7F; c++) {
      plain[c] = (byte) ((TEXT + MARKUP) * parts(c));
    }
    // In a string's octets, a question mark also replaces what is not Latin-1, see ofText.
    plain['?'] = (byte) (MARKUP * parts('?'));
    plain['&'] = (byte) (TEXT * parts('&'));
    return plain;
  }

  private static int parts(char c) {
    var parts = 0;
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
    if ((c >= 'a' && c <= 'z') || Ascii.isDigit(c) || c == '-' || c == '.' || c == '_') {
      parts |= HOST;
    }
    return parts;
  }

  /// Reads one reference.
  ///
  /// @return null when it is not plain
  static @Nullable WebUrl parse(String reference, @Nullable WebUrl base) {
    var text = reference.getBytes(StandardCharsets.ISO_8859_1);
    if (base != null) {
      return ofText(new PlainUrls(base).resolve(TEXT, text, 0, text.length), reference);
    }
    var authority = authorityStart(text, 0, text.length);
    return authority > 0
        ? ofText(absolute(TEXT, text, 0, text.length, authority, reference), reference)
        : null;
  }

  /// The URL, or null where its question mark replaced a character that is not Latin-1 when the
  /// reference became octets.
  private static @Nullable WebUrl ofText(@Nullable WebUrl url, String reference) {
    if (url == null || url.queryStart() == url.fragmentStart()) {
      return url;
    }
    var mark = url.queryStart() - url.href().length() + reference.length();
    return mark < 0 || reference.charAt(mark) == '?' ? url : null;
  }

  /// Resolves a reference that stands in markup, where `&` may begin a character reference.
  ///
  /// @param markup holds the reference in an encoding that extends ASCII; not changed
  /// @param from its first octet
  /// @param to the octet after it
  /// @return null when it is not plain
  public @Nullable WebUrl resolve(byte[] markup, int from, int to) {
    return resolve(MARKUP, markup, from, to);
  }

  private @Nullable WebUrl resolve(int where, byte[] text, int from, int to) {
    if (from == to) {
      return null;
    }
    return switch (text[from]) {
      case '/' ->
          from + 1 < to && text[from + 1] == '/'
              ? null
              : relative(where, text, from, to, base.pathStart());
      case '#' -> relative(where, text, from, to, base.fragmentStart());
      case '?' -> relative(where, text, from, to, base.queryStart());
      case '.' -> dots(where, text, from, to);
      case 'h' -> http(where, text, from, to);
      default -> segment(where, text, from, to);
    };
  }

  private @Nullable WebUrl http(int where, byte[] text, int from, int to) {
    var path = from + base.pathStart();
    if (path < to && text[path] == '/' && startsWithOrigin(text, from)) {
      return relative(where, text, path, to, base.pathStart());
    }
    var authority = authorityStart(text, from, to);
    return authority > 0
        ? absolute(where, text, from, to, authority, null)
        : segment(where, text, from, to);
  }

  /// Whether a reference begins as the base does, up to the path.
  private boolean startsWithOrigin(byte[] text, int from) {
    // Hosts differ most often in their last octets.
    for (var i = base.pathStart() - 1; i >= 0; i--) {
      if (text[from + i] != baseOctets[i]) {
        return false;
      }
    }
    return true;
  }

  /// The index after `http://` or `https://`, or 0.
  private static int authorityStart(byte[] text, int from, int to) {
    if (to - from <= 8
        || text[from] != 'h'
        || text[from + 1] != 't'
        || text[from + 2] != 't'
        || text[from + 3] != 'p') {
      return 0;
    }
    var colon = text[from + 4] == 's' ? from + 5 : from + 4;
    return text[colon] == ':' && text[colon + 1] == '/' && text[colon + 2] == '/' ? colon + 3 : 0;
  }

  /// A relative path that begins with `./` or `../`: each `../` takes a segment from the base's
  /// path, while it has one.
  private @Nullable WebUrl dots(int where, byte[] text, int from, int to) {
    var keep = directoryEnd;
    var at = from;
    while (at + 1 < to && text[at] == '.') {
      if (text[at + 1] == '/') {
        at += 2;
      } else if (at + 2 < to && text[at + 1] == '.' && text[at + 2] == '/') {
        at += 3;
        keep = parent(keep);
      } else {
        return null;
      }
    }
    return at == from ? null : relative(where, text, at, to, keep);
  }

  /// The index after the slash before the last segment.
  private int parent(int directory) {
    var i = directory - 2;
    while (i >= base.pathStart() && baseOctets[i] != '/') {
      i--;
    }
    return Math.max(i, base.pathStart()) + 1;
  }

  /// A relative path, whose first segment must not look like a scheme.
  private @Nullable WebUrl segment(int where, byte[] text, int from, int to) {
    for (var i = from; i < to; i++) {
      var c = text[i];
      if (c == ':') {
        return null;
      }
      if (c == '/' || c == '?' || c == '#') {
        break;
      }
    }
    return relative(where, text, from, to, directoryEnd);
  }

  /// The first `keep` octets of the base, then a path, a query and a fragment, each of which may be
  /// absent.
  private @Nullable WebUrl relative(int where, byte[] text, int from, int to, int keep) {
    var query = queryStart(where, text, from, to);
    var fragment = query == to ? to : fragmentStart(where, text, query, to);
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
    var queryStart = keep > base.queryStart() ? base.queryStart() : query + shift;
    return new WebUrl(href, base, queryStart, fragment + shift);
  }

  /// @param whole the whole reference, where it is a string already
  private static @Nullable WebUrl absolute(
      int where, byte[] text, int from, int to, int authority, @Nullable String whole) {
    var hostEnd = authority;
    var label = authority;
    while (hostEnd < to && (PLAIN[text[hostEnd] & 0xFF] & HOST * where) != 0) {
      if (text[hostEnd] == '.') {
        label = hostEnd + 1;
      }
      hostEnd++;
    }
    var path = hostEnd;
    if (path < to && text[path] == ':') {
      do {
        path++;
      } while (path < to && Ascii.isDigit((char) text[path]));
    }
    if (path == to || text[path] != '/') {
      return null;
    }
    var query = queryStart(where, text, path, to);
    var fragment = fragmentStart(where, text, query, to);
    if (fragment < 0) {
      return null;
    }
    var href =
        whole != null ? whole : new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    return isSerialized(href, authority - from, label - from, hostEnd - from, path - from)
        ? new WebUrl(
            href, authority - from, hostEnd - from, path - from, query - from, fragment - from)
        : null;
  }

  /// Whether an authority of plain characters is already as the serialiser would write it.
  ///
  /// @param label where the host's last label begins
  /// @param path where the path begins: after the host, or after a colon and digits
  private static boolean isSerialized(String url, int host, int label, int hostEnd, int path) {
    return hostEnd > label
        && (!Ascii.isDigit(url.charAt(label)) || Ipv4.isDotted(url, host, hostEnd))
        && (path == hostEnd || isSerializedPort(url, hostEnd + 1, path));
  }

  /// Whether digits are a port that is not the scheme's own, without leading zeros.
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

  /// Where the path that begins at `from` ends, or -1 when it is not plain.
  private static int queryStart(int where, byte[] text, int from, int to) {
    var plain = PLAIN;
    var path = PATH * where;
    var before = (byte) '/';
    for (var i = from; i < to; i++) {
      var c = text[i];
      if ((plain[c & 0xFF] & path) == 0) {
        if (c == '?' || c == '#') {
          return i;
        }
        if (c != '%' || isEncodedDot(text, i, to)) {
          return -1;
        }
      } else if (c == '.' && before == '/') {
        return -1;
      }
      before = c;
    }
    return to;
  }

  private static boolean isEncodedDot(byte[] text, int percent, int to) {
    return percent + 2 < to && text[percent + 1] == '2' && (text[percent + 2] | 0x20) == 'e';
  }

  /// Where the query that may begin at `from` ends, or -1 when it or the fragment is not plain, or
  /// `from` is -1.
  private static int fragmentStart(int where, byte[] text, int from, int to) {
    if (from < 0) {
      return -1;
    }
    var i = from;
    if (i < to && text[i] == '?') {
      for (i++; i < to && (PLAIN[text[i] & 0xFF] & QUERY * where) != 0; i++) {}
    }
    if (i == to) {
      return to;
    }
    if (text[i] != '#') {
      return -1;
    }
    for (var k = i + 1; k < to; k++) {
      if ((PLAIN[text[k] & 0xFF] & FRAGMENT * where) == 0) {
        return -1;
      }
    }
    return i;
  }
}
