package dev.spinneret.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/// How long the sample web waits before it answers, as typed after `--latency`.
sealed interface LatencyOption {

  /// The same wait for every request.
  ///
  /// @param duration 0 or more
  record Fixed(Duration duration) implements LatencyOption {}

  /// Waits drawn from a log-normal distribution.
  ///
  /// @param median half of the waits are shorter
  /// @param sigma the standard deviation of the logarithm; 0 or more
  record LogNormal(Duration median, double sigma) implements LatencyOption {}

  /// `lognormal(MEDIAN,SIGMA)`.
  Pattern LOG_NORMAL = Pattern.compile("lognormal\\(([^,()]+),([^,()]+)\\)");

  /// Reads a distribution.
  ///
  /// @param text `0`, a duration, or `lognormal(MEDIAN,SIGMA)`
  /// @return the distribution
  static LatencyOption parse(String text) {
    var matcher = LOG_NORMAL.matcher(text.replace(" ", ""));
    if (!matcher.matches()) {
      try {
        return new Fixed(Quantities.duration(text));
      } catch (TypeConversionException _) {
        throw unreadable(text);
      }
    }
    try {
      var sigma = Double.parseDouble(matcher.group(2));
      if (sigma >= 0 && sigma <= 10) {
        return new LogNormal(Quantities.duration(matcher.group(1)), sigma);
      }
      throw unreadable(text);
    } catch (NumberFormatException _) {
      throw unreadable(text);
    }
  }

  private static TypeConversionException unreadable(String text) {
    return new TypeConversionException(
        "'%s' is no latency; write 0, a duration such as 200ms, or lognormal(200ms,0.5)"
            .formatted(text));
  }

  /// The text that [#parse] reads back to the same distribution.
  ///
  /// @return such as `200ms`
  default String text() {
    return switch (this) {
      case Fixed(var duration) -> micros(duration);
      case LogNormal(var median, var sigma) -> "lognormal(" + micros(median) + "," + sigma + ")";
    };
  }

  private static String micros(Duration duration) {
    return duration.isZero() ? "0" : duration.toNanos() / 1_000 + "us";
  }
}
