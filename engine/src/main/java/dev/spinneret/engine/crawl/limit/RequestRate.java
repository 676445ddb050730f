package dev.spinneret.engine.crawl.limit;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How many requests may be sent in a second, to all hosts together: a token bucket, which the
/// caller's clock fills.
///
/// A request costs a token when it is sent. A visit is started only when there is a token for its
/// first request; what it sends beyond that (another robots.txt after a redirect) is sent at once
/// and leaves the bucket in debt, for which later visits wait. So the requests of any span of time
/// are at most the rate's, and the burst and the further requests of visits under way.
///
/// Belongs to one loop.
public final class RequestRate {
  /// The bucket holds what the rate allows in this time, so that high rates need no timer for each
  /// request.
  private static final double BURST_SECONDS = 0.2;

  private static final double NANOS_PER_SECOND = 1e9;

  /// Less than this is missing only because sums of fractions are inexact.
  private static final double ROUNDING = 1e-6;

  private final double perSecond;
  private final double capacity;
  private double tokens;
  private long filledAtNanos = Long.MIN_VALUE;
  private boolean refused;

  /// Visits that were started and have sent nothing yet.
  private final Set<Object> started = new HashSet<>();

  /// Creates a full bucket.
  ///
  /// @param perSecond requests a second; 0 for no limit
  public RequestRate(double perSecond) {
    this.perSecond = perSecond;
    capacity = Math.max(1, perSecond * BURST_SECONDS);
    tokens = capacity;
  }

  /// How many visits may be started now.
  ///
  /// @param nowNanos the instant
  /// @return `Integer.MAX_VALUE` without a limit; may be less than 0
  public int free(long nowNanos) {
    if (perSecond == 0) {
      return Integer.MAX_VALUE;
    }
    fill(nowNanos);
    int free = (int) Math.floor(tokens + ROUNDING) - started.size();
    refused = free <= 0;
    return free;
  }

  /// When a visit may be started, if none could be when [#free] was last called.
  ///
  /// @return `Long.MAX_VALUE` if there was a token then
  public long nextAtNanos() {
    if (!refused) {
      return Long.MAX_VALUE;
    }
    double missing = started.size() + 1 - tokens;
    return filledAtNanos + (long) Math.ceil(missing / perSecond * NANOS_PER_SECOND);
  }

  /// Reserves a token for the first request of a visit.
  ///
  /// @param visit identifies it
  public void start(Object visit) {
    if (perSecond > 0) {
      started.add(visit);
    }
  }

  /// Takes a token for a request.
  ///
  /// @param visit that sends it; null if it is no visit's
  /// @param nowNanos the instant
  public void send(@Nullable Object visit, long nowNanos) {
    if (perSecond > 0) {
      started.remove(visit);
      fill(nowNanos);
      tokens--;
    }
  }

  /// Gives up the token that a visit has not used.
  ///
  /// @param visit that has ended
  public void end(Object visit) {
    started.remove(visit);
  }

  private void fill(long nowNanos) {
    if (filledAtNanos == Long.MIN_VALUE) {
      filledAtNanos = nowNanos;
    } else if (nowNanos > filledAtNanos) {
      double filled = (nowNanos - filledAtNanos) / NANOS_PER_SECOND * perSecond;
      tokens = Math.min(capacity, tokens + filled);
      filledAtNanos = nowNanos;
    }
  }
}
