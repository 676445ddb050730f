package dev.spinneret.cli.html;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Figures as people read them.
public final class Figures {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Figures() {}

  /// A number, such as `1,234`.
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// A number and what is counted, such as `1 page` or `1,234 pages`.
  ///
  /// @param one the name of a single one
  /// @param many the name of several, and of none
  public static String count(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  /// A size, such as `12.3 kB`.
  ///
  /// @param bytes 0 or more
  /// @return with three digits and a decimal unit
  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    var value = (double) bytes;
    for (var unit : new String[] {"kB", "MB", "GB"}) {
      value /= 1_000;
      if (value < 999.5) {
        return significant(value) + " " + unit;
      }
    }
    return significant(value / 1_000) + " TB";
  }

  /// A time, such as `87 ms` or `1.25 s`.
  ///
  /// @param millis milliseconds, 0 or more
  /// @return with three digits and a unit
  public static String millis(double millis) {
    if (millis < 999.5) {
      return significant(millis) + " ms";
    }
    var seconds = millis / 1_000;
    return seconds < 120
        ? significant(seconds) + " s"
        : seconds < 7_200 ? Math.round(seconds / 60) + " min" : significant(seconds / 3_600) + " h";
  }

  /// Three digits at most.
  private static String significant(double value) {
    var text =
        String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }

  /// A share, such as `2.3 %`.
  ///
  /// @param whole 0 or more
  public static String share(long part, long whole) {
    return whole == 0 ? "0 %" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /// A day in UTC, such as `30 November 2026`.
  public static String day(Instant instant) {
    return DAY.format(instant);
  }

  /// A time of the day in UTC, such as `05:20:31`.
  public static String time(Instant instant) {
    return TIME.format(instant);
  }
}
