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
  /// @throws IllegalStateException if another one waits already
  public void setReader(@Nullable Runnable ready) {
    if (ready != null && reader != null) {
      throw new IllegalStateException("two readers wait for the same socket, one may");
    }
    reader = ready;
  }

  /// Sets who waits to write.
  ///
  /// @param ready is called once; null withdraws
  /// @throws IllegalStateException if another one waits already
  public void setWriter(@Nullable Runnable ready) {
    if (ready != null && writer != null) {
      throw new IllegalStateException("two writers wait for the same socket, one may");
    }
    writer = ready;
  }

  /// Calls who waits to read, if anybody does.
  public void wakeReader() {
    var waiting = reader;
    reader = null;
    if (waiting != null) {
      waiting.run();
    }
  }

  /// Calls who waits to write, if anybody does.
  public void wakeWriter() {
    var waiting = writer;
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
}
