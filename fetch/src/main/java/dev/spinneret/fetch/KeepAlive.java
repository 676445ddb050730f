package dev.spinneret.fetch;

import dev.spinneret.parse.http.Headers;

/// The Keep-Alive field: `timeout=5, max=100` (RFC 2068 §19.7.1.1; Apache and nodejs send it).
final class KeepAlive {
  private static final String TIMEOUT = "timeout=";

  private KeepAlive() {}

  /// How long to keep an idle connection: a second less than the server announced, so that a
  /// request does not cross the close. [Long#MAX_VALUE] if the server announced nothing.
  static long keptNanos(Headers headers) {
    var field = headers.first("Keep-Alive");
    var at = field == null ? -1 : field.indexOf(TIMEOUT);
    if (field == null || at < 0) {
      return Long.MAX_VALUE;
    }
    var seconds = 0L;
    for (var i = at + TIMEOUT.length(); i < field.length() && seconds < 1_000_000; i++) {
      var digit = field.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      seconds = 10 * seconds + digit;
    }
    return Math.max(0, seconds - 1) * 1_000_000_000;
  }
}
