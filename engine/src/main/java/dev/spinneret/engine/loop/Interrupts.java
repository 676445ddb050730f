package dev.spinneret.engine.loop;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Interrupts from outside: Ctrl-C and other signals.
///
/// The first interrupt cancels the main task, so that it can clean up; the second ends the run, and
/// one while the loop is being closed ends the clean-up of its tasks.
final class Interrupts implements AutoCloseable {
  private @Nullable Signals signals;
  private @Nullable Task<?> mainTask;
  private int count;

  /// Runs the loop until the main task is done, which the first interrupt cancels.
  ///
  /// @param main the main task
  /// @param run runs the loop
  /// @return what `run` returns
  /// @throws Interrupted if the task was cancelled because of an interrupt
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

  /// Handles an interrupt. Called on the loop's thread.
  void onInterrupt() {
    var task = mainTask;
    count++;
    if (count > 1 || task == null || !task.cancel()) {
      throw new Interrupted();
    }
  }

  /// Whether the main task was cancelled because of an interrupt, and for no other reason.
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
