package dev.spinneret.fetch.options;

import java.time.Duration;

/// How long the parts of a fetch may take.
///
/// @param connect one TCP connection, above 0
/// @param firstByte from the request's last byte to the reply's first, above 0
/// @param total the whole fetch, retries included, above 0
/// @param minBytesPerSecond the least rate of a reply, averaged over `minRateWindow`; 0 for none
/// @param minRateWindow how long a reply may stay below that rate, above 0
public record Timeouts(
    Duration connect,
    Duration firstByte,
    Duration total,
    long minBytesPerSecond,
    Duration minRateWindow) {
  /// 10 s to connect, 20 s for the first byte, 30 s in all, 64 bytes a second over 10 s.
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          64,
          Duration.ofSeconds(10));

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException if one is not allowed
  public Timeouts {
    Allowed.positive("connectTimeout", connect);
    Allowed.positive("firstByteTimeout", firstByte);
    Allowed.positive("totalTimeout", total);
    Allowed.atLeast(0, "minBytesPerSecond", minBytesPerSecond);
    Allowed.positive("minRateWindow", minRateWindow);
  }

  /// The same timeouts with another one for connections.
  ///
  /// @param newConnect one TCP connection
  /// @return a copy
  public Timeouts withConnect(Duration newConnect) {
    return new Timeouts(newConnect, firstByte, total, minBytesPerSecond, minRateWindow);
  }

  /// The same timeouts with another one for the first byte.
  ///
  /// @param newFirstByte from the request's last byte to the reply's first
  /// @return a copy
  public Timeouts withFirstByte(Duration newFirstByte) {
    return new Timeouts(connect, newFirstByte, total, minBytesPerSecond, minRateWindow);
  }

  /// The same timeouts with another one for the whole fetch.
  ///
  /// @param newTotal retries included
  /// @return a copy
  public Timeouts withTotal(Duration newTotal) {
    return new Timeouts(connect, firstByte, newTotal, minBytesPerSecond, minRateWindow);
  }

  /// The same timeouts with another least rate.
  ///
  /// @param bytesPerSecond 0 for none
  /// @param window how long a reply may stay below it
  /// @return a copy
  public Timeouts withMinRate(long bytesPerSecond, Duration window) {
    return new Timeouts(connect, firstByte, total, bytesPerSecond, window);
  }
}
