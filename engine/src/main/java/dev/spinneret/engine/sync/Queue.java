package dev.spinneret.engine.sync;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Items on their way from tasks that put to tasks that get, in a container of limited size.
///
/// Built of two lines: one for free slots, one for items. Both are first come, first served: an
/// item that is put while tasks wait belongs to the first of them, and a slot that becomes free to
/// the first task that wants to put. Used on the loop's thread only.
///
/// @param <T> the type of the items
public final class Queue<T> {
  /// Capacity of a queue that never makes who puts wait.
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /// Where the items are kept; decides their order.
  private interface Store<T> {
    void add(T item);

    T remove();

    int size();
  }

  private final int capacity;
  private final Store<T> store;
  private final Permits slots;
  private final Permits items;
  private final WaitLine<@Nullable Void> joining = new WaitLine<>(this);
  private int unfinishedCount;
  private boolean shutDown;

  private Queue(int capacity, Store<T> store) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a queue has room for 1 item or more: " + capacity);
    }
    this.capacity = capacity;
    this.store = store;
    this.slots = new Permits(this, capacity);
    this.items = new Permits(this, 0);
  }

  /// Creates a queue that gives items in the order in which they came.
  ///
  /// @param capacity how many items it holds at most, or [#UNBOUNDED]
  public Queue(int capacity) {
    this(capacity, new Line<>(false));
  }

  /// Creates a queue that gives the newest item first.
  ///
  /// @param capacity how many items it holds at most, or [#UNBOUNDED]
  /// @param <T> the type of the items
  /// @return an empty queue
  public static <T> Queue<T> lifo(int capacity) {
    return new Queue<>(capacity, new Line<>(true));
  }

  /// Creates a queue that gives the least item first.
  ///
  /// @param capacity how many items it holds at most, or [#UNBOUNDED]
  /// @param order says which of two is less; equal ones come in no particular order
  /// @param <T> the type of the items
  /// @return an empty queue
  public static <T> Queue<T> priority(int capacity, Comparator<? super T> order) {
    return new Queue<>(capacity, new Heap<>(new PriorityQueue<>(order)));
  }

  /// Puts an item; suspends the current task while the queue is full.
  ///
  /// @param item what a task will get
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

  /// Puts an item if there is room. Never suspends; callable from callbacks too.
  ///
  /// @param item what a task will get
  /// @return false when the queue is full
  /// @throws QueueShutDown if the queue is shut down
  public boolean offer(T item) {
    checkOpen();
    if (!slots.tryAcquire()) {
      return false;
    }
    add(item);
    return true;
  }

  /// Takes an item out; suspends the current task while there is none.
  ///
  /// @return the next item
  /// @throws QueueShutDown if the queue is shut down and empty
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits; no item
  ///   is lost then
  public T get() {
    items.acquire();
    return remove();
  }

  /// Takes an item out if there is one that nobody waited for. Never suspends; callable from
  /// callbacks too.
  ///
  /// @return null when there is none
  /// @throws QueueShutDown if the queue is shut down and empty
  public @Nullable T poll() {
    if (items.tryAcquire()) {
      return remove();
    }
    if (shutDown && store.size() == 0) {
      throw new QueueShutDown();
    }
    return null;
  }

  /// Says that the work on an item is done, once for each item that was taken out.
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

  /// Suspends the current task until [#taskDone] was called for every item that was put.
  ///
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits
  public void join() {
    if (unfinishedCount > 0) {
      joining.join().await();
    }
  }

  /// Ends the queue: nothing can be put from now on, and who waits to put fails. What is in it can
  /// still be taken out; after that, who waits for an item fails too.
  public void shutdown() {
    if (shutDown) {
      return;
    }
    shutDown = true;
    slots.close(new QueueShutDown());
    items.close(new QueueShutDown());
  }

  /// Ends the queue as [#shutdown] does, drops what is in it, and counts that as done.
  public void shutdownNow() {
    shutdown();
    while (items.tryAcquire()) {
      var _ = remove();
      taskDone();
    }
  }

  /// How many items are in the queue, those included that a woken task is about to take.
  ///
  /// @return 0 or more
  public int size() {
    return store.size();
  }

  /// Whether nothing is in the queue.
  ///
  /// @return true when the size is 0
  public boolean isEmpty() {
    return store.size() == 0;
  }

  /// Whether a task that puts has to wait.
  ///
  /// @return true when there is no free slot
  public boolean isFull() {
    return slots.available() == 0;
  }

  /// How many items it holds at most.
  ///
  /// @return the capacity given, or [#UNBOUNDED]
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

  private static final class Line<T> implements Store<T> {
    private final ArrayDeque<T> deque = new ArrayDeque<>();
    private final boolean newestFirst;

    Line(boolean newestFirst) {
      this.newestFirst = newestFirst;
    }

    @Override
    public void add(T item) {
      deque.addLast(item);
    }

    @Override
    public T remove() {
      return newestFirst ? deque.removeLast() : deque.removeFirst();
    }

    @Override
    public int size() {
      return deque.size();
    }
  }

  private record Heap<T>(PriorityQueue<T> heap) implements Store<T> {
    @Override
    public void add(T item) {
      heap.add(item);
    }

    @Override
    public T remove() {
      return heap.remove();
    }

    @Override
    public int size() {
      return heap.size();
    }
  }
}
