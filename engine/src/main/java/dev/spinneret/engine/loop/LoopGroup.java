package dev.spinneret.engine.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Several event loops, each on a platform thread of its own, among which work is dealt out.
///
/// A task stays on its loop for life; what goes from loop to loop is work that has not begun, and
/// results. Thread-safe.
public final class LoopGroup implements AutoCloseable {
  private final List<EventLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger dealt = new AtomicInteger();

  /// Creates the loops and starts their threads.
  ///
  /// @param count how many, 1 or more; a good number is that of the cores
  /// @param options how each is built
  public LoopGroup(int count, LoopOptions options) {
    this(
        count,
        options,
        failure -> {
          throw failure;
        });
  }

  /// Creates the loops and starts their threads.
  ///
  /// @param count how many, 1 or more
  /// @param options how each is built
  /// @param onFailure is called, on the loop's thread, when a loop that runs ends with an error;
  ///   whoever awaits something of that loop has to be told
  public LoopGroup(int count, LoopOptions options, Consumer<? super Error> onFailure) {
    if (count < 1) {
      throw new IllegalArgumentException("a loop group has 1 loop or more: " + count);
    }
    try {
      for (int i = 0; i < count; i++) {
        var started = new CompletableFuture<EventLoop>();
        threads.add(
            Thread.ofPlatform().name("loop-" + i).start(() -> carry(options, onFailure, started)));
        loops.add(started.join());
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static void carry(
      LoopOptions options,
      Consumer<? super Error> onFailure,
      CompletableFuture<EventLoop> started) {
    try (var loop = EventLoop.create(options)) {
      started.complete(loop);
      loop.runForever();
    } catch (RuntimeException | Error e) {
      if (!started.completeExceptionally(e)) {
        onFailure.accept(e instanceof Error error ? error : new Error("an event loop failed", e));
      }
    }
  }

  /// The loops.
  ///
  /// @return as many as were asked for
  public List<EventLoop> loops() {
    return List.copyOf(loops);
  }

  /// The loop whose turn it is to get work.
  ///
  /// @return each in turn
  public EventLoop next() {
    return loops.get(Math.floorMod(dealt.getAndIncrement(), loops.size()));
  }

  /// Runs `body` as a task of the next loop. Callable from any thread.
  ///
  /// @param body what the task does
  /// @param <T> the type of what it returns
  /// @return ends as the task does; cancelling it cancels the task
  public <T extends @Nullable Object> CompletableFuture<T> submit(Callable<? extends T> body) {
    return next().runThreadsafe(body);
  }

  /// Runs `body` as a task of the next loop, for a task of whatever loop to await. Called in a task
  /// or callback.
  ///
  /// @param body what the task does
  /// @param <T> the type of what it returns
  /// @return a future of the caller's loop; cancelling it cancels the task
  public <T extends @Nullable Object> Future<T> handOver(Callable<? extends T> body) {
    return handOver(next(), body);
  }

  /// Runs `body` as a task of one of the loops, for a task of whatever loop to await. Called in a
  /// task or callback.
  ///
  /// @param target one of [#loops]
  /// @param body what the task does
  /// @param <T> the type of what it returns
  /// @return a future of the caller's loop; cancelling it cancels the task
  public <T extends @Nullable Object> Future<T> handOver(
      EventLoop target, Callable<? extends T> body) {
    return CrossThread.handOver(EventLoop.current(), target, body);
  }

  /// Stops every loop, cancels its tasks, runs their clean-up on its own thread, and waits until
  /// all have ended. Called from a thread that carries none of them.
  @Override
  public void close() {
    loops.forEach(EventLoop::stop);
    boolean interrupted = false;
    for (var thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
