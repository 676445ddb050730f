package dev.spinneret.engine.crawl;

import dev.spinneret.engine.loop.EventLoop;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides where pages are parsed: in place, in the step of the task that visits them, or on
/// threads beside the loop.
///
/// A small page is parsed in about the time that it takes to hand it over and to come back. So it
/// stays, while the loop has nothing else to do; it goes when other steps wait, which then run
/// meanwhile: that is how a crawl of one site uses more than one processor. A large page always
/// goes, since no timer fires and no socket is read while it is parsed in place. When the threads
/// have enough to do, the loop helps them: what cannot be handed over is parsed in place, too.
///
/// Without threads everything is parsed in place, and a simulated crawl stays a function of its
/// seed.
final class Parsing implements AutoCloseable {
  /// A page of that size is parsed in 50 µs or more, and without the scanner in a millisecond.
  static final int LARGE_BYTES = 64 * 1024;

  /// So many steps that wait take longer than to hand a page over. Not many, as one poll brings but
  /// a few.
  static final int BUSY_COUNT = 4;

  private final EventLoop loop;
  private final @Nullable ParserThreads threads;

  /// @param loop whose tasks parse
  /// @param threadCount how many threads may parse beside it; 0 for none
  Parsing(EventLoop loop, int threadCount) {
    this.loop = loop;
    this.threads = threadCount == 0 ? null : new ParserThreads(loop, threadCount);
  }

  /// Parses a page where it costs least. Suspends when that is elsewhere; a task that is cancelled
  /// meanwhile does not wait for the page.
  ///
  /// @param bytes the size of the page
  /// @param page pure: it may run on another thread
  /// @return what `page` returns; what it throws is thrown here
  <T> T read(int bytes, Supplier<T> page) {
    if (threads != null && isWorthAThread(bytes) && threads.hasRoom()) {
      return loop.<T>runInExecutor(threads, page::get).await();
    }
    return page.get();
  }

  private boolean isWorthAThread(int bytes) {
    return bytes >= LARGE_BYTES || loop.statistics().readyCount() >= BUSY_COUNT;
  }

  /// Ends the threads; whoever still waits for a page must be cancelled.
  @Override
  public void close() {
    if (threads != null) {
      threads.close();
    }
  }
}
