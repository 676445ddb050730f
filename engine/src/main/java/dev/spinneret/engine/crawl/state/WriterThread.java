package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The only thread that accesses a state file or database while a crawl runs.
///
/// After a failure nothing more is written: the whole transaction may have been rolled back, so a
/// later commit would lack its changes.
public final class WriterThread implements Writer {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Function<String, RuntimeException> refusal;
  private final Function<SQLException, RuntimeException> translation;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("state").factory());

  /// Accessed only on the thread.
  private @Nullable RuntimeException failure;

  /// Creates the thread.
  ///
  /// @param refusal makes an exception that names the store, from what is wrong
  /// @param translation makes one from what JDBC has thrown
  public WriterThread(
      Function<String, RuntimeException> refusal,
      Function<SQLException, RuntimeException> translation) {
    this.refusal = refusal;
    this.translation = translation;
  }

  @Override
  public <T> Future<T> submit(EventLoop loop, Callable<T> work) {
    return loop.runInExecutor(thread, () -> run(work));
  }

  private <T> T run(Callable<T> work) throws Exception {
    if (failure != null) {
      throw failure;
    }
    try {
      return work.call();
    } catch (SQLException e) {
      failure = translation.apply(e);
      throw failure;
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    } catch (Error e) {
      failure = new IllegalStateException(refusal.apply("its writer has failed").getMessage(), e);
      throw e;
    }
  }

  /// Waits until all submitted work is done, for a minute at most. An interrupt does not end the
  /// wait, since what follows closes what that work uses; the thread is interrupted afterwards.
  public void end() {
    thread.shutdown();
    long untilNanos = System.nanoTime() + PATIENCE.toNanos();
    boolean wasInterrupted = Thread.interrupted();
    try {
      while (!thread.isTerminated()) {
        try {
          if (!thread.awaitTermination(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw refusal.apply("its writer does not end");
          }
        } catch (InterruptedException _) {
          wasInterrupted = true;
        }
      }
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
