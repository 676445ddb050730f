package dev.spinneret.fetch.cookies;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The value of a Set-Cookie field, parsed as RFC 6265 §5.2 specifies; the last occurrence of a
/// repeated attribute counts. Its texts are octets, each a character.
///
/// @param name may be empty
/// @param value without surrounding white space; quotes are part of it
/// @param domain the Domain attribute without its leading dot; empty if absent
/// @param path the Path attribute; empty if absent or without a leading slash
/// @param expires from Max-Age, else from Expires; null for the end of the session
/// @param secure whether the attribute is there
/// @param httpOnly whether the attribute is there
record SetCookie(
    String name,
    String value,
    String domain,
    String path,
    @Nullable Instant expires,
    boolean secure,
    boolean httpOnly) {

  /// Of name and value together; RFC 6265bis §5.6, as in all browsers.
  private static final int MAX_PAIR_BYTES = 4096;

  /// Longer attributes are ignored (RFC 6265bis §5.6).
  private static final int MAX_ATTRIBUTE_BYTES = 1024;

  /// From this many seconds on, the cookie never expires.
  private static final int MAX_AGE_DIGITS = 11;

  /// Reads one field value.
  ///
  /// @param text of one field, each octet a character; values are never joined with commas
  /// @param now what Max-Age counts from
  /// @return null if it sets no cookie
  static @Nullable SetCookie parse(String text, Instant now) {
    if (hasControl(text)) {
      return null;
    }
    var end = text.indexOf(';');
    var pair = end < 0 ? text : text.substring(0, end);
    var equals = pair.indexOf('=');
    // Of the characters that `trim` removes, only SP and TAB can occur here.
    var name = equals < 0 ? "" : pair.substring(0, equals).trim();
    var value = pair.substring(equals + 1).trim();
    if ((name.isEmpty() && value.isEmpty()) || name.length() + value.length() > MAX_PAIR_BYTES) {
      return null;
    }
    var attributes = new Attributes(now);
    while (end >= 0) {
      var from = end + 1;
      end = text.indexOf(';', from);
      attributes.take(end < 0 ? text.substring(from) : text.substring(from, end));
    }
    return attributes.of(name, value);
  }

  /// RFC 6265bis §5.6: a control character other than TAB invalidates the whole field.
  static boolean hasControl(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return true;
      }
    }
    return false;
  }

  /// The attributes read so far.
  private static final class Attributes {
    private final Instant now;
    private String domain = "";
    private String path = "";
    private @Nullable Instant expires;
    private @Nullable Instant ageEnds;
    private boolean secure;
    private boolean httpOnly;

    Attributes(Instant now) {
      this.now = now;
    }

    SetCookie of(String name, String value) {
      var ends = ageEnds == null ? expires : ageEnds;
      return new SetCookie(name, value, domain, path, ends, secure, httpOnly);
    }

    void take(String attribute) {
      var equals = attribute.indexOf('=');
      var name = (equals < 0 ? attribute : attribute.substring(0, equals)).trim();
      var value = equals < 0 ? "" : attribute.substring(equals + 1).trim();
      if (value.length() > MAX_ATTRIBUTE_BYTES) {
        return;
      }
      switch (name.toLowerCase(Locale.ROOT)) {
        case "expires" -> {
          var date = CookieDate.parse(value);
          expires = date == null ? expires : date;
        }
        case "max-age" -> takeMaxAge(value);
        case "domain" -> domain = value.startsWith(".") ? value.substring(1) : value;
        case "path" -> path = value.startsWith("/") ? value : "";
        case "secure" -> secure = true;
        case "httponly" -> httpOnly = true;
        default -> {
          // RFC 6265 §5.2: ignored, SameSite among them.
        }
      }
    }

    /// §5.2.2: digits, optionally after a minus sign; 0 and below mean the past.
    private void takeMaxAge(String value) {
      var negative = value.startsWith("-");
      var digits = negative ? value.substring(1) : value;
      if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return;
      }
      var from = 0;
      while (from < digits.length() && digits.charAt(from) == '0') {
        from++;
      }
      if (negative || from == digits.length()) {
        ageEnds = Instant.MIN;
      } else if (digits.length() - from > MAX_AGE_DIGITS) {
        ageEnds = Instant.MAX;
      } else {
        ageEnds = now.plusSeconds(Long.parseLong(digits.substring(from)));
      }
    }
  }
}
