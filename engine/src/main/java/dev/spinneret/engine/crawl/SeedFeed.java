package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.parse.url.WebUrl;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Seeds that arrive during the crawl, as from standard input.
///
/// One thread puts, the crawl takes; the crawl ends when the feed is closed and no URL is open. The
/// feed is small, and the crawl takes no more than it has room for, so a producer that is faster
/// than the crawl blocks in [#put].
public final class SeedFeed {
  private static final int CAPACITY = 1_000;

  private final ArrayBlockingQueue<WebUrl> queue = new ArrayBlockingQueue<>(CAPACITY);
  private volatile @Nullable Runnable listener;
  private volatile boolean closed;
  private volatile boolean abandoned;

  /// Creates an open, empty feed.
  public SeedFeed() {}

  /// Hands a seed to the crawl. Blocks while the feed is full. May be called from one thread at a
  /// time, which is not the loop's.
  ///
  /// @param seed a seed
  /// @return false if the crawl has ended and takes no more
  /// @throws InterruptedException if the thread is interrupted while it waits
  public boolean put(WebUrl seed) throws InterruptedException {
    if (closed) {
      throw new IllegalStateException("the feed is closed; no seed may follow");
    }
    while (!abandoned && !queue.offer(seed, 100, TimeUnit.MILLISECONDS)) {
      // Full: the time limit only serves to notice the end of the crawl.
    }
    notifyListener();
    return !abandoned;
  }

  /// Closes the feed: no seed follows. May be called from any thread.
  public void close() {
    closed = true;
    notifyListener();
  }

  /// Sets a listener that is called when a seed is there or the feed is closed.
  void listen(Runnable onAnyThread) {
    listener = onAnyThread;
  }

  /// Admits seeds that are there.
  ///
  /// @param room how many at most; less than 1 for none
  void passTo(Admission admission, long room) {
    for (long left = room; left > 0; left--) {
      var seed = queue.poll();
      if (seed == null) {
        break;
      }
      admission.seed(seed, CrawlUrl.Role.PAGE);
    }
    admission.flush();
  }

  /// Whether a seed is there or may still come.
  boolean isOpen() {
    return !closed || !queue.isEmpty();
  }

  /// Releases the thread that puts. Afterwards the listener is not called any more.
  synchronized void abandon() {
    abandoned = true;
    queue.clear();
  }

  private synchronized void notifyListener() {
    if (!abandoned && listener != null) {
      listener.run();
    }
  }
}
