package dev.spinneret.engine.pool;

import dev.spinneret.engine.loop.Future;
import org.jspecify.annotations.Nullable;

/// A piece of work on its way to a worker process and back.
///
/// Its outcome is the loop's; the rest is used by the loop's thread and the worker's.
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

  /// Notes who runs it.
  ///
  /// @return false if nobody wants it any more
  synchronized boolean begin(Process worker) {
    if (!abandoned) {
      runningIn = worker;
    }
    return !abandoned;
  }

  /// Notes that it is no longer run, so that its worker is no longer killed for its sake.
  synchronized void end() {
    runningIn = null;
  }

  /// Kills who runs it: nobody wants it any more.
  synchronized void abandon() {
    abandoned = true;
    if (runningIn != null) {
      runningIn.destroyForcibly();
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // The work returns a T, which may be null itself.
  void succeed(@Nullable Object result) {
    send(() -> outcome.setResult((T) result));
  }

  void fail(Throwable failure) {
    send(() -> outcome.setException(failure));
  }

  /// Ends a job that was never begun. Called on the loop's thread.
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
