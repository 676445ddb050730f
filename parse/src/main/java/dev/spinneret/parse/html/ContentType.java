package dev.spinneret.parse.html;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The value of a Content-Type header: WHATWG MIME Sniffing §4.4.
final class ContentType {
  private ContentType() {}

  /// The essence in lower case, such as `text/html`; empty when there is none.
  static String essence(String value) {
    var semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /// Whether browsers read such a document with their XML parser.
  static boolean isXml(@Nullable String value) {
    if (value == null) {
      return false;
    }
    var essence = essence(value);
    return essence.endsWith("+xml")
        || essence.equals("application/xml")
        || essence.equals("text/xml");
  }

  /// The charset parameter, the first one where there are more.
  ///
  /// @return null when there is none
  static @Nullable String charset(String value) {
    var at = value.indexOf(';');
    while (at >= 0 && at < value.length()) {
      at = skipSpace(value, at + 1);
      var nameStart = at;
      while (at < value.length() && value.charAt(at) != ';' && value.charAt(at) != '=') {
        at++;
      }
      var name = value.substring(nameStart, at);
      if (at == value.length() || value.charAt(at) == ';') {
        continue;
      }
      at++;
      var text = new StringBuilder();
      if (at < value.length() && value.charAt(at) == '"') {
        at = quoted(value, at + 1, text);
        at = value.indexOf(';', at);
      } else {
        var end = value.indexOf(';', at);
        text.append(value, at, end < 0 ? value.length() : end);
        at = end;
      }
      if (name.equalsIgnoreCase("charset") && !text.isEmpty()) {
        return text.toString();
      }
    }
    return null;
  }

  /// Reads a quoted string and tells where it ends.
  private static int quoted(String value, int from, StringBuilder text) {
    var at = from;
    while (at < value.length() && value.charAt(at) != '"') {
      if (value.charAt(at) == '\\' && at + 1 < value.length()) {
        at++;
      }
      text.append(value.charAt(at++));
    }
    return Math.min(at + 1, value.length());
  }

  private static int skipSpace(String value, int from) {
    var at = from;
    while (at < value.length() && " \t\n\r".indexOf(value.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
