package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The one thread that touches the state file while a crawl runs.
///
/// After a failure nothing more is written: SQLite may have taken back the whole transaction, and a
/// later commit would leave a hole.
final class WriterThread {
  private final Path file;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("state").factory());

  /// On the thread only.
  private @Nullable RuntimeException failure;

  WriterThread(Path file) {
    this.file = file;
  }

  /// Has work done after all that was submitted before.
  <T> Future<T> submit(EventLoop loop, Callable<T> work) {
    return loop.runInExecutor(thread, () -> run(work));
  }

  private <T> T run(Callable<T> work) throws Exception {
    if (failure != null) {
      throw failure;
    }
    try {
      return work.call();
    } catch (SQLException e) {
      failure = new StateException(file, e);
      throw failure;
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    } catch (Error e) {
      failure = new IllegalStateException("the writer of " + file + " has failed", e);
      throw e;
    }
  }

  /// Waits until all that was submitted is done.
  ///
  /// @return false when the waiting thread was interrupted
  boolean end() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new StateException(file, "its writer does not end");
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
