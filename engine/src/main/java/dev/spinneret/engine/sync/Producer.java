package dev.spinneret.engine.sync;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.task.WaitUntil;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Items that a separate task produces while they are iterated over, at most one ahead.
///
/// ```java
/// try (var pages = Producer.<Page>start(out -> { … out.send(page); … })) {
///   for (var page : pages) { … }
/// }
/// ```
///
/// Leaving the block early cancels the producing task and waits for its clean-up. If that task
/// fails, the iteration throws its failure.
///
/// @param <T> the type of the items
public final class Producer<T> implements Iterable<T>, AutoCloseable {
  private final Channel<T> channel = new Channel<>(0);
  private final Task<@Nullable Void> task;

  /// Code that produces items.
  ///
  /// @param <T> the type of the items
  @FunctionalInterface
  public interface Body<T> {
    /// Produces the items.
    ///
    /// @param out where to send each; sending suspends until it is requested
    /// @throws Exception if it fails
    void run(Channel<T> out) throws Exception;
  }

  private Producer(Body<T> body) {
    this.task =
        EventLoop.current()
            .createTask(
                "producer",
                () -> {
                  try {
                    body.run(channel);
                  } finally {
                    channel.close();
                  }
                  return null;
                });
  }

  /// Starts the producing task.
  ///
  /// @param body runs as a task of the current loop
  /// @param <T> the type of the items
  /// @return the items, which the caller closes
  public static <T> Producer<T> start(Body<T> body) {
    return new Producer<>(body);
  }

  /// Iterates over the remaining items; `hasNext` suspends the current task.
  ///
  /// @return an iterator, which throws the failure of the producing task
  @Override
  public Iterator<T> iterator() {
    var items = channel.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (items.hasNext()) {
          return true;
        }
        var _ = task.await();
        return false;
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the producer has ended");
        }
        return items.next();
      }
    };
  }

  /// Cancels the producing task if it has not ended, and suspends until its clean-up has run.
  @Override
  public void close() {
    task.cancel();
    var _ = Tasks.wait(List.of(task), WaitUntil.ALL_COMPLETED);
  }
}
