package dev.spinneret.engine.diagnostics;

import java.util.List;

/// What one task is doing, in a dump.
///
/// @param name the task's name
/// @param state what it is doing
/// @param waitsFor a description of what it waits for; empty unless it waits
/// @param tasks the names of the tasks that it waits for, directly or indirectly
/// @param line the line of code that it is at; empty before it starts
public record TaskState(
    String name, State state, String waitsFor, List<String> tasks, String line) {

  /// What a task that has not ended is doing.
  public enum State {
    /// Its step is running.
    RUNNING,
    /// Its step is on the ready queue.
    READY,
    /// It awaits a future.
    WAITING,
    /// It is suspended in code of the JDK, such as a socket or a monitor.
    BLOCKED
  }
}
