package dev.spinneret.engine.crawl.limit;

import java.net.InetAddress;

/// The limit that the hosts of one address share: a knee of its own, fed with what is in flight at
/// all of them together. On the loop's thread.
public final class AddressLimit {
  private static final int START = 8;

  private final String name;
  private final Knee knee;
  private int inFlightCount;
  private int lastLimit;

  /// Creates the limit of an address at which nothing is in flight.
  ///
  /// @param address names it
  /// @param most its ceiling; 1 or more
  public AddressLimit(InetAddress address, int most) {
    this.name = address.getHostAddress();
    this.knee = new Knee(START, most, Knee.Start.STEADY);
  }

  /// The address as text, without a host name.
  ///
  /// @return the same text for the same address
  public String name() {
    return name;
  }

  /// How many requests may be in flight at all hosts of the address together.
  ///
  /// @return 1 or more
  public int limit() {
    return knee.limitNow();
  }

  /// Whether the limit has changed since the last call.
  ///
  /// @return true at the first call
  public boolean hasChanged() {
    int limit = limit();
    boolean changed = limit != lastLimit;
    lastLimit = limit;
    return changed;
  }

  /// Records that a request is sent.
  ///
  /// @return how many are now in flight at the address
  public int sent() {
    return ++inFlightCount;
  }

  /// Records that a request is over, however it ended.
  public void done() {
    inFlightCount--;
  }

  /// Records a reply to a page of one of the hosts.
  ///
  /// @param sent its request
  /// @param latencyNanos from the end of the request to the end of the reply
  /// @param nowNanos the loop's time
  public void replied(Sent sent, long latencyNanos, long nowNanos) {
    knee.replied(sent.addressInFlightCount(), sent.atNanos(), latencyNanos, nowNanos);
  }
}
