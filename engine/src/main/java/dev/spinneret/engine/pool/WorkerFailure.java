package dev.spinneret.engine.pool;

import java.io.Serial;

/// Replaces a failure in a worker process that cannot be serialised.
public final class WorkerFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  WorkerFailure(String description, StackTraceElement[] stackTrace) {
    super(description);
    setStackTrace(stackTrace);
  }
}
