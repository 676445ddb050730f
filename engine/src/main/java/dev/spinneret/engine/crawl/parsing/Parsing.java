package dev.spinneret.engine.crawl.parsing;

import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.parse.html.ReadLimits;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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
/// With a limit of time, a page that turns out costly is given up where it is and begun again by
/// [CostlyPages], and so are the next pages of its host; a huge page goes there at once.
///
/// Without threads and limits everything is parsed in place, and a simulated crawl stays a function
/// of its seed.
public final class Parsing implements AutoCloseable {
  /// A page of that size is parsed in 50 µs or more, and without the scanner in a millisecond.
  public static final int LARGE_BYTES = 64 * 1024;

  /// A page of that size may take many milliseconds.
  static final int HUGE_BYTES = 1 << 20;

  /// So many steps that wait take longer than to hand a page over. Not many, as one poll brings but
  /// a few.
  static final int BUSY_COUNT = 4;

  /// Pages that take longer are costly. The first page of a run, for which classes are loaded,
  /// takes less.
  private static final long QUICK_NANOS = 50_000_000;

  /// After a costly page, so many of its host are taken for costly.
  private static final int SUSPECT_COUNT = 32;

  private final EventLoop loop;
  private final ReadLimits limits;
  private final long timeNanos;
  private final @Nullable ParserThreads threads;
  private final @Nullable CostlyPages costly;

  /// @param loop whose tasks parse
  /// @param threadCount how many threads may parse beside it; 0 for none
  Parsing(EventLoop loop, int threadCount) {
    this(loop, threadCount, null, ReadLimits.NONE);
  }

  /// Creates it; the threads start when they are needed.
  ///
  /// @param loop whose tasks parse
  /// @param threadCount how many threads may parse beside it; 0 for none but those for costly pages
  /// @param time how long a page may take; null for no limit, and no threads for costly pages
  /// @param limits what else a page may cost
  public Parsing(EventLoop loop, int threadCount, @Nullable Duration time, ReadLimits limits) {
    this.loop = loop;
    this.limits = limits;
    this.timeNanos = time == null ? Long.MAX_VALUE : time.toNanos();
    this.threads = threadCount == 0 ? null : new ParserThreads(loop, threadCount);
    this.costly = time == null ? null : new CostlyPages(loop);
  }

  /// Parses a page where it costs least. Suspends when that is elsewhere; a task that is cancelled
  /// meanwhile does not wait for the page.
  ///
  /// @param host what is known of the pages of its host
  /// @param bytes the size of the page
  /// @param page pure: it may run on another thread, and twice
  /// @return what `page` returns; what it throws is thrown here
  public Reading read(HostCost host, int bytes, Function<ReadLimits, Reading> page) {
    if (costly == null) {
      return quickly(bytes, () -> page.apply(limits));
    }
    if (host.suspectPages > 0 || bytes >= HUGE_BYTES || (isLarge(bytes) && !hasRoom())) {
      return costly(costly, host, page);
    }
    var reading = quickly(bytes, () -> page.apply(limits.until(after(QUICK_NANOS))));
    if (!reading.parsed().outOfTime()) {
      return reading;
    }
    host.suspectPages = SUSPECT_COUNT;
    return costly(costly, host, page);
  }

  private Reading quickly(int bytes, Callable<Reading> page) {
    if (threads != null && isWorthAThread(bytes) && threads.hasRoom()) {
      return loop.<Reading>runInExecutor(threads, page).await();
    }
    return call(page);
  }

  private Reading costly(CostlyPages pages, HostCost host, Function<ReadLimits, Reading> page) {
    var reading = pages.run(host, () -> page.apply(limits.until(after(timeNanos))));
    if (host.suspectPages > 0 && reading.nanos() < QUICK_NANOS) {
      host.suspectPages--;
    }
    return reading;
  }

  /// Does something for a host beside the loop, where it may take long. Suspends.
  ///
  /// @param host what is known of its pages
  /// @param bytes how much it is about
  /// @param work pure
  /// @param <T> what `work` returns
  /// @return what `work` returns; what it throws is thrown here
  public <T> T aside(HostCost host, int bytes, Callable<T> work) {
    return costly != null && isLarge(bytes) ? costly.run(host, work) : call(work);
  }

  private static <T> T call(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isLarge(int bytes) {
    return bytes >= LARGE_BYTES;
  }

  private boolean hasRoom() {
    return threads != null && threads.hasRoom();
  }

  private boolean isWorthAThread(int bytes) {
    return isLarge(bytes) || loop.statistics().readyCount() >= BUSY_COUNT;
  }

  /// Schedules a callback after a time.
  private static BooleanSupplier after(long nanos) {
    long begunAtNanos = Clock.SYSTEM.nanoTime();
    return () -> Clock.SYSTEM.nanoTime() - begunAtNanos >= nanos;
  }

  /// Stops the threads; tasks that still wait for a page must be cancelled.
  @Override
  public void close() {
    if (threads != null) {
      threads.close();
    }
    if (costly != null) {
      costly.close();
    }
  }
}
