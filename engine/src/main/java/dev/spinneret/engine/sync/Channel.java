package dev.spinneret.engine.sync;

import dev.spinneret.engine.loop.Cancelled;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A stream of items between tasks with back-pressure: a sender waits until there is room in the
/// buffer, or, without a buffer, until a task receives the item.
///
/// Closing it ends the stream; items that were sent before are still received. Senders and
/// receivers are served in order of arrival. Used on the loop's thread only.
///
/// ```java
/// for (var item : channel) { … }   // receives until the channel is closed
/// ```
///
/// @param <T> the type of the items
public final class Channel<T> implements Iterable<T>, AutoCloseable {
  /// The item of a waiting sender.
  private record Parcel<T>(T item, Waiter<@Nullable Void> place) {}

  private final int capacity;
  private final ArrayDeque<T> buffer = new ArrayDeque<>();
  private final ArrayDeque<Parcel<T>> parcels = new ArrayDeque<>();
  private final WaitLine<@Nullable Void> senders = new WaitLine<>(this);
  private final WaitLine<@Nullable T> receivers = new WaitLine<>(this);
  private boolean closed;

  /// Creates a channel.
  ///
  /// @param capacity how many items the buffer holds; with 0, every sender waits for its receiver
  public Channel(int capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("a channel has a capacity of 0 or more: " + capacity);
    }
    this.capacity = capacity;
  }

  /// Sends an item; suspends the current task while there is neither room nor a receiver.
  ///
  /// @param item goes to exactly one receiver
  /// @throws ChannelClosed if the channel is closed before the item is accepted
  /// @throws Cancelled if the task is cancelled while it waits; the item is not sent, unless it was
  ///   already accepted
  public void send(T item) {
    if (closed) {
      throw new ChannelClosed();
    }
    if (receivers.wakeFirst(item)) {
      return;
    }
    if (buffer.size() < capacity) {
      buffer.add(item);
      return;
    }
    var parcel = new Parcel<>(item, senders.join());
    parcels.add(parcel);
    try {
      parcel.place().await();
    } catch (Cancelled e) {
      parcels.remove(parcel);
      throw e;
    }
  }

  /// Receives the next item; suspends the current task until there is one.
  ///
  /// @return null if the channel is closed and every item was received
  /// @throws Cancelled if the task is cancelled while it waits; no item is lost then
  public @Nullable T receive() {
    var item = take();
    if (item != null || closed) {
      return item;
    }
    var place = receivers.join();
    try {
      return place.await();
    } catch (Cancelled e) {
      var given = place.isGiven() ? place.result() : null;
      if (given != null && !receivers.wakeFirst(given)) {
        buffer.addFirst(given);
      }
      throw e;
    }
  }

  /// Ends the stream: receivers get the items that were sent and then null, and waiting senders
  /// fail. Never suspends; a second call does nothing.
  @Override
  public void close() {
    closed = true;
    receivers.wakeAll(null);
    parcels.clear();
    senders.failAll(new ChannelClosed());
  }

  /// Whether the channel is closed.
  ///
  /// @return true after [#close]
  public boolean isClosed() {
    return closed;
  }

  /// How many items are in the buffer.
  ///
  /// @return 0 or more
  public int size() {
    return buffer.size();
  }

  /// Receives item after item until the channel is closed; `hasNext` suspends the current task.
  ///
  /// @return an iterator, which shares the items with other receivers
  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      private @Nullable T next;

      @Override
      public boolean hasNext() {
        if (next == null) {
          next = receive();
        }
        return next != null;
      }

      @Override
      public T next() {
        var item = hasNext() ? next : null;
        if (item == null) {
          throw new NoSuchElementException("the channel is closed");
        }
        next = null;
        return item;
      }
    };
  }

  @Override
  public String toString() {
    return "Channel[size="
        + buffer.size()
        + ", sending="
        + senders.size()
        + ", receiving="
        + receivers.size()
        + "]";
  }

  /// Takes the oldest item; that of the first waiting sender then moves into the buffer.
  private @Nullable T take() {
    var item = buffer.poll();
    if (item == null) {
      return unload();
    }
    if (buffer.size() < capacity) {
      var moved = unload();
      if (moved != null) {
        buffer.add(moved);
      }
    }
    return item;
  }

  /// Takes the item of the first waiting sender, and wakes the sender.
  private @Nullable T unload() {
    for (var parcel = parcels.poll(); parcel != null; parcel = parcels.poll()) {
      // A sender that was cancelled has left the line, but has not run yet.
      if (parcel.place().inLine) {
        senders.wakeFirst(null);
        return parcel.item();
      }
    }
    return null;
  }
}
