package dev.spinneret.engine.sync;

import org.jspecify.annotations.Nullable;

/// A flag that tasks wait for.
///
/// Used on the loop's thread only.
public final class Event {
  private final WaitLine<@Nullable Void> line = new WaitLine<>(this);
  private boolean set;

  /// Creates an event whose flag is not set.
  public Event() {}

  /// Sets the flag and wakes all waiting tasks in order of arrival, even if it is cleared before
  /// they run.
  public void set() {
    set = true;
    line.wakeAll(null);
  }

  /// Clears the flag: tasks that wait from now on wait for the next [#set].
  public void clear() {
    set = false;
  }

  /// Whether the flag is set.
  ///
  /// @return true between `set` and `clear`
  public boolean isSet() {
    return set;
  }

  /// Suspends the current task until the flag is set; returns at once if it already is.
  ///
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits
  public void await() {
    if (!set) {
      line.join().await();
    }
  }

  @Override
  public String toString() {
    return "Event[set=" + set + ", waiting=" + line.size() + "]";
  }
}
