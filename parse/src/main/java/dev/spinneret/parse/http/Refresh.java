package dev.spinneret.parse.http;

import dev.spinneret.parse.octets.Ascii;
import org.jspecify.annotations.Nullable;

/// Where a page leads by itself after some time: the content of `meta http-equiv=refresh` and the
/// value of the Refresh header field, which browsers read by the same rules (WHATWG HTML §4.2.5.3,
/// "shared declarative refresh steps", and §7.4.5).
///
/// @param url what to go to, not resolved; null to load the page itself again
public record Refresh(@Nullable String url) {
  /// Parses the content.
  ///
  /// @param content such as `5; url=/next`
  /// @return null when the content is not valid
  public static @Nullable Refresh parse(String content) {
    var at = skipSpace(content, 0);
    var digits = at;
    while (at < content.length() && Ascii.isDigit(content.charAt(at))) {
      at++;
    }
    if (at == digits && (at == content.length() || content.charAt(at) != '.')) {
      return null;
    }
    while (at < content.length()
        && (Ascii.isDigit(content.charAt(at)) || content.charAt(at) == '.')) {
      at++;
    }
    if (at < content.length()) {
      if (!isSeparator(content.charAt(at)) && !Ascii.isSpace(content.charAt(at))) {
        return null;
      }
      at = skipSpace(content, at);
      if (at < content.length() && isSeparator(content.charAt(at))) {
        at++;
      }
      at = skipSpace(content, at);
    }
    return new Refresh(at == content.length() ? null : urlAt(content, at));
  }

  private static String urlAt(String content, int from) {
    var at = from;
    if (content.regionMatches(true, at, "url", 0, 3)) {
      at = skipSpace(content, at + 3);
      if (at == content.length() || content.charAt(at) != '=') {
        return content.substring(from);
      }
      at = skipSpace(content, at + 1);
    } else if ((content.charAt(at) | 0x20) == 'u') {
      return content.substring(from);
    }
    if (at < content.length() && (content.charAt(at) == '"' || content.charAt(at) == '\'')) {
      var close = content.indexOf(content.charAt(at), at + 1);
      return content.substring(at + 1, close < 0 ? content.length() : close);
    }
    return content.substring(at);
  }

  private static boolean isSeparator(char c) {
    return c == ';' || c == ',';
  }

  private static int skipSpace(String text, int from) {
    var at = from;
    while (at < text.length() && Ascii.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
