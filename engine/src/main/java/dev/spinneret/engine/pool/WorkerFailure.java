package dev.spinneret.engine.pool;

import java.io.Serial;

/// Stands for a failure in a worker process that could not be brought back as it was, since it
/// cannot be serialised here or there.
public final class WorkerFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  WorkerFailure(String description, StackTraceElement[] stackTrace) {
    super(description);
    setStackTrace(stackTrace);
  }
}
