package dev.spinneret.engine.crawl;

import dev.spinneret.parse.http.HttpDate;
import java.time.Duration;
import java.time.InstantSource;

/// The Retry-After header: how long a host asks to be left alone (RFC 9110 §10.2.3).
final class RetryAfter {
  private static final long LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

  private RetryAfter() {}

  /// Reads the header of a 429 or a 503, as a number of seconds or as a date.
  ///
  /// @param reply any reply
  /// @param wallClock what dates are compared with
  /// @return nanoseconds from now, 0 for a date that has passed; -1 when there is nothing to obey
  static long nanos(Reply reply, InstantSource wallClock) {
    var value = reply.headers().first("Retry-After");
    if (value == null || (reply.status() != 429 && reply.status() != 503)) {
      return -1;
    }
    var text = value.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      long seconds =
          text.length() > 9 ? LONGEST_SECONDS : Math.min(LONGEST_SECONDS, Long.parseLong(text));
      return Duration.ofSeconds(seconds).toNanos();
    }
    var now = wallClock.instant();
    var until = HttpDate.parse(text, now);
    if (until == null) {
      return -1;
    }
    long seconds = Duration.between(now, until).toSeconds();
    return Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST_SECONDS)).toNanos();
  }
}
