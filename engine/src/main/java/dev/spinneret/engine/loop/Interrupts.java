package dev.spinneret.engine.loop;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What interrupts a run from outside: Ctrl-C and other signals.
///
/// The first interrupt cancels the main task, so that it may clean up; the second ends the run, and
/// one while the loop is being closed ends the clean-up of its tasks.
final class Interrupts implements AutoCloseable {
  private @Nullable Signals signals;
  private @Nullable Task<?> mainTask;
  private int count;

  /// Runs the loop until a task is done which the first interrupt cancels.
  ///
  /// @param main the main task of the run
  /// @param run runs the loop
  /// @return what `run` returns
  /// @throws Interrupted if an interrupt is why the task was cancelled
  <T extends @Nullable Object> T runMain(Task<T> main, Supplier<? extends T> run) {
    mainTask = main;
    count = 0;
    try {
      return run.get();
    } catch (Cancelled e) {
      throw isCauseOf(main) ? new Interrupted() : e;
    } finally {
      mainTask = null;
    }
  }

  /// Runs on the loop's thread when the run is interrupted.
  void onInterrupt() {
    var task = mainTask;
    count++;
    if (count > 1 || task == null || !task.cancel()) {
      throw new Interrupted();
    }
  }

  /// Whether an interrupt is why the main task was cancelled, and nothing else.
  private boolean isCauseOf(Task<?> main) {
    return count > 0 && main.isCancelled() && main.uncancel() == 0;
  }

  void handle(String signal, Runnable onSignal) {
    if (signals == null) {
      signals = new Signals();
    }
    signals.handle(signal, onSignal);
  }

  boolean restore(String signal) {
    return signals != null && signals.restore(signal);
  }

  @Override
  public void close() {
    if (signals != null) {
      signals.restoreAll();
    }
  }
}
