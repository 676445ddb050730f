package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopGroup;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.fetch.dns.DnsCache;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.tls.ClientTls;
import java.util.List;

/// Fetches on several loops besides that of its callers. The hash of a host selects its loop, so
/// that the connections to a host, their limit and their permits belong to one loop.
///
/// ```text
///  caller's task ──▶ task on the host's loop: HttpFetcher.fetch
///        ▲                        │
///        └─── reply, published by the inbox of the caller's loop
/// ```
///
/// Cancelling a caller cancels the task that fetches for it. Every loop has its own [HttpFetcher],
/// created for the first host and confined to the loop. The fetchers share what is thread-safe:
/// credentials, cookies, pins and proxies (in the options), the addresses of names, and the TLS
/// context with its sessions.
final class LoopGroupFetcher implements Fetcher {
  private final FetchOptions options;
  private final DnsCache names = SystemResolver.cache();
  private final ClientTls tls;
  private final LoopGroup group;
  private final List<EventLoop> loops;

  /// Each is created and used on its loop only.
  private final HttpFetcher[] fetchers;

  /// @param home whose tasks will call
  /// @param count how many other loops fetch; at least 1
  /// @param loopOptions how each of them is built
  /// @param options apply to every fetch
  LoopGroupFetcher(EventLoop home, int count, LoopOptions loopOptions, FetchOptions options) {
    this.options = options;
    this.tls = new ClientTls(options.network().tls());
    this.group = new LoopGroup(count, loopOptions, failure -> endRun(home, failure));
    this.loops = group.loops();
    this.fetchers = new HttpFetcher[count];
  }

  @Override
  public FetchResult fetch(FetchRequest request) {
    int at = indexOf(request.url().host(), loops.size());
    return group.handOver(loops.get(at), () -> fetchHere(at, request)).await();
  }

  /// Cancels running fetches, closes the connections of every loop on the loop's thread, and waits
  /// until all loops have ended.
  @Override
  public void close() {
    group.close();
    names.close();
    tls.close();
  }

  /// Spreads hosts evenly; [String#hashCode] alone would not spread names that differ only in a
  /// number.
  static int indexOf(String host, int count) {
    int mixed = host.hashCode() * 0x9E3779B9;
    return (int) ((Integer.toUnsignedLong(mixed) * count) >>> 32);
  }

  private FetchResult fetchHere(int at, FetchRequest request) {
    var fetcher = fetchers[at];
    if (fetcher == null) {
      fetcher = create(loops.get(at));
      fetchers[at] = fetcher;
    }
    return fetcher.fetch(request);
  }

  /// A fetcher that belongs to a task of its loop: when the loop is closed, that is cancelled, and
  /// closes the fetcher.
  private HttpFetcher create(EventLoop loop) {
    var dialer = new LoopDialer(loop, Network.of(loop), options.network().bind());
    var resolver = SystemResolver.sharing(names, dialer::nowNanos);
    var connector = new Connector(dialer, resolver, tls, options);
    int maxIdle = Math.ceilDiv(options.pool().maxIdle(), loops.size());
    var fetcher = new HttpFetcher(options, dialer, connector, maxIdle);
    loop.createTask(
        "fetcher",
        () -> {
          try (fetcher) {
            return loop.createFuture().await();
          }
        });
    return fetcher;
  }

  /// An error on one of the loops ends the run, as an error on the caller's loop would.
  private static void endRun(EventLoop home, Error failure) {
    try {
      home.callSoonThreadsafe(() -> {
        throw failure;
      });
    } catch (IllegalStateException e) {
      // The run has already ended.
      failure.addSuppressed(e);
      throw failure;
    }
  }
}
