package dev.spinneret.engine.loop;

import org.jspecify.annotations.Nullable;

/// What interrupts a run from outside: Ctrl-C and other signals.
///
/// The first interrupt cancels the main task, so that it may clean up; the second ends the run, and
/// one while the loop is being closed ends the clean-up of its tasks.
final class Interrupts implements AutoCloseable {
  private @Nullable Signals signals;
  private @Nullable Task<?> mainTask;
  private int count;

  /// A run with a main task begins.
  void begin(Task<?> main) {
    mainTask = main;
    count = 0;
  }

  void end() {
    mainTask = null;
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
  boolean isCauseOf(Task<?> main) {
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
