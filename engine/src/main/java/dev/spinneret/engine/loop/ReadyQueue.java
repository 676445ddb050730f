package dev.spinneret.engine.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;

/// The handles that run in the next turn, in order. Used on the loop's thread only.
final class ReadyQueue {
  private final ArrayDeque<Handle> handles = new ArrayDeque<>();

  void add(Handle handle) {
    handles.add(handle);
  }

  Handle remove() {
    return handles.remove();
  }

  boolean isEmpty() {
    return handles.isEmpty();
  }

  int size() {
    return handles.size();
  }

  /// Rearranges the steps of tasks; callbacks keep their places.
  void arrange(TaskOrder order) {
    var tasks = new ArrayList<Task<?>>();
    for (var handle : handles) {
      if (handle instanceof Step step) {
        tasks.add(step.task());
      }
    }
    order.arrange(tasks);
    var steps = tasks.iterator();
    for (int left = handles.size(); left > 0; left--) {
      var handle = handles.remove();
      handles.add(handle instanceof Step ? steps.next().step() : handle);
    }
  }
}
