package dev.spinneret.cli.client;

import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.fetch.Fetchers;
import dev.spinneret.fetch.options.FetchOptions;
import java.util.Locale;

/// What runs the fetches of a command.
public enum Engine {
  /// Tasks on the event loop.
  LOOP,
  /// Blocking sockets on a fixed pool of threads.
  THREADS,
  /// Blocking sockets on the JDK's virtual threads.
  VTHREADS;

  /// The name that flags and outputs use.
  ///
  /// @return lower case
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Opens a fetcher.
  ///
  /// @param loop on which fetches are awaited
  /// @param options how to fetch
  /// @param threads size of the pool of [#THREADS]
  /// @return the fetcher, to be closed on the loop's thread
  public Fetcher open(EventLoop loop, FetchOptions options, int threads) {
    return switch (this) {
      case LOOP -> Fetchers.loop(loop, Network.of(loop), options);
      case THREADS -> Fetchers.threads(loop, options, threads);
      case VTHREADS -> Fetchers.virtualThreads(loop, options);
    };
  }
}
