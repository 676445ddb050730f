package dev.spinneret.parse.html;

import org.jspecify.annotations.Nullable;

/// The content of `meta http-equiv=refresh`: WHATWG HTML §4.2.5.3, "shared declarative refresh
/// steps".
///
/// @param url what to go to, not resolved; null to load the page itself again
record DeclarativeRefresh(@Nullable String url) {
  /// Parses the content.
  ///
  /// @return null when the content is not valid
  static @Nullable DeclarativeRefresh parse(String content) {
    var at = skipSpace(content, 0);
    var digits = at;
    while (at < content.length() && isDigit(content.charAt(at))) {
      at++;
    }
    if (at == digits && (at == content.length() || content.charAt(at) != '.')) {
      return null;
    }
    while (at < content.length() && (isDigit(content.charAt(at)) || content.charAt(at) == '.')) {
      at++;
    }
    if (at < content.length()) {
      if (!isSeparator(content.charAt(at)) && !MetaCharset.isSpace(content.charAt(at))) {
        return null;
      }
      at = skipSpace(content, at);
      if (at < content.length() && isSeparator(content.charAt(at))) {
        at++;
      }
      at = skipSpace(content, at);
    }
    return new DeclarativeRefresh(at == content.length() ? null : urlAt(content, at));
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

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int skipSpace(String text, int from) {
    var at = from;
    while (at < text.length() && MetaCharset.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
