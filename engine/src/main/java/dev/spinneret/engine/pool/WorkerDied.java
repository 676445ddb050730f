package dev.spinneret.engine.pool;

import java.io.Serial;

/// The process that ran a piece of work ended before the work did: it crashed, was killed, or the
/// work ended it. What the work has done is unknown.
public final class WorkerDied extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int exitCode;

  WorkerDied(int exitCode) {
    super("the worker process ended with code " + exitCode + " before its work was done");
    this.exitCode = exitCode;
  }

  /// The exit code of the process.
  ///
  /// @return on Unix, 128 plus the number of the signal if one killed it
  public int exitCode() {
    return exitCode;
  }
}
