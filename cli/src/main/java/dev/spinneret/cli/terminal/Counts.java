package dev.spinneret.cli.terminal;

import java.util.Locale;

/// Numbers of things, as people read them.
public final class Counts {
  private static final String[] UNITS = {"KB", "MB", "GB"};

  private Counts() {}

  /// A number and what it counts.
  ///
  /// @param one the singular; the plural has an s
  /// @return such as `1 page` or `1,200 pages`
  public static String of(long count, String one) {
    return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
  }

  /// A number of bytes, short.
  ///
  /// @param bytes how many
  /// @return such as `512 B` or `3.6 MB`
  public static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    var value = bytes / 1e3;
    for (var unit : UNITS) {
      if (value < 999.95) { // or it would be rounded up to 1000.0
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
      }
      value /= 1_000;
    }
    return String.format(Locale.ROOT, "%.1f TB", value);
  }

  /// A length of time, short.
  ///
  /// @param seconds how long
  /// @return such as `0:07`, `12:30` or `1:02:03`
  public static String clock(long seconds) {
    long hours = seconds / 3_600;
    return hours == 0
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", hours, seconds / 60 % 60, seconds % 60);
  }
}
