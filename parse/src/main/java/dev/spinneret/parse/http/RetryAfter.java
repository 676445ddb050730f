package dev.spinneret.parse.http;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The value of a Retry-After field: how long a server asks to be left alone (RFC 9110 §10.2.3).
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Pattern NUMBER = Pattern.compile("([0-9]+)(?:\\.([0-9]+))?");

  /// A larger number is a time: so many seconds, 31 years, nobody waits.
  private static final int MAX_SECONDS_DIGITS = 9;

  private static final int UNIX_SECONDS_DIGITS = 10;
  private static final int UNIX_MILLIS_DIGITS = 13;

  private RetryAfter() {}

  /// Parses a value: a number of seconds or a date. Servers also send fractions of a second, which
  /// are rounded up, and the time since 1970.
  ///
  /// @param value such as `120`
  /// @param now when it was received; dates are compared with it
  /// @return from now, zero for a date that has passed, at most 365 days; null when it is neither
  public static @Nullable Duration parse(String value, Instant now) {
    var text = value.strip();
    var number = NUMBER.matcher(text);
    if (number.matches()) {
      return ofNumber(number.group(1), number.group(2) != null, now);
    }
    var until = HttpDate.parse(text, now);
    if (until == null) {
      return null;
    }
    return bounded(Duration.ofSeconds(Duration.between(now, until).toSeconds()));
  }

  private static Duration ofNumber(String digits, boolean hasFraction, Instant now) {
    if (digits.length() <= MAX_SECONDS_DIGITS) {
      return bounded(Duration.ofSeconds(Long.parseLong(digits) + (hasFraction ? 1 : 0)));
    }
    return switch (digits.length()) {
      case UNIX_SECONDS_DIGITS ->
          bounded(Duration.between(now, Instant.ofEpochSecond(Long.parseLong(digits))));
      case UNIX_MILLIS_DIGITS ->
          bounded(Duration.between(now, Instant.ofEpochMilli(Long.parseLong(digits))));
      default -> LONGEST;
    };
  }

  private static Duration bounded(Duration pause) {
    if (pause.isNegative()) {
      return Duration.ZERO;
    }
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
