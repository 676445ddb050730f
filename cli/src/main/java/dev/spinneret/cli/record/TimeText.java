package dev.spinneret.cli.record;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// Instants and lengths of time as records have them.
final class TimeText {
  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private TimeText() {}

  /// The text of an instant.
  ///
  /// @return such as 2026-11-01T12:00:00.123Z
  static String of(Instant instant) {
    return INSTANT.format(instant);
  }

  /// The text of a number of milliseconds, to the microsecond. (BigDecimal would do it, but takes
  /// 10 ms to begin.)
  ///
  /// @return such as 12.345, without zeros at the end
  static String millis(long nanos) {
    long micros = nanos / 1_000;
    if (micros % 1_000 == 0) {
      return Long.toString(micros / 1_000);
    }
    var text = new StringBuilder(12).append(micros / 1_000).append('.');
    long rest = micros % 1_000;
    for (long unit = 100; rest > 0; unit /= 10) {
      text.append((char) ('0' + rest / unit));
      rest %= unit;
    }
    return text.toString();
  }
}
