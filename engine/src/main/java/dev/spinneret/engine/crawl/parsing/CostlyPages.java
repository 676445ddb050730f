package dev.spinneret.engine.crawl.parsing;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.EpollPoller;
import dev.spinneret.engine.poll.Libc;
import dev.spinneret.engine.sync.Lock;
import dev.spinneret.engine.sync.Semaphore;
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

  /// The nice value at which a thread gets a tenth of what others get, as nice(1) sets it.
  private static final int NICE = 10;

  private final EventLoop loop;
  private final Semaphore free = new Semaphore(THREADS);
  private @Nullable ExecutorService threads;
  private boolean closed;

  CostlyPages(EventLoop loop) {
    this.loop = loop;
  }

  /// Does work for a host. Suspends.
  <T> T run(HostCost host, Callable<T> work) {
    var turn = host.turn;
    if (turn == null) {
      turn = new Lock();
      host.turn = turn;
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

  /// Has the system run all other threads first: the loop above all. Only Linux has priorities of
  /// threads that anyone may lower, and they take a native call, as epoll does; elsewhere the
  /// number of threads must do.
  private static void yieldToOthers() {
    if (EpollPoller.isAvailable()) {
      // setpriority(2): PRIO_PROCESS is 0, and so is who calls.
      new Libc().call(Libc.find("setpriority"), 0, 0, NICE);
    }
  }

  private ExecutorService threads() {
    var running = threads;
    if (running == null) {
      var thread = Thread.ofPlatform().daemon().name("costly");
      running =
          Executors.newFixedThreadPool(
              THREADS,
              work ->
                  thread.unstarted(() -> {
                    yieldToOthers();
                    work.run();
                  }));
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
