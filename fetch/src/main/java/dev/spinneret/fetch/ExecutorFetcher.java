package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.loop.EventLoop;
import java.util.concurrent.ExecutorService;

/// The baseline: passes each fetch to a thread that blocks, while the calling task waits for it.
final class ExecutorFetcher implements Fetcher {
  private final EventLoop loop;
  private final ExecutorService threads;
  private final Fetcher blocking;
  private final WriteWatch writes;

  /// @param threads run the fetches; owned by this fetcher from now on
  /// @param blocking may be called from many threads
  /// @param writes watches their writes
  ExecutorFetcher(EventLoop loop, ExecutorService threads, Fetcher blocking, WriteWatch writes) {
    this.loop = loop;
    this.threads = threads;
    this.blocking = blocking;
    this.writes = writes;
  }

  @Override
  public FetchResult fetch(FetchRequest request) {
    writes.fetchBegins();
    try {
      return loop.runInExecutor(threads, () -> blocking.fetch(request)).await();
    } finally {
      writes.fetchEnds();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    writes.close();
    blocking.close();
  }
}
