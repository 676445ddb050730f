package dev.spinneret.engine.sync;

import dev.spinneret.engine.loop.EventLoop;
import org.jspecify.annotations.Nullable;

/// Tasks that wait in line for something, in order of arrival.
///
/// The call that wakes a task also gives it what it waits for, so that no later task can take it,
/// and the line holds only tasks that have nothing yet. A place in the line is removed in constant
/// time.
///
/// @param <T> the type of what a task is given
final class WaitLine<T extends @Nullable Object> {
  private final Object owner;
  private @Nullable Waiter<T> first;
  private @Nullable Waiter<T> last;
  private int size;

  /// Creates an empty line.
  ///
  /// @param owner what the tasks wait for; dumps show its text
  WaitLine(Object owner) {
    this.owner = owner;
  }

  Object owner() {
    return owner;
  }

  int size() {
    return size;
  }

  /// Adds the current task at the end of the line. The task then awaits its place.
  Waiter<T> join() {
    var loop = EventLoop.current();
    var head = first;
    if (head != null && head.loop() != loop) {
      throw new IllegalStateException(owner + " is in use by another event loop");
    }
    var place = new Waiter<>(loop, this);
    place.inLine = true;
    place.previous = last;
    if (last == null) {
      first = place;
    } else {
      last.next = place;
    }
    last = place;
    size++;
    return place;
  }

  /// Wakes the first task in line.
  ///
  /// @param value what it is given
  /// @return false if the line is empty
  boolean wakeFirst(T value) {
    var place = first;
    if (place == null) {
      return false;
    }
    remove(place);
    place.setResult(value);
    return true;
  }

  /// Wakes all tasks in line.
  void wakeAll(T value) {
    while (wakeFirst(value)) {
      // Each call removes one.
    }
  }

  /// Fails all tasks in line.
  void failAll(RuntimeException failure) {
    for (var place = first; place != null; place = first) {
      remove(place);
      place.setException(failure);
    }
  }

  void remove(Waiter<T> place) {
    if (!place.inLine) {
      return;
    }
    place.inLine = false;
    if (place.previous == null) {
      first = place.next;
    } else {
      place.previous.next = place.next;
    }
    if (place.next == null) {
      last = place.previous;
    } else {
      place.next.previous = place.previous;
    }
    place.previous = null;
    place.next = null;
    size--;
  }

  @Override
  public String toString() {
    return owner.toString();
  }
}
