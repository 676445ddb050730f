package dev.spinneret.engine.loop;

import org.jspecify.annotations.Nullable;

/// A callback on its way to run once, which can be cancelled until then.
///
/// Used on the loop's thread only.
public sealed class Handle permits TimerHandle, Step, ForeignStep, Submission {
  @Nullable Runnable callback;

  Handle(@Nullable Runnable callback) {
    this.callback = callback;
  }

  /// Drops the callback if it has not run yet; else does nothing.
  public void cancel() {
    callback = null;
  }

  /// Whether there is nothing left to run: cancelled, or run already.
  ///
  /// @return true when the callback will not run any more
  public boolean isCancelled() {
    return callback == null;
  }

  /// Runs the callback on the loop's thread. Called by the loop's turn alone.
  void fire() {
    var action = callback;
    if (action != null) {
      callback = null;
      action.run();
    }
  }
}
