package dev.spinneret.parse.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The media type of a body, with the one parameter that matters here.
///
/// @param essence type and subtype in lower case, such as `text/html`
/// @param charset the first charset parameter as written; null when there is none
public record ContentType(String essence, @Nullable String charset) {
  /// What browsers assume for a page that does not name its type.
  public static final ContentType HTML = new ContentType("text/html", null);

  /// XML of any vocabulary.
  public static final ContentType XML = new ContentType("text/xml", null);

  /// Extracts the media type from the Content-Type fields of a message: WHATWG Fetch, "extract a
  /// MIME type". Several fields are equivalent to several values in one field; the last valid one
  /// is used, with the charset of an earlier one of the same essence when it has none itself.
  ///
  /// @param values the values of all fields, in order
  /// @return null when none of them is a valid media type other than `*/*`
  public static @Nullable ContentType extract(List<String> values) {
    ContentType result = null;
    for (var value : values) {
      for (var from = 0; from <= value.length(); ) {
        var to = HttpSyntax.commaOr(',', value, from);
        var next = parse(value.substring(from, to));
        if (next != null && !next.essence.equals("*/*")) {
          result =
              result != null && next.charset == null && next.essence.equals(result.essence)
                  ? result
                  : next;
        }
        from = to + 1;
      }
    }
    return result;
  }

  /// Parses one media type: WHATWG MIME Sniffing §4.4.
  ///
  /// @param value such as `text/html; charset=utf-8`
  /// @return null when it is not valid
  public static @Nullable ContentType parse(String value) {
    var semicolon = value.indexOf(';');
    var essence =
        HttpSyntax.trimmed(value, 0, semicolon < 0 ? value.length() : semicolon)
            .toLowerCase(Locale.ROOT);
    var slash = essence.indexOf('/');
    if (slash < 0
        || !HttpSyntax.isToken(essence.substring(0, slash))
        || !HttpSyntax.isToken(essence.substring(slash + 1))) {
      return null;
    }
    return new ContentType(essence, semicolon < 0 ? null : charset(value, semicolon));
  }

  /// Whether browsers read such a document with their XML parser.
  ///
  /// @return true for an XML MIME type (WHATWG MIME Sniffing §4.6)
  public boolean isXml() {
    return essence.endsWith("+xml")
        || essence.equals("text/xml")
        || essence.equals("application/xml");
  }

  /// Whether this is a type by which servers say that they do not know the type (WHATWG MIME
  /// Sniffing §7).
  ///
  /// @return true for `unknown/unknown`, `application/unknown` and `*/*`
  public boolean isUnknown() {
    return essence.equals("unknown/unknown")
        || essence.equals("application/unknown")
        || essence.equals("*/*");
  }

  private static @Nullable String charset(String value, int semicolon) {
    var at = semicolon;
    while (at >= 0 && at < value.length()) {
      at = HttpSyntax.skipSpace(value, at + 1);
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
        at = HttpSyntax.quoted(value, at + 1, text);
        at = value.indexOf(';', at);
      } else {
        var end = value.indexOf(';', at);
        text.append(HttpSyntax.trimmed(value, at, end < 0 ? value.length() : end));
        at = end;
      }
      if (name.equalsIgnoreCase("charset") && !text.isEmpty()) {
        return text.toString();
      }
    }
    return null;
  }
}
