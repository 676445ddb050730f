package dev.spinneret.fetch.cookies;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The cookies.txt file of Netscape, which curl, wget and browser extensions share: one cookie a
/// line, seven fields with tabs between them.
///
/// ```text
/// domain  subdomains  path  secure  expires  name  value
/// ```
///
/// A line that begins with `#HttpOnly_` is a cookie too; other lines with `#` are comments. A
/// cookie that expires at 0 lasts as long as the session.
///
/// A file is in no encoding: texts here are its octets, each a character up to 255.
public final class CookieFile {
  private static final String HTTP_ONLY = "#HttpOnly_";
  private static final String HEADING = "# Netscape HTTP Cookie File\n";
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
  private static final int FIELD_COUNT = 7;

  private CookieFile() {}

  /// Reads the text of a file.
  ///
  /// @param text lines that end in LF or CRLF; may begin with a byte order mark of UTF-8
  /// @return its cookies in order, expired ones too
  /// @throws IllegalArgumentException if a line is not a cookie; the message names the line, not
  ///   its content
  public static List<Cookie> parse(String text) {
    var number = new int[1];
    return text.substring(text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0)
        .lines()
        .map(line -> cookie(line, ++number[0]))
        .filter(Objects::nonNull)
        .toList();
  }

  /// Writes cookies as a file's text.
  ///
  /// @param cookies in order
  /// @return what [#parse] reads
  public static String format(List<Cookie> cookies) {
    var text = new StringBuilder(HEADING);
    for (var line : lines(cookies)) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  /// Writes cookies as lines of a file, without a heading. A cookie that contains a tab cannot be
  /// written this way and is omitted.
  ///
  /// @param cookies in order
  /// @return one line each
  public static List<String> lines(List<Cookie> cookies) {
    return cookies.stream().filter(CookieFile::fits).map(CookieFile::line).toList();
  }

  private static boolean fits(Cookie cookie) {
    return (cookie.name() + cookie.value() + cookie.path()).indexOf('\t') < 0;
  }

  private static String line(Cookie cookie) {
    var expires = cookie.expires();
    return String.join(
        "\t",
        (cookie.httpOnly() ? HTTP_ONLY : "") + (cookie.hostOnly() ? "" : ".") + cookie.domain(),
        flag(!cookie.hostOnly()),
        cookie.path(),
        flag(cookie.secure()),
        Long.toString(expires == null ? 0 : Math.max(1, expires.getEpochSecond())),
        cookie.name(),
        cookie.value());
  }

  private static @Nullable Cookie cookie(String line, int number) {
    var httpOnly = line.startsWith(HTTP_ONLY);
    if (line.isBlank() || (line.startsWith("#") && !httpOnly)) {
      return null;
    }
    if (line.chars().anyMatch(c -> c > 0xff)) {
      throw wrong(number, "holds %s", "a character beyond 255");
    }
    var fields = (httpOnly ? line.substring(HTTP_ONLY.length()) : line).split("\t", -1);
    // curl omits the last field if the value is empty.
    if (fields.length != FIELD_COUNT && fields.length != FIELD_COUNT - 1) {
      throw wrong(number, "has %d fields; 7 with tabs between them make a cookie", fields.length);
    }
    var dotted = fields[0].startsWith(".");
    var domain = CookieScope.canonical(dotted ? fields[0].substring(1) : fields[0]);
    var value = fields.length == FIELD_COUNT ? fields[FIELD_COUNT - 1] : "";
    if (domain.isEmpty() || (fields[5].isEmpty() && value.isEmpty())) {
      throw wrong(number, "lacks a %s", domain.isEmpty() ? "domain" : "name");
    }
    if (SetCookie.hasControl(fields[5] + value)) {
      throw wrong(number, "holds a %s", "control character");
    }
    return new Cookie(
        fields[5],
        value,
        domain,
        !isTrue(fields[1], number),
        fields[2].startsWith("/") ? fields[2] : "/",
        isTrue(fields[3], number),
        httpOnly,
        expires(fields[4], number));
  }

  private static boolean isTrue(String field, int number) {
    return switch (field) {
      case "TRUE", "true" -> true;
      case "FALSE", "false" -> false;
      default -> throw wrong(number, "has '%s' where TRUE or FALSE is allowed", field);
    };
  }

  /// Some extensions write fractions of a second.
  private static @Nullable Instant expires(String field, int number) {
    try {
      var dot = field.indexOf('.');
      var seconds = Long.parseLong(dot < 0 ? field : field.substring(0, dot));
      if (seconds <= 0) {
        return null;
      }
      return Instant.ofEpochSecond(Math.min(seconds, Instant.MAX.getEpochSecond()));
    } catch (NumberFormatException _) {
      throw wrong(number, "expires at '%s'; seconds since 1970 are allowed", field);
    }
  }

  private static String flag(boolean value) {
    return value ? "TRUE" : "FALSE";
  }

  private static IllegalArgumentException wrong(int number, String what, Object value) {
    return new IllegalArgumentException("line %d ".formatted(number) + what.formatted(value));
  }
}
