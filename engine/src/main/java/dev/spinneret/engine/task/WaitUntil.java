package dev.spinneret.engine.task;

/// When [Tasks#wait] returns.
public enum WaitUntil {
  /// As soon as one of the futures has completed.
  FIRST_COMPLETED,
  /// As soon as one of the futures has failed, or when all have completed.
  FIRST_EXCEPTION,
  /// When all have completed.
  ALL_COMPLETED
}
