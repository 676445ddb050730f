package dev.spinneret.engine.crawl.parsing;

import dev.spinneret.engine.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Threads that parse pages beside the loop, as many as there is work for, up to a limit.
///
/// Handing a page over takes no lock. To wake a parser takes a system call, about as much time as a
/// small page: so one wake-up serves a burst, which is some pages or what a turn of the loop has
/// brought together. Everything except the parsers themselves is called on the loop's thread.
final class ParserThreads implements Executor, AutoCloseable {
  /// How many pages may wait for each parser: enough to bridge a turn of the loop. With more, the
  /// loop is the one that has time.
  private static final int PAGES_EACH = 16;

  /// So many pages wake a parser before the turn is over.
  private static final int BURST = 8;

  private final EventLoop loop;
  private final int maxCount;
  private final List<Parser> parsers = new ArrayList<>();
  private final ConcurrentLinkedQueue<Runnable> pages = new ConcurrentLinkedQueue<>();

  /// Pages that were handed over and are not parsed yet.
  private final AtomicInteger openCount = new AtomicInteger();

  /// Pages of this turn of the loop.
  private int broughtCount;

  private volatile boolean closed;

  /// @param loop whose turns bring pages
  /// @param maxCount how many threads there may be; at least 1
  ParserThreads(EventLoop loop, int maxCount) {
    this.loop = loop;
    this.maxCount = maxCount;
  }

  /// Whether one more page would not wait for long.
  boolean hasRoom() {
    return openCount.get() < PAGES_EACH * maxCount;
  }

  /// Hands a page over.
  ///
  /// @param page must not throw
  @Override
  public void execute(Runnable page) {
    openCount.incrementAndGet();
    pages.add(page);
    if (++broughtCount == 1) {
      loop.beforePoll(this::wakeForRest);
    } else if (broughtCount % BURST == 0) {
      wakeOne();
    }
  }

  private void wakeForRest() {
    boolean rest = broughtCount % BURST != 0;
    broughtCount = 0;
    if (rest && !pages.isEmpty()) {
      wakeOne();
    }
  }

  private void wakeOne() {
    for (var parser : parsers) {
      if (parser.wake()) {
        return;
      }
    }
    if (parsers.size() < maxCount) {
      var parser = new Parser("parser-" + parsers.size());
      parsers.add(parser);
      parser.thread.start();
    }
  }

  /// Drops the pages that wait, and has every thread end after the page that it is at. Does not
  /// wait for that: no task waits for the page.
  @Override
  public void close() {
    closed = true;
    pages.clear();
    parsers.forEach(Parser::wake);
  }

  private final class Parser {
    private final AtomicBoolean sleeping = new AtomicBoolean();
    private final Thread thread;

    Parser(String name) {
      thread = Thread.ofPlatform().daemon().name(name).unstarted(this::parseAll);
    }

    /// Wakes it if it sleeps, and returns whether it did.
    boolean wake() {
      // The read first: of many pages in a row only one finds it sleeping.
      if (sleeping.get() && sleeping.compareAndSet(true, false)) {
        LockSupport.unpark(thread);
        return true;
      }
      return false;
    }

    private void parseAll() {
      while (!closed) {
        var page = pages.poll();
        if (page == null) {
          sleep();
        } else {
          try {
            page.run();
          } finally {
            openCount.decrementAndGet();
          }
        }
      }
    }

    /// Announces that it sleeps, and only then checks again: code that adds a page checks this
    /// afterwards.
    private void sleep() {
      sleeping.set(true);
      if (pages.isEmpty() && !closed) {
        LockSupport.park(this);
      }
      sleeping.set(false);
    }
  }
}
