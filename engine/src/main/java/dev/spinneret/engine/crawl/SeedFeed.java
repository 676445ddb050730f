package dev.spinneret.engine.crawl;

import dev.spinneret.parse.url.WebUrl;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Seeds that arrive while the crawl goes on, as from standard input.
///
/// One thread puts, the crawl takes; the crawl ends when the feed is closed and nothing is left.
/// The feed holds little, and the crawl takes no more than it has room for, so a writer that is
/// faster than the crawl waits in [#put].
public final class SeedFeed {
  private static final int CAPACITY = 1_000;

  private final ArrayBlockingQueue<WebUrl> queue = new ArrayBlockingQueue<>(CAPACITY);
  private volatile @Nullable Runnable listener;
  private volatile boolean closed;
  private volatile boolean abandoned;

  /// Creates an open, empty feed.
  public SeedFeed() {}

  /// Hands a seed to the crawl. Blocks while the feed is full; callable from any one thread that is
  /// not the loop's.
  ///
  /// @param seed a seed
  /// @return false when the crawl has ended and takes no more
  /// @throws InterruptedException if the thread is interrupted while it waits
  public boolean put(WebUrl seed) throws InterruptedException {
    if (closed) {
      throw new IllegalStateException("the feed is closed; no seed may follow");
    }
    while (!abandoned && !queue.offer(seed, 100, TimeUnit.MILLISECONDS)) {
      // Full: the time limit is only there to notice the end of the crawl.
    }
    tell();
    return !abandoned;
  }

  /// Says that no seed follows. Callable from any thread.
  public void close() {
    closed = true;
    tell();
  }

  /// Sets who is told that a seed is there or that the feed is closed.
  void listen(Runnable toldOnAnyThread) {
    listener = toldOnAnyThread;
  }

  @Nullable WebUrl poll() {
    return queue.poll();
  }

  /// Whether a seed is there or may still come.
  boolean isOpen() {
    return !closed || !queue.isEmpty();
  }

  /// Frees the thread that puts. Afterwards the listener is not told any more.
  synchronized void abandon() {
    abandoned = true;
    queue.clear();
  }

  private synchronized void tell() {
    if (!abandoned && listener != null) {
      listener.run();
    }
  }
}
