package dev.spinneret.engine.io.descriptor;

import org.jspecify.annotations.Nullable;

/// The callbacks of a descriptor for when it can be read and when it can be written: at most one
/// each.
public final class Waiters {
  private @Nullable Runnable reader;
  private @Nullable Runnable writer;

  /// Creates it without callbacks.
  public Waiters() {}

  /// Whether there is a callback for reading.
  ///
  /// @return true after [#setReader] until [#wakeReader]
  public boolean hasReader() {
    return reader != null;
  }

  /// Sets the callback for reading.
  ///
  /// @param ready called once; null removes it
  /// @throws IllegalStateException if there is already one, unless it is a wait that is over
  public void setReader(@Nullable Runnable ready) {
    if (ready != null && isWaiting(reader)) {
      throw new IllegalStateException("another task is already reading from this descriptor");
    }
    change(reader, ready);
    reader = ready;
  }

  /// Sets the callback for writing.
  ///
  /// @param ready called once; null removes it
  /// @throws IllegalStateException if there is already one, unless it is a wait that is over
  public void setWriter(@Nullable Runnable ready) {
    if (ready != null && isWaiting(writer)) {
      throw new IllegalStateException("another task is already writing to this descriptor");
    }
    change(writer, ready);
    writer = ready;
  }

  /// Calls the callback for reading, if there is one.
  public void wakeReader() {
    var waiting = reader;
    change(waiting, null);
    reader = null;
    if (waiting != null) {
      waiting.run();
    }
  }

  /// Calls the callback for writing, if there is one.
  public void wakeWriter() {
    var waiting = writer;
    change(waiting, null);
    writer = null;
    if (waiting != null) {
      waiting.run();
    }
  }

  /// Drops the callbacks, because the loop is being closed.
  public void clear() {
    reader = null;
    writer = null;
  }

  private static boolean isWaiting(@Nullable Runnable waiter) {
    return waiter != null && !(waiter instanceof Readiness readiness && readiness.isOver());
  }

  private static void change(@Nullable Runnable from, @Nullable Runnable to) {
    if (from instanceof Readiness old) {
      old.setKnown(false);
    }
    if (to instanceof Readiness next) {
      next.setKnown(true);
    }
  }
}
