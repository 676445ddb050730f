package dev.spinneret.cli.flag;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads quantities as people type them: `200ms`, `12KB`, `5%`.
///
/// What cannot be read is a [ValueException] that names the text and what is allowed.
final class Quantities {
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("([0-9]{1,15})(?:\\.([0-9]{1,9}))? ?([A-Za-zµ%]*)");

  private static final int FRACTION_DIGITS = 9;
  private static final long BILLION = 1_000_000_000;

  private Quantities() {}

  /// Reads a duration.
  ///
  /// @param text a number of seconds, or a number and `us`, `ms`, `s`, `m`, `h` or `d`
  static Duration duration(String text) {
    var parsed = split(text);
    var nanos = parsed == null ? null : nanosPerUnit(parsed.unit());
    if (parsed == null || nanos == null) {
      throw ValueException.unreadable(
          "'%s' is not a duration; write seconds, or a number and ms, s, m, h or d, such as 10 or 200ms"
              .formatted(text));
    }
    return Duration.ofNanos(parsed.times(nanos, text));
  }

  /// Reads a size.
  ///
  /// @param text a number of bytes, or a number and `KB`, `MB`, `GB` (powers of 1,000) or `KiB`,
  ///   `MiB`, `GiB` (powers of 1,024)
  /// @return bytes
  static long bytes(String text) {
    var parsed = split(text);
    var unit = parsed == null ? null : bytesPerUnit(parsed.unit());
    if (parsed == null || unit == null) {
      throw ValueException.unreadable(
          "'%s' is not a size; write bytes, or a number and KB, MB, GB, KiB, MiB or GiB, such as 12KB"
              .formatted(text));
    }
    return parsed.times(unit, text);
  }

  /// Reads a rate.
  ///
  /// @param text a number of events a second, or a number and `/s`, `/m` or `/h`
  /// @return events a second, more than 0
  static double rate(String text) {
    var slash = text.indexOf('/');
    var parsed = split(slash < 0 ? text : text.substring(0, slash));
    var seconds = slash < 0 ? 1.0 : secondsPerUnit(text.substring(slash + 1).strip());
    if (parsed == null || !parsed.unit().isEmpty() || seconds == 0 || parsed.toDouble() == 0) {
      throw ValueException.unreadable(
          "'%s' is not a rate; write requests a second, or a number and /s, /m or /h, such as 5/s"
              .formatted(text));
    }
    return parsed.toDouble() / seconds;
  }

  private static double secondsPerUnit(String unit) {
    return switch (unit) {
      case "s", "sec" -> 1;
      case "m", "min" -> 60;
      case "h" -> 3_600;
      default -> 0;
    };
  }

  /// Reads a number of bytes a second.
  ///
  /// @param text a size, which `/s` may follow
  /// @return bytes a second, more than 0
  static long bytesPerSecond(String text) {
    var size = text.strip();
    var bytes = bytes(size.endsWith("/s") ? size.substring(0, size.length() - 2) : size);
    if (bytes == 0) {
      throw ValueException.outOfRange(text.strip(), "more than 0 is allowed, such as 500KB");
    }
    return bytes;
  }

  /// Reads a share.
  ///
  /// @param text a number from 0 to 1, or a percentage
  /// @return 0 to 1
  static double share(String text) {
    var parsed = split(text);
    if (parsed != null && (parsed.unit().isEmpty() || parsed.unit().equals("%"))) {
      var share = parsed.toDouble() / (parsed.unit().isEmpty() ? 1 : 100);
      if (share <= 1) {
        return share;
      }
    }
    throw ValueException.unreadable(
        "'%s' is not a share; write a number from 0 to 1 or a percentage, such as 0.05 or 5%%"
            .formatted(text));
  }

  /// A number and what it counts.
  ///
  /// @param whole up to 15 digits
  /// @param billionths the fraction, less than a billion
  private record Parsed(long whole, long billionths, String unit) {
    double toDouble() {
      return whole + (double) billionths / BILLION;
    }

    /// The number of the smallest unit, rounded to the nearest.
    long times(long unitSize, String text) {
      long rest = unitSize % BILLION;
      long fraction =
          billionths * (unitSize / BILLION) + (billionths * rest + BILLION / 2) / BILLION;
      try {
        return Math.addExact(Math.multiplyExact(whole, unitSize), fraction);
      } catch (ArithmeticException _) {
        throw ValueException.unreadable("'%s' is too large".formatted(text));
      }
    }
  }

  private static @Nullable Parsed split(String text) {
    var matcher = NUMBER_AND_UNIT.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    var fraction = matcher.group(2) == null ? "" : matcher.group(2);
    var billionths = fraction + "0".repeat(FRACTION_DIGITS - fraction.length());
    return new Parsed(
        Long.parseLong(matcher.group(1)), Long.parseLong(billionths), matcher.group(3));
  }

  private static @Nullable Long nanosPerUnit(String unit) {
    return switch (unit) {
      case "ns" -> 1L;
      case "us", "µs" -> 1_000L;
      case "ms" -> 1_000_000L;
      case "", "s", "sec" -> 1_000_000_000L;
      case "m", "min" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      case "d" -> 86_400_000_000_000L;
      default -> null;
    };
  }

  private static @Nullable Long bytesPerUnit(String unit) {
    return switch (unit) {
      case "", "B" -> 1L;
      case "k", "K", "kB", "KB" -> 1_000L;
      case "M", "MB" -> 1_000_000L;
      case "G", "GB" -> 1_000_000_000L;
      case "KiB" -> 1L << 10;
      case "MiB" -> 1L << 20;
      case "GiB" -> 1L << 30;
      default -> null;
    };
  }
}
