package dev.spinneret.engine.task;

/// When [Tasks#wait] has waited long enough.
public enum WaitUntil {
  /// As soon as one of the futures is done.
  FIRST_COMPLETED,
  /// As soon as one of the futures has failed, or when all are done.
  FIRST_EXCEPTION,
  /// When all are done.
  ALL_COMPLETED
}
