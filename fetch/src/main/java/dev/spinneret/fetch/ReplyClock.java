package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.fetch.options.Timeouts;
import java.util.function.LongSupplier;

/// The time limits of one exchange: when the first byte must have arrived, how many bytes of the
/// reply must arrive in each window of time, and when all of it must be there. It also measures how
/// long the server took, and for how long the body came.
///
/// ```text
///  sending ─▶ sent ─▶ first byte ─▶ … ─▶ end
///             └ firstByte ┘
///                         └ window ┘└ window ┘
///  └──────────────── deadline ─────────────────┘
/// ```
final class ReplyClock {
  private final LongSupplier clock;
  private final Timeouts timeouts;
  private final Timings timings;
  private final long windowNanos;
  private final long windowLeastBytes;
  private long deadlineAtNanos;
  private long sentAtNanos;
  private long firstByteAtNanos;
  private boolean begun;
  private long windowEndsAtNanos;
  private long windowBytes;

  /// @param clock the monotonic time
  /// @param timings receives how long the phases took
  /// @param deadlineAtNanos of the whole fetch
  ReplyClock(LongSupplier clock, Timeouts timeouts, Timings timings, long deadlineAtNanos) {
    this.clock = clock;
    this.timeouts = timeouts;
    this.timings = timings;
    this.deadlineAtNanos = deadlineAtNanos;
    this.windowNanos = timeouts.minRateWindow().toNanos();
    this.windowLeastBytes = timeouts.minBytesPerSecond() * windowNanos / 1_000_000_000;
  }

  /// Notes that the request is about to be sent, or was sent: the server has the time from then on.
  void sent() {
    sentAtNanos = clock.getAsLong();
  }

  /// Whether the reply has begun.
  boolean hasBegun() {
    return begun;
  }

  /// Notes that bytes of the reply have arrived.
  ///
  /// @throws PeerException if they came too late, or too slowly
  void received(int count) throws PeerException {
    begin();
    long nowNanos = clock.getAsLong();
    windowBytes += count;
    if (nowNanos - deadlineAtNanos >= 0) {
      throw timeout();
    }
    if (nowNanos - windowEndsAtNanos >= 0) {
      nextWindow();
    }
  }

  /// Notes that the reply has begun.
  void begin() {
    if (!begun) {
      begun = true;
      firstByteAtNanos = clock.getAsLong();
      timings.waitNanos += firstByteAtNanos - sentAtNanos;
      windowEndsAtNanos = firstByteAtNanos + windowNanos;
      windowBytes = 0;
    }
  }

  /// Notes that what came was an interim reply: the server is still at work (RFC 9110 §15.2), and
  /// has as long as after the request.
  void interim() {
    begun = false;
    sentAtNanos = clock.getAsLong();
  }

  /// Notes that a read has reached [#readDeadline()].
  ///
  /// @throws PeerException unless only a window of time is over in which enough has arrived
  void readTimedOut() throws PeerException {
    if (begun && windowLeastBytes > 0 && clock.getAsLong() - deadlineAtNanos < 0) {
      nextWindow();
    } else {
      throw timeout();
    }
  }

  /// Counts time that passed for our sake neither as latency nor against a limit.
  void exclude(long nanos) {
    extend(nanos);
    if (begun) {
      firstByteAtNanos += nanos;
    } else {
      sentAtNanos += nanos;
    }
  }

  /// Does not count time against a limit.
  void extend(long nanos) {
    deadlineAtNanos += nanos;
    windowEndsAtNanos += nanos;
  }

  /// Notes that the exchange has ended.
  void end() {
    if (begun) {
      timings.bodyNanos += clock.getAsLong() - firstByteAtNanos;
    } else {
      timings.waitNanos += clock.getAsLong() - sentAtNanos;
    }
  }

  /// When the first byte must have arrived.
  long firstByteDeadline() {
    return Math.min(deadlineAtNanos, sentAtNanos + timeouts.firstByte().toNanos());
  }

  /// When the next bytes must have arrived.
  long readDeadline() {
    if (!begun) {
      return firstByteDeadline();
    }
    return windowLeastBytes > 0 ? Math.min(deadlineAtNanos, windowEndsAtNanos) : deadlineAtNanos;
  }

  /// The failure of a server that has exceeded a limit.
  PeerException timeout() {
    if (!begun && clock.getAsLong() - deadlineAtNanos < 0) {
      return new PeerException(
          FailureCause.FIRST_BYTE_TIMEOUT,
          "no reply within " + timeouts.firstByte().toMillis() + " ms");
    }
    return new PeerException(
        FailureCause.TOTAL_TIMEOUT, "no whole reply within " + timeouts.total().toMillis() + " ms");
  }

  private void nextWindow() throws PeerException {
    if (windowBytes < windowLeastBytes) {
      throw new PeerException(
          FailureCause.TOO_SLOW,
          windowBytes + " bytes in " + timeouts.minRateWindow().toMillis() + " ms");
    }
    windowBytes = 0;
    windowEndsAtNanos = clock.getAsLong() + windowNanos;
  }
}
