package dev.spinneret.parse.domain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The public suffix list (publicsuffix.org): the names below which anyone can register one, such
/// as `com`, `co.uk` and `github.io`. The private section is included, and the last label of a name
/// that no rule matches is a suffix (the default rule `*`).
///
/// ```
/// ac.jp                rule "ac.jp"
/// kawasaki.jp*         rule "*.kawasaki.jp"
/// city.kawasaki.jp!    rule "!city.kawasaki.jp"
/// ```
///
/// The list is a resource of such lines, sorted by name and read at the first use. It is searched
/// as it stands, which takes about a microsecond: to put its ten thousand rules into maps would
/// take 0.1 s and 27 MB, more than all the rest of a short crawl. Safe on any thread.
public final class PublicSuffixes {
  private static final byte[] LINES = load();

  private static final byte RULE_BELOW = '*';
  private static final byte EXCEPTION = '!';
  private static final byte SUFFIX = '\n';
  private static final byte NO_RULE = 0;

  private PublicSuffixes() {}

  private static byte[] load() {
    try (var in = PublicSuffixes.class.getResourceAsStream("public-suffixes.txt")) {
      if (in == null) {
        throw new IllegalStateException("missing resource public-suffixes.txt");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a name is a public suffix.
  ///
  /// @param name a host name as in a URL: lower case, Punycode; a final dot makes no difference
  /// @return true for any name without a dot
  public static boolean isSuffix(String name) {
    return suffixStart(octets(name)) == 0;
  }

  /// The registrable domain of a name: the public suffix and the label before it.
  ///
  /// @param name a host name, not an address, as for [#isSuffix]
  /// @return without a final dot; the name itself if it is a public suffix
  public static String registrableDomain(String name) {
    var octets = octets(name);
    var suffix = suffixStart(octets);
    return name.substring(suffix == 0 ? 0 : labelBefore(octets, suffix), octets.length);
  }

  private static byte[] octets(String name) {
    var bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return bare.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Where the public suffix of a name begins: that of the longest rule that matches, or of the
  /// exception.
  private static int suffixStart(byte[] name) {
    var from = labelBefore(name, name.length + 1);
    var suffix = from;
    while (true) {
      switch (rule(name, from)) {
        case SUFFIX -> suffix = from;
        case RULE_BELOW -> suffix = from == 0 ? suffix : labelBefore(name, from);
        case EXCEPTION -> {
          return indexAfterDot(name, from);
        }
        default -> {}
      }
      if (from == 0) {
        return suffix;
      }
      from = labelBefore(name, from);
    }
  }

  /// Where the label begins whose dot is before `at`.
  private static int labelBefore(byte[] name, int at) {
    var from = at - 1;
    while (from > 0 && name[from - 1] != '.') {
      from--;
    }
    return from;
  }

  private static int indexAfterDot(byte[] name, int from) {
    var at = from;
    while (name[at] != '.') {
      at++;
    }
    return at + 1;
  }

  /// The rule for a name's end, by halving.
  ///
  /// @return the octet after its line's name
  private static byte rule(byte[] name, int from) {
    var low = 0;
    var high = LINES.length;
    while (low < high) {
      var line = lineStart((low + high) >>> 1, low);
      var at = line;
      var i = from;
      while (i < name.length && LINES[at] == name[i]) {
        at++;
        i++;
      }
      var end = LINES[at];
      if (i == name.length && isEndOfName(end)) {
        return end;
      }
      if (i < name.length && (isEndOfName(end) || end < name[i])) {
        low = nextLine(at);
      } else {
        high = line;
      }
    }
    return NO_RULE;
  }

  private static boolean isEndOfName(byte octet) {
    return octet == SUFFIX || octet == RULE_BELOW || octet == EXCEPTION;
  }

  private static int lineStart(int at, int low) {
    var start = at;
    while (start > low && LINES[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private static int nextLine(int at) {
    var next = at;
    while (LINES[next] != '\n') {
      next++;
    }
    return next + 1;
  }
}
