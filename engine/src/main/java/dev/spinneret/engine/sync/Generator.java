package dev.spinneret.engine.sync;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.task.WaitUntil;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Code that yields values to a caller, which can send a value back for each: Python's generator,
/// as a task.
///
/// ```java
/// try (var averager = Generator.<Double, Double>of(self -> {
///   double sum = 0;
///   for (int count = 0; ; count++) {
///     sum += self.emit(count == 0 ? 0 : sum / count);
///   }
/// })) {
///   averager.next();       // runs to the first emit
///   averager.send(10.0);   // 10.0
///   averager.send(30.0);   // 20.0
/// }
/// ```
///
/// The body runs only while the caller waits in [#next], [#send] or [#raise], and may suspend like
/// any task. Used on the loop's thread, by one caller at a time. If values flow one way only,
/// [Producer] is enough.
///
/// @param <S> the type of the values sent to the body
/// @param <Y> the type of the values yielded
public final class Generator<S, Y> implements Iterable<Y>, AutoCloseable {
  private final EventLoop loop = EventLoop.current();
  private final Body<S, Y> body;
  private final Port port = new Port();
  private @Nullable Task<@Nullable Void> task;

  /// The future that the caller awaits: the next value, or null at the end.
  private @Nullable Future<@Nullable Y> wanted;

  /// The future that the body awaits in `emit`.
  private @Nullable Future<@Nullable S> sent;

  /// Code that yields.
  ///
  /// @param <S> the type of the values sent to the body
  /// @param <Y> the type of the values yielded
  @FunctionalInterface
  public interface Body<S, Y> {
    /// Yields values.
    ///
    /// @param self the body's end of the generator
    /// @throws Exception if it fails; the caller gets the failure
    void run(Generator<S, Y>.Port self) throws Exception;
  }

  /// The body's end of a generator.
  public final class Port {
    private Port() {}

    /// Yields a value to the caller and suspends the body until the caller requests the next one.
    ///
    /// @param value returned by the caller's `next` or `send`
    /// @return the value that the caller sends; null for `next`
    /// @throws RuntimeException that the caller raises
    /// @throws dev.spinneret.engine.loop.Cancelled if the generator is closed meanwhile
    public @Nullable S emit(Y value) {
      var answer = wanted;
      if (answer == null) {
        throw new IllegalStateException("only the running body of a generator can yield");
      }
      Future<@Nullable S> next = loop.createFuture();
      sent = next;
      wanted = null;
      if (!answer.isDone()) {
        answer.setResult(value);
      }
      return next.await();
    }
  }

  private Generator(Body<S, Y> body) {
    this.body = body;
  }

  /// Creates a generator. Its body starts with the first [#next].
  ///
  /// @param body runs as a task of the current loop
  /// @param <S> the type of the values sent to the body
  /// @param <Y> the type of the values yielded
  /// @return the generator, which the caller closes
  public static <S, Y> Generator<S, Y> of(Body<S, Y> body) {
    return new Generator<>(body);
  }

  /// Runs the body to its next yield, suspending the current task meanwhile.
  ///
  /// @return the yielded value
  /// @throws NoSuchElementException if the body has ended
  public Y next() {
    return send(null);
  }

  /// Sends a value, which the body's `emit` returns, and runs the body to its next yield,
  /// suspending the current task meanwhile.
  ///
  /// @param value returned by `emit`
  /// @return the next yielded value
  /// @throws NoSuchElementException if the body has ended
  /// @throws IllegalStateException if the body has not started and does not wait for a value: call
  ///   [#next] first
  public Y send(@Nullable S value) {
    var step = step();
    var waiting = sent;
    if (task == null) {
      if (value != null) {
        throw new IllegalStateException("the body does not wait for a value yet: call next first");
      }
      begin(step);
    } else if (waiting != null) {
      sent = null;
      wanted = step;
      waiting.setResult(value);
    }
    return await(step);
  }

  /// Raises an exception in the body's `emit`, and runs the body to its next yield.
  ///
  /// @param failure thrown by `emit`
  /// @return the next yielded value
  /// @throws NoSuchElementException if the body has ended
  /// @throws RuntimeException if the body does not catch it
  public Y raise(RuntimeException failure) {
    var step = step();
    var waiting = sent;
    if (task == null || waiting == null) {
      throw new IllegalStateException("the body does not wait in a yield");
    }
    sent = null;
    wanted = step;
    waiting.setException(failure);
    return await(step);
  }

  /// Whether the body has ended.
  ///
  /// @return true if no more values come
  public boolean isDone() {
    return task != null && task.isDone();
  }

  /// Iterates over the remaining values without sending any; `hasNext` suspends the current task.
  @Override
  public Iterator<Y> iterator() {
    return new Iterator<>() {
      private @Nullable Y ready;

      @Override
      public boolean hasNext() {
        if (ready == null && !isDone()) {
          try {
            ready = Generator.this.next();
          } catch (NoSuchElementException e) {
            if (!isDone()) {
              throw e;
            }
          }
        }
        return ready != null;
      }

      @Override
      public Y next() {
        var value = hasNext() ? ready : null;
        if (value == null) {
          throw new NoSuchElementException("the generator has ended");
        }
        ready = null;
        return value;
      }
    };
  }

  /// Cancels the body if it has not ended, and suspends until its clean-up has run.
  @Override
  public void close() {
    var running = task;
    if (running != null) {
      running.cancel();
      var _ = Tasks.wait(List.of(running), WaitUntil.ALL_COMPLETED);
    }
  }

  private Future<@Nullable Y> step() {
    if (wanted != null) {
      throw new IllegalStateException("another task waits for this generator");
    }
    return loop.createFuture();
  }

  private void begin(Future<@Nullable Y> step) {
    wanted = step;
    Task<@Nullable Void> started =
        loop.createTask(
            "generator",
            () -> {
              body.run(port);
              return null;
            });
    // Runs after the body's last step, however it ended.
    started.addDoneCallback(_ -> {
      var last = wanted;
      wanted = null;
      if (last != null && !last.isDone()) {
        last.setResult(null);
      }
    });
    task = started;
  }

  private Y await(Future<@Nullable Y> step) {
    var running = task;
    var value = running == null || running.isDone() ? null : step.await();
    if (value == null) {
      if (running != null) {
        var _ = running.await();
      }
      throw new NoSuchElementException("the generator has ended");
    }
    return value;
  }
}
