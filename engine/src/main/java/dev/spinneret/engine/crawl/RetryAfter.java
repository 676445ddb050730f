package dev.spinneret.engine.crawl;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// The Retry-After header: how long a host asks to be left alone (RFC 9110 §10.2.3).
final class RetryAfter {
  private static final long LONGEST_SECONDS = Duration.ofDays(365).toSeconds();
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

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
    try {
      var until = ZonedDateTime.parse(text, HTTP_DATE).toInstant();
      long seconds = Duration.between(wallClock.instant(), until).toSeconds();
      return Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST_SECONDS)).toNanos();
    } catch (DateTimeParseException _) {
      return -1;
    }
  }
}
