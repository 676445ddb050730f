package dev.spinneret.engine.loop;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The platform threads of a loop for blocking work. Closing the loop drops work that has not
/// started and interrupts the threads.
final class LoopThreads {
  /// As in asyncio: the work blocks more than it computes.
  private static final int MAX_THREADS =
      Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

  private static final long IDLE_SECONDS = 10;

  private static final LoopLocal<ExecutorService> THREADS =
      LoopLocal.of(_ -> create(), ExecutorService::shutdownNow);

  private LoopThreads() {}

  /// The threads of a loop. Called on the loop's thread.
  static Executor of(EventLoop loop) {
    loop.core.checkOpen();
    return THREADS.get(loop);
  }

  private static ExecutorService create() {
    var pool =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("to-thread-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
