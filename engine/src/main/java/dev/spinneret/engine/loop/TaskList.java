package dev.spinneret.engine.loop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tasks of a loop that have not ended: a list whose elements know their neighbours.
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
