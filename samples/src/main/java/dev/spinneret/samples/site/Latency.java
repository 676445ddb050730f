package dev.spinneret.samples.site;

import java.util.Locale;
import java.util.regex.Pattern;

/// How long the sample web thinks before it answers.
public sealed interface Latency {
  /// Always the same time.
  ///
  /// @param nanos 0 or more
  record Constant(long nanos) implements Latency {}

  /// A time whose logarithm is normally distributed: most answers near the median, a few very late.
  ///
  /// @param medianNanos half of the answers are faster
  /// @param sigma the standard deviation of the logarithm; 0.5 is a typical web server
  record LogNormal(long medianNanos, double sigma) implements Latency {}

  /// The delay of one answer: a pure function of `mixed`.
  ///
  /// @param mixed a well-spread number that stands for the answer
  /// @return nanoseconds, 0 or more
  default long nanos(long mixed) {
    return switch (this) {
      case Constant(long nanos) -> nanos;
      case LogNormal(long medianNanos, double sigma) ->
          (long) (medianNanos * Math.exp(sigma * gaussian(mixed)));
    };
  }

  /// Reads `0`, a time with its unit such as `200ms` or `1.5s`, or `lognormal(200ms,0.5)`.
  ///
  /// @param text as typed
  /// @return what it means
  /// @throws IllegalArgumentException if it is none of the three
  static Latency parse(String text) {
    var shape = Pattern.compile("lognormal\\(\\s*([^,]+?)\\s*,\\s*([0-9.]+)\\s*\\)");
    var matcher = shape.matcher(text.strip().toLowerCase(Locale.ROOT));
    try {
      if (matcher.matches()) {
        return new LogNormal(parseNanos(matcher.group(1)), Double.parseDouble(matcher.group(2)));
      }
      return new Constant(parseNanos(text.strip().toLowerCase(Locale.ROOT)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "latency '" + text + "' is none of 0, a time such as 200ms, lognormal(200ms,0.5)", e);
    }
  }

  private static long parseNanos(String text) {
    if (text.equals("0")) {
      return 0;
    }
    var units = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(us|ms|s)").matcher(text);
    if (!units.matches()) {
      throw new NumberFormatException(text);
    }
    double nanosPerUnit =
        switch (units.group(2)) {
          case "us" -> 1e3;
          case "ms" -> 1e6;
          default -> 1e9;
        };
    return Math.round(Double.parseDouble(units.group(1)) * nanosPerUnit);
  }

  /// Box and Muller's transformation of two uniform numbers.
  private static double gaussian(long mixed) {
    double radius = Math.sqrt(-2 * Math.log(1 - Mix.unit(mixed)));
    return radius * Math.cos(2 * Math.PI * Mix.unit(Mix.of(mixed, 1, 1)));
  }
}
