package dev.spinneret.engine.pool;

import java.io.Serial;

/// The process that ran a piece of work has ended before it: it crashed, was killed, or the work
/// ended it. What the work had done until then is not known.
public final class WorkerDied extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int exitCode;

  WorkerDied(int exitCode) {
    super("the worker process ended with code " + exitCode + " before its work was done");
    this.exitCode = exitCode;
  }

  /// How the process ended.
  ///
  /// @return its exit code; on Unix 128 and the number of the signal that killed it
  public int exitCode() {
    return exitCode;
  }
}
