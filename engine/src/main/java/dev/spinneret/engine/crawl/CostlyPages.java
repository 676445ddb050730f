package dev.spinneret.engine.crawl;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Lock;
import dev.spinneret.engine.loop.Semaphore;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Two threads for pages that are huge or turn out costly, on any machine.
///
/// A host has one page there at a time, and hosts take turns: so a site whose pages take seconds
/// holds up its own, and nobody else's.
final class CostlyPages implements AutoCloseable {
  private static final int THREADS = 2;

  private final EventLoop loop;
  private final Semaphore free = new Semaphore(THREADS);
  private @Nullable ExecutorService threads;
  private boolean closed;

  CostlyPages(EventLoop loop) {
    this.loop = loop;
  }

  /// Does work for a host. Suspends.
  <T> T run(Host host, Callable<T> work) {
    var turn = host.costlyTurn;
    if (turn == null) {
      turn = new Lock();
      host.costlyTurn = turn;
    }
    try (var _ = turn.hold()) {
      free.acquire();
      try {
        if (closed) {
          return loop.<T>createFuture().await(); // until the task is cancelled, as all are now
        }
        return loop.<T>runInExecutor(threads(), work).await();
      } finally {
        free.release();
      }
    }
  }

  private ExecutorService threads() {
    var running = threads;
    if (running == null) {
      running =
          Executors.newFixedThreadPool(
              THREADS, Thread.ofPlatform().daemon().name("costly-", 0).factory());
      threads = running;
    }
    return running;
  }

  /// Ends the threads after the page that each is at.
  @Override
  public void close() {
    closed = true;
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
