package dev.spinneret.engine.loop;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  /// What a task is doing now.
  static TaskState of(Task<?> task) {
    var target = task.waitingFor();
    var names = new LinkedHashSet<String>();
    if (target != null) {
      collectTasks(target, names);
    }
    var stack = task.stackTrace();
    return new TaskState(
        task.name(),
        stateOf(task),
        target == null ? "" : target.toString(),
        List.copyOf(names),
        stack.length == 0 ? "" : CodeLine.of(stack));
  }

  @SuppressWarnings("ReferenceEquality") // A task is the same as itself only.
  private static State stateOf(Task<?> task) {
    if (task.loop.runningTask == task) {
      return State.RUNNING;
    }
    if (!task.step().isParked()) {
      return State.READY;
    }
    return task.waitingFor() == null ? State.BLOCKED : State.WAITING;
  }

  private static void collectTasks(Future<?> target, Set<String> names) {
    if (target instanceof Task<?> task) {
      names.add(task.name());
    } else {
      target.waitsFor().stream()
          .filter(part -> !part.isDone())
          .forEach(part -> collectTasks(part, names));
    }
  }
}
