package dev.spinneret.fetch.options;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes a second all fetches together may receive, which holds for one fetcher, on any
/// number of loops or threads. Thread-safe.
///
/// What was received is paid for afterwards, by a time during which nothing more is read. The
/// system's buffers then fill, and the servers have to wait (TCP's flow control).
public final class Bandwidth {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /// What was not used in this time may be used later.
  private static final long CREDIT_NANOS = NANOS_PER_SECOND / 10;

  /// Far from where differences of instants overflow.
  private static final long LONG_AGO_NANOS = Long.MIN_VALUE / 2;

  private static final int MIN_CHUNK = 512;
  private static final int LARGEST_CHUNK = 16 * 1024;

  private final long bytesPerSecond;

  /// When all that was received is paid for; an instant of the fetcher's clock.
  private final AtomicLong freeAtNanos = new AtomicLong(LONG_AGO_NANOS);

  private final AtomicLong receivedBytes = new AtomicLong();

  /// Creates a limit of which nothing is used.
  ///
  /// @param bytesPerSecond above 0
  /// @throws IllegalArgumentException if it is not
  public Bandwidth(long bytesPerSecond) {
    if (bytesPerSecond <= 0) {
      throw new IllegalArgumentException("bandwidth is " + bytesPerSecond + "; above 0 is allowed");
    }
    this.bytesPerSecond = bytesPerSecond;
  }

  /// The limit.
  ///
  /// @return bytes
  public long bytesPerSecond() {
    return bytesPerSecond;
  }

  /// What all fetches have received so far, heads included, without TLS.
  ///
  /// @return bytes
  public long receivedBytes() {
    return receivedBytes.get();
  }

  /// The most to read at a time: a tenth of a second's worth.
  ///
  /// @return bytes
  public int chunkBytes() {
    return Math.clamp(bytesPerSecond / 10, MIN_CHUNK, LARGEST_CHUNK);
  }

  /// When all that was received is paid for.
  ///
  /// @return an instant of the fetcher's clock
  public long freeAtNanos() {
    return freeAtNanos.get();
  }

  /// Pays for bytes.
  ///
  /// @param bytes that were read
  /// @param nowNanos the instant
  public void receive(int bytes, long nowNanos) {
    receivedBytes.addAndGet(bytes);
    // At most 2^31 bytes, so the product fits.
    long costNanos = bytes * NANOS_PER_SECOND / bytesPerSecond;
    freeAtNanos.accumulateAndGet(
        costNanos, (at, cost) -> Math.max(at, nowNanos - CREDIT_NANOS) + cost);
  }
}
