package dev.spinneret.engine.pool;

import dev.spinneret.engine.loop.Future;
import org.jspecify.annotations.Nullable;

/// A piece of work for a worker process, and the future of its result.
///
/// The future is used on the loop's thread, the rest by the loop's and the worker's threads.
///
/// @param <T> the type of its result
final class ProcessJob<T extends @Nullable Object> {
  final byte[] request;
  final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
  private final Future<T> outcome;
  private @Nullable Process runningIn;
  private boolean abandoned;

  ProcessJob(Future<T> outcome, byte[] request) {
    this.outcome = outcome;
    this.request = request;
  }

  /// Records the process that runs it.
  ///
  /// @return false if it was abandoned
  synchronized boolean begin(Process worker) {
    if (!abandoned) {
      runningIn = worker;
    }
    return !abandoned;
  }

  /// Records that it is no longer running, so that abandoning it no longer kills its worker.
  synchronized void end() {
    runningIn = null;
  }

  /// Abandons the work, and kills the process that runs it.
  synchronized void abandon() {
    abandoned = true;
    if (runningIn != null) {
      runningIn.destroyForcibly();
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // The work returns a T, which may be null.
  void succeed(@Nullable Object result) {
    send(() -> outcome.setResult((T) result));
  }

  void fail(Throwable failure) {
    send(() -> outcome.setException(failure));
  }

  /// Abandons the work and cancels its future. Called on the loop's thread.
  void drop() {
    abandon();
    outcome.cancel();
  }

  private void send(Runnable completion) {
    try {
      outcome
          .loop()
          .callSoonThreadsafe(() -> {
            if (!outcome.isDone()) {
              completion.run();
            }
          });
    } catch (IllegalStateException _) {
      // The loop is closed, and the job was dropped.
    }
  }
}
