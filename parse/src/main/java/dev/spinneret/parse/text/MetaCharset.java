package dev.spinneret.parse.text;

import dev.spinneret.parse.octets.Ascii;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a meta element says about the encoding.
public final class MetaCharset {
  private MetaCharset() {}

  /// Extracts a label from the content of `meta http-equiv=content-type` (WHATWG HTML §2.6.5).
  ///
  /// @param content the attribute's value
  /// @return the label; null when there is none
  public static @Nullable String fromContent(String content) {
    var text = content.toLowerCase(Locale.ROOT);
    for (var at = text.indexOf("charset"); at >= 0; at = text.indexOf("charset", at)) {
      at = skipSpace(text, at + "charset".length());
      if (at == text.length() || text.charAt(at) != '=') {
        continue;
      }
      at = skipSpace(text, at + 1);
      if (at == text.length()) {
        return null;
      }
      var quote = text.charAt(at);
      if (quote == '"' || quote == '\'') {
        var close = text.indexOf(quote, at + 1);
        return close < 0 ? null : text.substring(at + 1, close);
      }
      var end = at;
      while (end < text.length() && !Ascii.isSpace(text.charAt(end)) && text.charAt(end) != ';') {
        end++;
      }
      return text.substring(at, end);
    }
    return null;
  }

  /// The encoding that is used when a meta element names this one: what the element is written in
  /// cannot be UTF-16.
  ///
  /// @param declared what the element names
  /// @return the page's encoding
  public static TextEncoding effective(TextEncoding declared) {
    if (declared.isUtf16()) {
      return TextEncoding.UTF_8;
    }
    return declared.name().equals("x-user-defined") ? TextEncoding.WINDOWS_1252 : declared;
  }

  private static int skipSpace(String text, int from) {
    var at = from;
    while (at < text.length() && Ascii.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
