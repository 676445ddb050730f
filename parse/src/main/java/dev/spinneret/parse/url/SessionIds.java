package dev.spinneret.parse.url;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Removes session ids from canonical keys: a page is the same page in every session, but servers
/// that put ids into links use different ones for each visit.
///
/// A parameter is a session id when its name is one of a closed list and its value has the shape of
/// one. What is requested keeps the id.
final class SessionIds {
  private SessionIds() {}

  /// A key without session ids.
  ///
  /// @param key a URL without fragment
  /// @param path where its path begins
  static String fold(String key, int path) {
    var mark = key.indexOf('?', path);
    var pathEnd = mark < 0 ? key.length() : mark;
    var inPath = key.indexOf(';', path);
    var hasParameters = inPath >= 0 && inPath < pathEnd;
    var hasSegment = key.indexOf("/(", path) >= 0;
    var query = mark < 0 ? null : withoutIds(key, mark + 1);
    if (query == null && !hasParameters && !hasSegment) {
      return key;
    }
    var folded = new StringBuilder(key.length()).append(key, 0, path);
    appendPath(folded, key, path, pathEnd);
    if (mark >= 0 && (query == null || !query.isEmpty())) {
      folded.append('?').append(query == null ? key.substring(mark + 1) : query);
    }
    return folded.toString();
  }

  private static void appendPath(StringBuilder out, String key, int from, int to) {
    var start = out.length();
    for (var at = from; at < to; ) {
      var end = key.indexOf('/', at + 1);
      end = end < 0 || end > to ? to : end;
      if (!isAspSegment(key, at + 1, end)) {
        appendSegment(out, key, at, end);
      }
      at = end;
    }
    if (out.length() == start) {
      out.append('/');
    }
  }

  private static boolean isAspSegment(String key, int from, int to) {
    return to - from > 2
        && key.charAt(from) == '('
        && Shapes.ASP_SEGMENT.matcher(key).region(from, to).matches();
  }

  /// Appends a segment with its slash, without parameters that are session ids.
  private static void appendSegment(StringBuilder out, String key, int from, int to) {
    var end = key.indexOf(';', from);
    end = end < 0 || end > to ? to : end;
    out.append(key, from, end);
    while (end < to) {
      var next = key.indexOf(';', end + 1);
      next = next < 0 || next > to ? to : next;
      if (!isId(key, end + 1, next)) {
        out.append(key, end, next);
      }
      end = next;
    }
  }

  /// The query from an index on without session ids; null when it has none.
  private static @Nullable String withoutIds(String key, int from) {
    StringBuilder out = null;
    for (var at = from; at <= key.length(); ) {
      var end = key.indexOf('&', at);
      end = end < 0 ? key.length() : end;
      var id = isId(key, at, end);
      if (id && out == null) {
        out = new StringBuilder(key.length()).append(key, from, Math.max(from, at - 1));
      } else if (!id && out != null) {
        (out.isEmpty() ? out : out.append('&')).append(key, at, end);
      }
      at = end + 1;
    }
    return out == null ? null : out.toString();
  }

  /// Whether `name=value` is a session id.
  private static boolean isId(String key, int from, int to) {
    var equals = key.indexOf('=', from);
    // "sid" is the shortest name, ASP's the longest, and a value follows.
    if (equals < from + 3
        || equals >= to - 1
        || equals - from > 20
        || !mayBegin(key.charAt(from))) {
      return false;
    }
    var name = key.substring(from, equals).toLowerCase(Locale.ROOT);
    var shape = Shapes.of(name);
    if (shape == null || !shape.matcher(key).region(equals + 1, to).matches()) {
      return false;
    }
    // ColdFusion's two come together; CFID alone may be anything.
    return !name.equals("cfid") || key.toLowerCase(Locale.ROOT).contains("cftoken=");
  }

  private static boolean mayBegin(char c) {
    return switch (c | 0x20) {
      case 'a', 'c', 'j', 'o', 'p', 's', 'x', 'z' -> true;
      default -> false;
    };
  }

  /// Names and the shapes of their values; made when a URL first has a parameter that may be one.
  private static final class Shapes {
    /// What containers and frameworks generate: at least eight characters, one of them a digit.
    private static final Pattern ID = Pattern.compile("(?=[^0-9]*[0-9])[A-Za-z0-9._!,~*-]{8,}");

    /// Values of names that sites also use for other things: at least sixteen, letters and digits.
    private static final Pattern LONG_ID =
        Pattern.compile("(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9_-]{16,}");

    /// ColdFusion's number, or a UUID.
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}|[0-9A-Fa-f-]{16,}");

    /// A path segment of ASP.NET without cookies, such as `(S(lit3py55t21z5v55vlm25s55))`.
    private static final Pattern ASP_SEGMENT =
        Pattern.compile(
            "\\((?:[A-Z]\\([A-Za-z0-9_-]*\\))*S\\([a-z0-9]{24}\\)(?:[A-Z]\\([A-Za-z0-9_-]*\\))*\\)");

    private static final Pattern ASP_ID = Pattern.compile("[A-Z]{24}");

    private static final Pattern ASP_NAME = Pattern.compile("aspsessionid[a-z]{8}");

    private static final Map<String, Pattern> NAMES =
        Map.ofEntries(
            Map.entry("jsessionid", ID),
            Map.entry("phpsessid", ID),
            Map.entry("asp.net_sessionid", ID),
            Map.entry("oscsid", ID),
            Map.entry("xtcsid", ID),
            Map.entry("zenid", ID),
            Map.entry("cfid", NUMBER),
            Map.entry("cftoken", ID),
            Map.entry("sid", LONG_ID),
            Map.entry("sessid", LONG_ID),
            Map.entry("sessionid", LONG_ID),
            Map.entry("session_id", LONG_ID),
            Map.entry("session-id", LONG_ID));

    /// The shape of the values of a name in lower case; null when it names no session ids.
    static @Nullable Pattern of(String name) {
      var shape = NAMES.get(name);
      return shape == null && ASP_NAME.matcher(name).matches() ? ASP_ID : shape;
    }
  }
}
