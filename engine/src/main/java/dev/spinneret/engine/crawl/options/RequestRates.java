package dev.spinneret.engine.crawl.options;

/// The most requests in a second; robots.txt and further attempts count, too.
///
/// @param perSecond all hosts together; 0 for no limit
/// @param hostPerSecond at one host; 0 for no limit. Unlike a delay, it lets several requests be in
///   flight at a time
public record RequestRates(double perSecond, double hostPerSecond) {
  /// No limits.
  public static final RequestRates UNLIMITED = new RequestRates(0, 0);

  /// Checks both.
  ///
  /// @throws IllegalArgumentException if one is negative or not finite
  public RequestRates {
    check(perSecond);
    check(hostPerSecond);
  }

  private static void check(double rate) {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("rate " + rate + ": finite, not negative");
    }
  }

  /// The least time between two requests to a host that its rate leaves.
  ///
  /// @return 0 for no limit
  public long hostIntervalNanos() {
    return hostPerSecond == 0 ? 0 : (long) Math.ceil(1e9 / hostPerSecond);
  }
}
