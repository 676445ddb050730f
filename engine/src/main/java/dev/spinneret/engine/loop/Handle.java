package dev.spinneret.engine.loop;

import org.jspecify.annotations.Nullable;

/// A callback that is scheduled to run once, and can be cancelled until then.
///
/// Used on the loop's thread only.
public sealed class Handle permits TimerHandle, Step, ForeignStep, Submission {
  @Nullable Runnable callback;

  Handle(@Nullable Runnable callback) {
    this.callback = callback;
  }

  /// Cancels the callback. Does nothing if it has already run.
  public void cancel() {
    callback = null;
  }

  /// Whether the callback was cancelled or has already run.
  ///
  /// @return true if the callback will not run
  public boolean isCancelled() {
    return callback == null;
  }

  /// Runs the callback. Called in the loop's turn only.
  void fire() {
    var action = callback;
    if (action != null) {
      callback = null;
      action.run();
    }
  }
}
