package dev.spinneret.engine.diagnostics;

import java.util.List;

/// What one task is doing, as a dump tells it.
///
/// @param name the task's name
/// @param state what it is doing
/// @param waitsFor what it waits for, in words; empty unless it waits
/// @param tasks the names of the tasks that it waits for, directly or through what it waits for
/// @param line the line of code that it is at; empty before it begins
public record TaskState(
    String name, State state, String waitsFor, List<String> tasks, String line) {

  /// What a task that has not ended is doing.
  public enum State {
    /// Its step is being run.
    RUNNING,
    /// Its step is on the ready queue.
    READY,
    /// It awaits a future.
    WAITING,
    /// It is suspended in code of the JDK, such as a socket or a monitor.
    BLOCKED
  }
}
