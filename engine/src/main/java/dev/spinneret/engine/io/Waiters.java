package dev.spinneret.engine.io;

import org.jspecify.annotations.Nullable;

/// Who waits until a descriptor can be read, and who until it can be written: at most one each.
final class Waiters {
  private @Nullable Runnable reader;
  private @Nullable Runnable writer;

  boolean hasReader() {
    return reader != null;
  }

  boolean hasWriter() {
    return writer != null;
  }

  void setReader(@Nullable Runnable ready) {
    if (ready != null && reader != null) {
      throw new IllegalStateException("two readers wait for the same socket, one may");
    }
    reader = ready;
  }

  void setWriter(@Nullable Runnable ready) {
    if (ready != null && writer != null) {
      throw new IllegalStateException("two writers wait for the same socket, one may");
    }
    writer = ready;
  }

  /// Drops who waits: the loop is closing, and nobody is left to be told.
  void clear() {
    reader = null;
    writer = null;
  }

  void wakeReader() {
    var waiting = reader;
    reader = null;
    if (waiting != null) {
      waiting.run();
    }
  }

  void wakeWriter() {
    var waiting = writer;
    writer = null;
    if (waiting != null) {
      waiting.run();
    }
  }
}
