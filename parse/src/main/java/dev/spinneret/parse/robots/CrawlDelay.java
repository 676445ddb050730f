package dev.spinneret.parse.robots;

import dev.spinneret.parse.octets.Ascii;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The value of a Crawl-delay line, which no standard describes: seconds, whole or decimal.
final class CrawlDelay {
  private static final Duration LIMIT = Duration.ofDays(365);

  private CrawlDelay() {}

  /// Reads the number at the start of `value`; what follows it (`10 # s`, `10<BR>`) is ignored.
  /// Null when there is none; at most a year.
  static @Nullable Duration parse(String value) {
    int end = 0;
    while (end < value.length() && Ascii.isDigit(value.charAt(end))) {
      end++;
    }
    boolean hasDigit = end > 0;
    if (end + 1 < value.length()
        && value.charAt(end) == '.'
        && Ascii.isDigit(value.charAt(end + 1))) {
      hasDigit = true;
      end++;
      while (end < value.length() && Ascii.isDigit(value.charAt(end))) {
        end++;
      }
    }
    if (!hasDigit) {
      return null;
    }
    double seconds = Double.parseDouble(value.substring(0, end));
    return seconds >= LIMIT.toSeconds() ? LIMIT : Duration.ofNanos(Math.round(seconds * 1e9));
  }

  /// The longer of two delays for the same crawler, which satisfies both.
  static @Nullable Duration longer(@Nullable Duration a, @Nullable Duration b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) >= 0 ? a : b;
  }
}
