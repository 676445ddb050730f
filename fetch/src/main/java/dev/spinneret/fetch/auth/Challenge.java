package dev.spinneret.fetch.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A challenge of a WWW-Authenticate field (RFC 9110 §11.3).
///
/// @param scheme in lower case
/// @param parameters values, unquoted, by name in lower case; the first value of a repeated name
record Challenge(String scheme, Map<String, String> parameters) {

  /// Returns the value of a parameter, or null if there is none.
  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /// Parses the challenges of all fields of a reply (RFC 9110 §11.6.1). One field may hold several,
  /// and the commas between them look like those between parameters: a token after a comma is a
  /// parameter name if an equals sign follows it; otherwise it begins the next challenge.
  static List<Challenge> parse(List<String> fields) {
    var challenges = new ArrayList<Challenge>();
    for (var field : fields) {
      new Reader(field).read(challenges);
    }
    return challenges;
  }

  /// Parses one field. Malformed input is skipped up to the next comma.
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    void read(List<Challenge> to) {
      Challenge current = null;
      while (skipTo(" \t,")) {
        var name = token();
        if (name.isEmpty()) {
          skipItem();
          continue;
        }
        var end = at;
        skipTo(" \t");
        if (at < text.length() && text.charAt(at) == '=' && current != null) {
          at++;
          skipTo(" \t");
          current.parameters().putIfAbsent(name.toLowerCase(Locale.ROOT), value());
        } else {
          at = end;
          current = new Challenge(name.toLowerCase(Locale.ROOT), new LinkedHashMap<>());
          to.add(current);
          skipToken68();
        }
      }
    }

    /// Skips these characters; returns false at the end.
    private boolean skipTo(String blanks) {
      while (at < text.length() && blanks.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return at < text.length();
    }

    private String token() {
      var from = at;
      while (at < text.length() && isToken(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }

    private String value() {
      if (at >= text.length() || text.charAt(at) != '"') {
        var from = at;
        while (at < text.length() && text.charAt(at) != ',') {
          at++;
        }
        return text.substring(from, at).strip();
      }
      var value = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at));
      }
      at++;
      return value.toString();
    }

    /// Skips a token68 after the scheme (RFC 9110 §11.2), which ends the challenge. Its padding
    /// would look like a parameter.
    private void skipToken68() {
      var start = at;
      skipTo(" \t");
      var from = at;
      while (at < text.length() && (isToken(text.charAt(at)) || text.charAt(at) == '/')) {
        at++;
      }
      skipTo("=");
      var end = at;
      skipTo(" \t");
      var whole = at == text.length() || text.charAt(at) == ',';
      if (end == from || !whole) {
        at = start;
      }
    }

    private void skipItem() {
      while (at < text.length() && text.charAt(at) != ',') {
        if (text.charAt(at) == '"') {
          value();
        } else {
          at++;
        }
      }
    }

    private static boolean isToken(char c) {
      return c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
    }
  }
}
