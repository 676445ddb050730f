package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.limit.RequestRate;
import dev.spinneret.engine.crawl.options.RequestRates;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;

/// Counts the requests in flight and enforces the limit on their rate. URLs that wait for their
/// host, for its robots.txt or for another attempt are not counted.
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

  /// How many are in flight now.
  int count() {
    return count;
  }

  /// The most that were in flight at the same time.
  int peak() {
    return peak;
  }

  /// How many were sent in all.
  long all() {
    return all;
  }

  /// Does nothing: the fetcher belongs to its creator.
  @Override
  public void close() {}
}
