package dev.spinneret.engine.loop;

import dev.spinneret.engine.diagnostics.CodeLine;
import dev.spinneret.engine.diagnostics.TaskDump;
import dev.spinneret.engine.diagnostics.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The unfinished tasks of a loop, in a linked list whose links are in the tasks.
final class TaskList {
  private @Nullable Task<?> newest;
  private int size;
  private long addedCount;

  int size() {
    return size;
  }

  /// How many tasks were ever added.
  long addedCount() {
    return addedCount;
  }

  /// A copy, the newest first.
  List<Task<?>> copy() {
    var all = new ArrayList<Task<?>>(size);
    for (var task = newest; task != null; task = task.next) {
      all.add(task);
    }
    return all;
  }

  /// What each task is doing, the oldest first.
  TaskDump dump() {
    return new TaskDump(copy().reversed().stream().map(TaskList::stateOf).toList());
  }

  private static TaskState stateOf(Task<?> task) {
    var target = task.waitingFor();
    var names = new LinkedHashSet<String>();
    if (target != null) {
      collectTasks(target, names);
    }
    var stack = task.stackTrace();
    return new TaskState(
        task.name(),
        activityOf(task),
        target == null ? "" : target.toString(),
        List.copyOf(names),
        stack.length == 0 ? "" : CodeLine.of(stack));
  }

  @SuppressWarnings("ReferenceEquality") // Tasks are compared by identity.
  private static TaskState.State activityOf(Task<?> task) {
    if (task.loop.runningTask == task) {
      return TaskState.State.RUNNING;
    }
    if (!task.step().isParked()) {
      return TaskState.State.READY;
    }
    return task.waitingFor() == null ? TaskState.State.BLOCKED : TaskState.State.WAITING;
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

  void add(Task<?> task) {
    addedCount++;
    size++;
    task.next = newest;
    if (newest != null) {
      newest.previous = task;
    }
    newest = task;
  }

  void remove(Task<?> task) {
    size--;
    if (task.previous == null) {
      newest = task.next;
    } else {
      task.previous.next = task.next;
    }
    if (task.next != null) {
      task.next.previous = task.previous;
    }
    task.previous = null;
    task.next = null;
  }
}
