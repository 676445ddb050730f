package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.fetch.options.FetchOptions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Creates fetchers: one on the event loop, one on several loops, and two blocking baselines, all
/// with the same grammar, options and results. They are called from tasks of a loop.
public final class Fetchers {
  private static final long IDLE_THREAD_SECONDS = 30;

  private Fetchers() {}

  /// Fetches on the loop: waiting suspends the calling task and nothing else.
  ///
  /// @param loop whose tasks will call
  /// @param network its sockets
  /// @param options apply to every fetch
  /// @return a fetcher that the caller closes
  public static Fetcher loop(EventLoop loop, Network network, FetchOptions options) {
    return http(new LoopDialer(loop, network, options.network().bind()), options);
  }

  /// Fetches on separate loops, in addition to that of its callers: each host on one of them.
  ///
  /// @param loop whose tasks will call; an error on one of the others ends its run
  /// @param count how many loops fetch; at least 1
  /// @param loopOptions how each of them is built
  /// @param options apply to every fetch
  /// @return a fetcher that the caller closes, in a task or outside its loop; that waits until the
  ///   loops have ended
  /// @throws IllegalArgumentException if `count` is less than 1
  public static Fetcher loops(
      EventLoop loop, int count, LoopOptions loopOptions, FetchOptions options) {
    if (count < 1) {
      throw new IllegalArgumentException("loops is " + count + "; at least 1 is allowed");
    }
    return new LoopGroupFetcher(loop, count, loopOptions, options);
  }

  /// Fetches over blocking sockets on a fixed pool of platform threads.
  ///
  /// @param loop whose tasks will call
  /// @param options apply to every fetch
  /// @param threads how many fetches run at the same time; at least 1
  /// @return a fetcher that the caller closes
  /// @throws IllegalArgumentException if `threads` is less than 1
  public static Fetcher threads(EventLoop loop, FetchOptions options, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; at least 1 is allowed");
    }
    var factory = Thread.ofPlatform().daemon().name("fetch-", 0).factory();
    return baseline(loop, options, Executors.newFixedThreadPool(threads, factory));
  }

  /// Fetches over blocking sockets on as many virtual threads of the JDK as there are fetches.
  ///
  /// @param loop whose tasks will call
  /// @param options apply to every fetch
  /// @return a fetcher that the caller closes
  public static Fetcher virtualThreads(EventLoop loop, FetchOptions options) {
    var pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new JdkVirtualThreads());
    return baseline(loop, options, pool);
  }

  private static Fetcher baseline(EventLoop loop, FetchOptions options, ExecutorService threads) {
    var writes = new WriteWatch(loop);
    var blocking = http(new BlockingDialer(options.network().bind(), writes), options);
    return new ExecutorFetcher(loop, threads, blocking, writes);
  }

  private static Fetcher http(Dialer dialer, FetchOptions options) {
    var connector = new Connector(dialer, new SystemResolver(dialer::nowNanos), options);
    return new HttpFetcher(options, dialer, connector);
  }

  /// Virtual threads on the JDK's own scheduler. A virtual thread created by a task would inherit
  /// the task's scheduler, the loop, so a platform thread creates them.
  private static final class JdkVirtualThreads implements ThreadFactory {
    @Override
    public Thread newThread(Runnable body) {
      var made = new Thread[1];
      var maker =
          Thread.ofPlatform()
              .daemon()
              .start(() -> made[0] = Thread.ofVirtual().name("fetch").unstarted(body));
      try {
        maker.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return made[0];
    }
  }
}
