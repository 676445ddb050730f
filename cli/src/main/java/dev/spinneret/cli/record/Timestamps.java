package dev.spinneret.cli.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Writes instants with milliseconds; the part before them is made once a second.
final class Timestamps {
  private long second = Long.MIN_VALUE;
  private String prefix = "";

  /// The text of an instant.
  ///
  /// @return such as 2026-11-01T12:00:00.123Z
  String text(Instant instant) {
    if (instant.getEpochSecond() != second) {
      second = instant.getEpochSecond();
      var text = instant.truncatedTo(ChronoUnit.SECONDS).toString();
      prefix = text.substring(0, text.length() - 1) + ".";
    }
    var millis = instant.getNano() / 1_000_000;
    return prefix
        + (char) ('0' + millis / 100)
        + (char) ('0' + millis / 10 % 10)
        + (char) ('0' + millis % 10)
        + "Z";
  }
}
