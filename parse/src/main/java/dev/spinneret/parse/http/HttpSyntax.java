package dev.spinneret.parse.http;

import dev.spinneret.parse.octets.Ascii;

/// Characters and strings of field values: RFC 9110 §5.6.
final class HttpSyntax {
  private HttpSyntax() {}

  /// Whether a character is white space around field values: WHATWG Fetch, "HTTP whitespace".
  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /// The index of the first character from `at` on that is not white space.
  static int skipSpace(String text, int at) {
    var i = at;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /// The text `[from, to)` without white space at its ends.
  static String trimmed(String text, int from, int to) {
    var start = from;
    var end = to;
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /// Whether a text is a token: at least one letter, digit or one of some marks.
  static boolean isToken(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Reads a quoted string; one that is not closed ends with the text.
  ///
  /// @param at the index after the opening quote
  /// @param content takes what it stands for
  /// @return the index after the closing quote
  static int quoted(String text, int at, StringBuilder content) {
    var i = at;
    while (i < text.length() && text.charAt(i) != '"') {
      if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        i++;
      }
      content.append(text.charAt(i++));
    }
    return Math.min(i + 1, text.length());
  }

  /// The index of the first comma or other mark outside of quoted strings, from `at` on.
  ///
  /// @return the length of the text when there is none
  static int commaOr(char mark, String text, int at) {
    var quoted = false;
    for (var i = at; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        i++;
      } else if (!quoted && (c == ',' || c == mark)) {
        return i;
      }
    }
    return text.length();
  }
}
