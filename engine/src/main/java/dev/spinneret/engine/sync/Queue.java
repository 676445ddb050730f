package dev.spinneret.engine.sync;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// A queue of limited size between tasks that put items and tasks that get them.
///
/// Tasks wait in two lines, one for free slots and one for items, and are served in order of
/// arrival: an item that is put while tasks wait belongs to the first of them, and a slot that
/// becomes free to the first task that waits to put. Used on the loop's thread only.
///
/// @param <T> the type of the items
public final class Queue<T> {
  /// The capacity of a queue in which `put` never waits.
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private final int capacity;

  /// Holds the items and decides their order.
  private final java.util.Queue<T> store;

  private final Permits slots;
  private final Permits items;
  private final WaitLine<@Nullable Void> joining = new WaitLine<>(this);
  private int unfinishedCount;
  private boolean shutDown;

  private Queue(int capacity, java.util.Queue<T> store) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a queue has a capacity of 1 or more: " + capacity);
    }
    this.capacity = capacity;
    this.store = store;
    this.slots = new Permits(this, capacity);
    this.items = new Permits(this, 0);
  }

  /// Creates a queue that returns items in the order in which they were put.
  ///
  /// @param capacity how many items it holds at most, or [#UNBOUNDED]
  public Queue(int capacity) {
    this(capacity, new ArrayDeque<>());
  }

  /// Creates a queue that returns the newest item first.
  ///
  /// @param capacity how many items it holds at most, or [#UNBOUNDED]
  /// @param <T> the type of the items
  /// @return an empty queue
  public static <T> Queue<T> lifo(int capacity) {
    return new Queue<>(capacity, Collections.asLifoQueue(new ArrayDeque<>()));
  }

  /// Creates a queue that returns the least item first.
  ///
  /// @param capacity how many items it holds at most, or [#UNBOUNDED]
  /// @param order compares items; equal ones are returned in no particular order
  /// @param <T> the type of the items
  /// @return an empty queue
  public static <T> Queue<T> priority(int capacity, Comparator<? super T> order) {
    return new Queue<>(capacity, new PriorityQueue<>(order));
  }

  /// Puts an item; suspends the current task while the queue is full.
  ///
  /// @param item the item
  /// @throws QueueShutDown if the queue is shut down before there is room
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits; the item
  ///   is not put then
  public void put(T item) {
    checkOpen();
    slots.acquire();
    if (shutDown) {
      slots.release();
      throw new QueueShutDown();
    }
    add(item);
  }

  /// Puts an item if there is room. Never suspends; callbacks may call it, too.
  ///
  /// @param item the item
  /// @return false if the queue is full
  /// @throws QueueShutDown if the queue is shut down
  public boolean offer(T item) {
    checkOpen();
    if (!slots.tryAcquire()) {
      return false;
    }
    add(item);
    return true;
  }

  /// Removes and returns the next item; suspends the current task while there is none.
  ///
  /// @return the next item
  /// @throws QueueShutDown if the queue is shut down and empty
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits; no item
  ///   is lost then
  public T get() {
    items.acquire();
    return remove();
  }

  /// Removes and returns the next item if there is one that no waiting task gets. Never suspends;
  /// callbacks may call it, too.
  ///
  /// @return null if there is none
  /// @throws QueueShutDown if the queue is shut down and empty
  public @Nullable T poll() {
    if (items.tryAcquire()) {
      return remove();
    }
    if (shutDown && store.isEmpty()) {
      throw new QueueShutDown();
    }
    return null;
  }

  /// Reports that the work on an item is done; called once for each item that was removed.
  ///
  /// @throws IllegalStateException if called more often than items were put
  public void taskDone() {
    if (unfinishedCount == 0) {
      throw new IllegalStateException("taskDone was called more often than items were put");
    }
    if (--unfinishedCount == 0) {
      joining.wakeAll(null);
    }
  }

  /// Suspends the current task until [#taskDone] has been called for every item that was put.
  ///
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits
  public void join() {
    if (unfinishedCount > 0) {
      joining.join().await();
    }
  }

  /// Shuts the queue down: no item can be put from now on, and tasks that wait to put fail. The
  /// items in it can still be removed; after that, tasks that wait for an item fail, too.
  public void shutdown() {
    if (shutDown) {
      return;
    }
    shutDown = true;
    slots.close(new QueueShutDown());
    items.close(new QueueShutDown());
  }

  /// Shuts the queue down as [#shutdown] does, drops its items, and counts them as done.
  public void shutdownNow() {
    shutdown();
    while (items.tryAcquire()) {
      var _ = remove();
      taskDone();
    }
  }

  /// How many items are in the queue, including those that a woken task is about to remove.
  ///
  /// @return 0 or more
  public int size() {
    return store.size();
  }

  /// Whether the queue is empty.
  ///
  /// @return true if the size is 0
  public boolean isEmpty() {
    return store.isEmpty();
  }

  /// Whether the queue is full.
  ///
  /// @return true if a `put` would wait
  public boolean isFull() {
    return slots.available() == 0;
  }

  /// How many items it holds at most.
  ///
  /// @return the capacity, or [#UNBOUNDED]
  public int capacity() {
    return capacity;
  }

  @Override
  public String toString() {
    return "Queue[size="
        + size()
        + ", getting="
        + items.waitingCount()
        + ", putting="
        + slots.waitingCount()
        + "]";
  }

  private void add(T item) {
    store.add(item);
    unfinishedCount++;
    items.release();
  }

  private T remove() {
    var item = store.remove();
    slots.release();
    return item;
  }

  private void checkOpen() {
    if (shutDown) {
      throw new QueueShutDown();
    }
  }
}
