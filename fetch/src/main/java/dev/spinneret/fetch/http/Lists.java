package dev.spinneret.fetch.http;

/// Comma-separated field values (RFC 9110 §5.6.1).
final class Lists {
  private Lists() {}

  /// Removes SP and HTAB at both ends; no other character is white space in HTTP.
  static String trim(String text) {
    var from = 0;
    var to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /// Whether the list has such a member, ignoring case.
  static boolean has(String list, String member) {
    var from = 0;
    while (from <= list.length()) {
      var comma = list.indexOf(',', from);
      var end = comma < 0 ? list.length() : comma;
      var to = end;
      while (from < to && isBlank(list.charAt(from))) {
        from++;
      }
      while (to > from && isBlank(list.charAt(to - 1))) {
        to--;
      }
      if (to - from == member.length()
          && list.regionMatches(true, from, member, 0, member.length())) {
        return true;
      }
      from = end + 1;
    }
    return false;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
