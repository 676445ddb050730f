package dev.spinneret.engine.crawl.scope;

import com.google.re2j.Pattern;
import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// A pattern with wildcards for whole URLs or for their paths and queries.
///
/// `*` stands for any run of characters, `?` for one, `{a,b}` for a or b; `[?]` and `[*]`, or a
/// backslash before them, stand for the characters themselves. Pattern and URL are compared with
/// their percent-encoding normalised, so that `/münchen/*`, `/m%c3%bcnchen/*` and
/// `/%6D%C3%BCnchen/*` are the same.
///
/// One that begins with a scheme and `://` is compared with the URL, any other with the path; path
/// and query together may match it as well where it begins with a slash, or names a query by `?`,
/// `=` or `&`.
final class UrlGlob {
  /// A character that was percent-encoded, or any other.
  private static final String ONE =
      "(?:%[C-F][0-9A-F](?:%[89AB][0-9A-F]){1,3}|%[0-9A-F][0-9A-F]|.)";

  /// What may stand in a URL both ways: some in its path only, some in its query only, some
  /// wherever a page wrote them.
  private static final String EITHER_WAY = "{}^'[]|\\";

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z0-9+.*?-]*://");

  private static final String ENCODED = " \"<>`";

  private final String glob;
  private final boolean url;
  private final boolean query;
  private final Pattern pattern;

  /// @param glob as typed
  /// @throws IllegalArgumentException if no URL can match, with the reason
  UrlGlob(String glob) {
    this.glob = glob;
    this.url = SCHEME.matcher(glob).lookingAt();
    this.query = url || glob.startsWith("/") || namesQuery(glob);
    check();
    this.pattern = Pattern.compile(regex(url ? withPlainHost(glob) : glob), Pattern.DOTALL);
  }

  /// Whether a URL matches.
  boolean matches(WebUrl of) {
    var target = of.canonicalTarget();
    var mark = target.indexOf('?');
    var start = url ? of.origin() : "";
    return pattern.matches(start + (mark < 0 ? target : target.substring(0, mark)))
        || (query && mark >= 0 && pattern.matches(start + target));
  }

  private static boolean namesQuery(String glob) {
    return glob.indexOf('?') >= 0 || glob.indexOf('=') >= 0 || glob.indexOf('&') >= 0;
  }

  private void check() {
    if (glob.isEmpty()) {
      throw refused("an empty pattern matches nothing");
    }
    if (glob.indexOf('#') >= 0) {
      throw refused("URLs are compared without their fragment, so that # never matches");
    }
    if (url) {
      checkUrl();
    } else if (glob.charAt(0) != '/' && glob.charAt(0) != '*' && !glob.startsWith("\\/")) {
      throw refused("it never matches, as a path begins with /; " + suggestion() + " would match");
    }
  }

  private void checkUrl() {
    var end = glob.indexOf("://");
    var scheme = glob.substring(0, end).toLowerCase(Locale.ROOT);
    if (!scheme.contains("*") && !matchesWeb(scheme)) {
      throw refused("it never matches, as only http and https are crawled");
    }
    var rest = glob.substring(end + 3);
    if (rest.indexOf('/') < 0 && rest.indexOf('*') < 0 && rest.indexOf('?') < 0) {
      throw refused("it never matches, as every URL has a path; " + glob + "/* would match");
    }
  }

  private static boolean matchesWeb(String scheme) {
    var pattern = Pattern.compile(regex(scheme));
    return pattern.matches("http") || pattern.matches("https");
  }

  private String suggestion() {
    var slash = glob.indexOf('/');
    var first = slash < 0 ? "" : glob.substring(0, slash);
    return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost")
        ? "*://" + glob
        : "*" + glob + (glob.endsWith("*") ? "" : "*");
  }

  private IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException("pattern " + glob + ": " + reason);
  }

  /// The pattern with scheme and host as URLs have them: in lower case, names in ASCII, without a
  /// default port.
  private static String withPlainHost(String glob) {
    var start = glob.indexOf("://") + 3;
    var end = glob.indexOf('/', start);
    end = end < 0 ? glob.length() : end;
    var scheme = glob.substring(0, start).toLowerCase(Locale.ROOT);
    var authority = glob.substring(start, end).toLowerCase(Locale.ROOT);
    if (scheme.equals("http://") && authority.endsWith(":80")) {
      authority = authority.substring(0, authority.length() - 3);
    } else if (scheme.equals("https://") && authority.endsWith(":443")) {
      authority = authority.substring(0, authority.length() - 4);
    }
    var labels = authority.split("\\.", -1);
    for (var i = 0; i < labels.length; i++) {
      var host = WebUrl.parse("http://" + labels[i] + ".x/", null);
      if (host != null && !labels[i].chars().allMatch(c -> c < 0x80)) {
        labels[i] = host.host().substring(0, host.host().length() - 2);
      }
    }
    return scheme + String.join(".", labels) + glob.substring(end);
  }

  private static String regex(String glob) {
    var regex = new StringBuilder(glob.length() + 16);
    for (var i = 0; i < glob.length(); ) {
      var c = glob.codePointAt(i);
      var length = Character.charCount(c);
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append(ONE);
      } else if (c == '[' && (glob.startsWith("[?]", i) || glob.startsWith("[*]", i))) {
        literal(regex, glob.charAt(i + 1));
        length = 3;
      } else if (c == '{' && alternativesEnd(glob, i) > 0) {
        length = alternativesEnd(glob, i) + 1 - i;
        var alternatives = glob.substring(i + 1, i + length - 1).split(",", -1);
        regex.append(
            Arrays.stream(alternatives)
                .map(UrlGlob::regex)
                .collect(Collectors.joining("|", "(?:", ")")));
      } else if (c == '\\' && i + 1 < glob.length()) {
        literal(regex, glob.codePointAt(i + 1));
        length = 1 + Character.charCount(glob.codePointAt(i + 1));
      } else if (c == '%' && octetAt(glob, i) >= 0) {
        octet(regex, octetAt(glob, i));
        length = 3;
      } else {
        literal(regex, c);
      }
      i += length;
    }
    return regex.toString();
  }

  /// Where `{a,b}` at an index ends; -1 when it is no list, but text.
  private static int alternativesEnd(String glob, int at) {
    var end = glob.indexOf('}', at);
    var inside = end < 0 ? "" : glob.substring(at + 1, end);
    return inside.indexOf(',') >= 0 && inside.indexOf('{') < 0 ? end : -1;
  }

  /// The octet that `%XX` at an index stands for; -1 if there is none.
  private static int octetAt(String glob, int at) {
    var high = at + 2 < glob.length() ? Character.digit(glob.charAt(at + 1), 16) : -1;
    var low = high < 0 ? -1 : Character.digit(glob.charAt(at + 2), 16);
    return low < 0 ? -1 : high << 4 | low;
  }

  private static void octet(StringBuilder regex, int octet) {
    var unreserved =
        octet < 0x80 && (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0);
    if (unreserved) {
      literal(regex, octet);
    } else {
      encoded(regex, octet);
    }
  }

  private static void literal(StringBuilder regex, int c) {
    if (c >= 0x80 || ENCODED.indexOf(c) >= 0 || c < ' ') {
      for (var octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
        encoded(regex, octet & 0xFF);
      }
    } else if (EITHER_WAY.indexOf(c) >= 0) {
      regex.append("(?:").append(Pattern.quote(Character.toString(c))).append('|');
      encoded(regex, c);
      regex.append(')');
    } else {
      regex.append(Pattern.quote(Character.toString(c)));
    }
  }

  private static void encoded(StringBuilder regex, int octet) {
    regex.append('%').append("%02X".formatted(octet));
  }
}
