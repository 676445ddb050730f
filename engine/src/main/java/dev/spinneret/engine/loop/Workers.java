package dev.spinneret.engine.loop;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The threads and processes beside a loop that its tasks use without having made them. Made when
/// they are first asked for, gone with the loop.
final class Workers implements AutoCloseable {
  /// As many as asyncio has: the work blocks more than it computes.
  private static final int MAX_THREADS =
      Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

  private static final long IDLE_SECONDS = 10;

  private final EventLoop loop;
  private @Nullable ExecutorService threads;
  private @Nullable ProcessPool processes;

  /// Every pool of the loop's that is not closed.
  private final Set<ProcessPool> pools = new HashSet<>();

  Workers(EventLoop loop) {
    this.loop = loop;
  }

  /// Platform threads. Called on the loop's thread.
  Executor threads() {
    loop.turns().checkOpen();
    if (threads == null) {
      var pool =
          new ThreadPoolExecutor(
              MAX_THREADS,
              MAX_THREADS,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              Thread.ofPlatform().daemon().name("to-thread-", 0).factory());
      pool.allowCoreThreadTimeOut(true);
      threads = pool;
    }
    return threads;
  }

  /// Processes. Called on the loop's thread.
  ProcessPool processes() {
    loop.turns().checkOpen();
    if (processes == null) {
      processes = ProcessPool.create(loop, ProcessPoolOptions.DEFAULT);
    }
    return processes;
  }

  /// Closes a pool with the loop, if not before.
  void adopt(ProcessPool pool) {
    loop.turns().checkOpen();
    pools.add(pool);
  }

  void forget(ProcessPool pool) {
    pools.remove(pool);
  }

  /// Drops what waits, interrupts the threads, and kills the processes.
  @Override
  public void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
    List.copyOf(pools).forEach(ProcessPool::close);
  }
}
