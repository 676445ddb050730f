package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.fetch.options.Bandwidth;
import dev.spinneret.fetch.options.FetchOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Lets the exchanges of a fetcher read in turn, as their [Bandwidth] allows.
///
/// ```text
///  wait behind the others ─▶ wait until all is paid for ─▶ let the next one wait ─▶ read, pay
/// ```
///
/// An exchange pays when it has read, not before: a server that sends nothing reserves nothing. The
/// next one waits for its turn only when this one's read has either taken bytes or found none; so
/// what is read at once is one chunk, and one for each exchange whose server had nothing to send.
final class ReadThrottle {
  /// An end of all waiting, should the bandwidth be far too small for the crawl.
  private static final long PATIENCE_NANOS = Duration.ofDays(1).toNanos();

  private final Bandwidth bandwidth;
  private final Dialer dialer;
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private boolean taken;

  ReadThrottle(Bandwidth bandwidth, Dialer dialer) {
    this.bandwidth = bandwidth;
    this.dialer = dialer;
  }

  /// The throttle that options ask for.
  ///
  /// @return null for no limit
  static @Nullable ReadThrottle of(FetchOptions options, Dialer dialer) {
    var bandwidth = options.network().bandwidth();
    return bandwidth == null ? null : new ReadThrottle(bandwidth, dialer);
  }

  /// Waits until the caller may read, and bounds how much.
  ///
  /// @param buffer to read into; its limit may be lowered
  /// @return how long that took, nanoseconds
  /// @throws PeerException if the thread is interrupted, or after a day
  long awaitTurn(ByteBuffer buffer) throws PeerException {
    var fromNanos = dialer.nowNanos();
    var turn = dialer.waiter();
    try {
      if (!enter(turn) && !turn.await(fromNanos + PATIENCE_NANOS)) {
        throw new PeerException(
            FailureCause.TOTAL_TIMEOUT, "no bandwidth within " + Duration.ofDays(1));
      }
      for (var atNanos = bandwidth.freeAtNanos();
          atNanos - dialer.nowNanos() > 0;
          atNanos = bandwidth.freeAtNanos()) {
        dialer.waiter().await(atNanos);
      }
    } finally {
      leave(turn);
    }
    buffer.limit(Math.min(buffer.limit(), buffer.position() + bandwidth.chunkBytes()));
    return dialer.nowNanos() - fromNanos;
  }

  /// Pays for what was read.
  void receive(int bytes) {
    bandwidth.receive(bytes, dialer.nowNanos());
  }

  private synchronized boolean enter(Waiter turn) {
    if (taken) {
      waiting.add(turn);
      return false;
    }
    taken = true;
    return true;
  }

  /// Hands the turn on, or gives up waiting for it.
  private synchronized void leave(Waiter turn) {
    if (waiting.remove(turn)) {
      return;
    }
    var next = waiting.poll();
    if (next == null) {
      taken = false;
    } else {
      next.wake();
    }
  }
}
