package dev.spinneret.engine.io.descriptor;

import org.jspecify.annotations.Nullable;

/// Who waits until a descriptor can be read, and who until it can be written: at most one each.
///
/// A part for those who implement descriptors.
public final class Waiters {
  private @Nullable Runnable reader;
  private @Nullable Runnable writer;

  /// Creates it with nobody waiting.
  public Waiters() {}

  /// Whether somebody waits to read.
  ///
  /// @return true after [#setReader] until [#wakeReader]
  public boolean hasReader() {
    return reader != null;
  }

  /// Sets who waits to read.
  ///
  /// @param ready is called once; null withdraws
  /// @throws IllegalStateException if another one waits already; a wait that was cancelled gives
  ///   way
  public void setReader(@Nullable Runnable ready) {
    if (ready != null && isWaiting(reader)) {
      throw new IllegalStateException("two readers wait for the same socket, one may");
    }
    change(reader, ready);
    reader = ready;
  }

  /// Sets who waits to write.
  ///
  /// @param ready is called once; null withdraws
  /// @throws IllegalStateException if another one waits already
  public void setWriter(@Nullable Runnable ready) {
    if (ready != null && isWaiting(writer)) {
      throw new IllegalStateException("two writers wait for the same socket, one may");
    }
    change(writer, ready);
    writer = ready;
  }

  /// Calls who waits to read, if anybody does.
  public void wakeReader() {
    var waiting = reader;
    change(waiting, null);
    reader = null;
    if (waiting != null) {
      waiting.run();
    }
  }

  /// Calls who waits to write, if anybody does.
  public void wakeWriter() {
    var waiting = writer;
    change(waiting, null);
    writer = null;
    if (waiting != null) {
      waiting.run();
    }
  }

  /// Drops who waits: the loop is closing, and nobody is left to be told.
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
