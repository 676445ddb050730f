package dev.spinneret.parse.http;

import dev.spinneret.parse.octets.Ascii;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The value of a Retry-After field: how long a server asks to be left alone (RFC 9110 §10.2.3).
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(365);

  private RetryAfter() {}

  /// Parses a value: a number of seconds or a date.
  ///
  /// @param value such as `120`
  /// @param now when it was received; dates are compared with it
  /// @return from now, zero for a date that has passed, at most 365 days; null when it is neither
  public static @Nullable Duration parse(String value, Instant now) {
    var text = value.strip();
    if (!text.isEmpty() && text.chars().allMatch(Ascii::isDigit)) {
      return text.length() > 9 ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(text)));
    }
    var until = HttpDate.parse(text, now);
    if (until == null) {
      return null;
    }
    return bounded(Duration.ofSeconds(Duration.between(now, until).toSeconds()));
  }

  private static Duration bounded(Duration pause) {
    if (pause.isNegative()) {
      return Duration.ZERO;
    }
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
