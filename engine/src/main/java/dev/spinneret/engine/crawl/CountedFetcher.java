package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.limit.RequestRate;
import dev.spinneret.engine.crawl.options.RequestRates;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;

/// Counts the requests that are on the wire, against the limit on their rate: what waits for a
/// host's turn, its robots.txt or another attempt is not among them.
final class CountedFetcher implements Fetcher {
  private final Fetcher fetcher;
  private final EventLoop loop;
  final RequestRate rate;
  private int count;
  private int peak;
  private long all;

  CountedFetcher(Fetcher fetcher, EventLoop loop, RequestRates rates) {
    this.fetcher = fetcher;
    this.loop = loop;
    this.rate = new RequestRate(rates.perSecond());
  }

  @Override
  public FetchResult fetch(FetchRequest request) {
    peak = Math.max(peak, ++count);
    all++;
    rate.send(Task.current(), loop.turnTimeNanos());
    try {
      return fetcher.fetch(request);
    } finally {
      count--;
    }
  }

  /// How many there are now.
  int count() {
    return count;
  }

  /// The most there were at the same time.
  int peak() {
    return peak;
  }

  /// How many there were.
  long all() {
    return all;
  }

  /// Closes nothing: the fetcher belongs to whoever made it.
  @Override
  public void close() {}
}
