package dev.spinneret.engine.crawl.options;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How fast a crawl sends requests.
///
/// @param concurrency fetches in flight at the same time, all hosts together, at least 1
/// @param perHost fetches in flight at the same time at one host; 0 for as many as latency allows,
///   which is at most [#MAX_PER_HOST], or the whole concurrency for a loopback host
/// @param delay the least time from one request to the next at a host; null if only robots.txt may
///   demand one
/// @param rates how many requests may be sent in a second
/// @param crawlDelay for which hosts the Crawl-delay of robots.txt holds
public record PaceOptions(
    int concurrency,
    int perHost,
    @Nullable Duration delay,
    RequestRates rates,
    DelayRule crawlDelay) {
  /// The most that an adaptive limit gives to a host on the web; an address that serves several
  /// hosts gets at most twice that.
  public static final int MAX_PER_HOST = 6;

  /// The longest Crawl-delay that is obeyed as written; longer ones count as this.
  public static final Duration MAX_CRAWL_DELAY = Duration.ofMinutes(5);

  /// 1,000 fetches at a time, an adaptive limit for each host, no rates.
  public static final PaceOptions DEFAULT =
      new PaceOptions(1_000, 0, null, RequestRates.UNLIMITED, DelayRule.WEB);

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if `concurrency` is less than 1, or another number is
  ///   negative
  public PaceOptions {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency " + concurrency + ": at least 1");
    }
    if (perHost < 0) {
      throw new IllegalArgumentException("concurrency per host " + perHost + ": at least 0");
    }
    if (delay != null && delay.isNegative()) {
      throw new IllegalArgumentException("delay " + delay + ": not negative");
    }
  }

  /// The same pace with another concurrency.
  ///
  /// @param newConcurrency fetches in flight at the same time, all hosts together
  /// @return a copy
  public PaceOptions withConcurrency(int newConcurrency) {
    return new PaceOptions(newConcurrency, perHost, delay, rates, crawlDelay);
  }

  /// The same pace with another limit for each host.
  ///
  /// @param newPerHost fetches in flight at the same time at one host; 0 for an adaptive limit
  /// @return a copy
  public PaceOptions withPerHost(int newPerHost) {
    return new PaceOptions(concurrency, newPerHost, delay, rates, crawlDelay);
  }

  /// The same pace with another delay.
  ///
  /// @param newDelay the least time from one request to the next at a host
  /// @return a copy
  public PaceOptions withDelay(Duration newDelay) {
    return new PaceOptions(concurrency, perHost, newDelay, rates, crawlDelay);
  }

  /// The same pace with other rates.
  ///
  /// @param newRates how many requests may be sent in a second
  /// @return a copy
  public PaceOptions withRates(RequestRates newRates) {
    return new PaceOptions(concurrency, perHost, delay, newRates, crawlDelay);
  }

  /// The same pace with another rule for the Crawl-delay.
  ///
  /// @param newCrawlDelay for which hosts it holds
  /// @return a copy
  public PaceOptions withCrawlDelay(DelayRule newCrawlDelay) {
    return new PaceOptions(concurrency, perHost, delay, rates, newCrawlDelay);
  }
}
