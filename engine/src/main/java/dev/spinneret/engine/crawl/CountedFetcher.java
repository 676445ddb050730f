package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.limit.RequestRate;
import dev.spinneret.engine.crawl.options.RequestRates;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import java.util.function.BooleanSupplier;

/// Counts the requests in flight and enforces the limit on their rate. URLs that wait for their
/// host, for its robots.txt or for another attempt are not counted.
final class CountedFetcher implements Fetcher {
  private final Fetcher fetcher;
  private final EventLoop loop;
  private final CrawlStore store;
  private final BooleanSupplier permit;
  final RequestRate rate;
  private int count;
  private int peak;
  private long all;

  CountedFetcher(Fetcher fetcher, EventLoop loop, CrawlStore store, RequestRates rates) {
    this.fetcher = fetcher;
    this.loop = loop;
    this.store = store;
    this.permit = store::holdsHosts;
    this.rate = new RequestRate(rates.perSecond());
  }

  @Override
  public FetchResult fetch(FetchRequest request) {
    peak = Math.max(peak, ++count);
    all++;
    rate.send(Task.current(), loop.turnTimeNanos());
    try {
      return fetchFromOwnHost(request);
    } finally {
      count--;
    }
  }

  /// Between the decision to fetch and the moment at which a connection is ready, the host may have
  /// become another crawler's: the request is then withdrawn, and sent if the host turns out to be
  /// still this one's. Otherwise the task is cancelled with its whole crawl.
  private FetchResult fetchFromOwnHost(FetchRequest request) {
    while (true) {
      store.awaitHosts();
      var result = fetcher.fetch(request.withPermit(permit));
      if (result instanceof FetchResult.Fetched || store.holdsHosts()) {
        return result;
      }
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
