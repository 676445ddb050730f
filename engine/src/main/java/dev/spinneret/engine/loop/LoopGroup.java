package dev.spinneret.engine.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Several event loops, each on its own platform thread, among which work is distributed.
///
/// A task stays on its loop; only work that has not started and results pass from loop to loop.
/// Thread-safe.
public final class LoopGroup implements AutoCloseable {
  private final List<EventLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger submittedCount = new AtomicInteger();

  /// Creates the loops and starts their threads.
  ///
  /// @param count how many, 1 or more, usually one per core
  /// @param options the options of each
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
  /// @param options the options of each
  /// @param onFailure called on the loop's thread when a running loop ends with an error; futures
  ///   of that loop no longer complete
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
  /// @return all loops, in order of creation
  public List<EventLoop> loops() {
    return List.copyOf(loops);
  }

  /// The loop that gets the next work.
  ///
  /// @return the loops in turn
  public EventLoop next() {
    return loops.get(Math.floorMod(submittedCount.getAndIncrement(), loops.size()));
  }

  /// Runs `body` as a task of the next loop. Callable from any thread.
  ///
  /// @param body the code of the task
  /// @param <T> the type of its result
  /// @return completes as the task does; cancelling it cancels the task
  public <T extends @Nullable Object> CompletableFuture<T> submit(Callable<? extends T> body) {
    return next().runThreadsafe(body);
  }

  /// Runs `body` as a task of the next loop, and returns a future of the caller's loop. Called in a
  /// task or callback.
  ///
  /// @param body the code of the task
  /// @param <T> the type of its result
  /// @return a future of the caller's loop; cancelling it cancels the task
  public <T extends @Nullable Object> Future<T> handOver(Callable<? extends T> body) {
    return handOver(next(), body);
  }

  /// Runs `body` as a task of one of the loops, and returns a future of the caller's loop. Called
  /// in a task or callback.
  ///
  /// @param target one of [#loops]
  /// @param body the code of the task
  /// @param <T> the type of its result
  /// @return a future of the caller's loop; cancelling it cancels the task
  public <T extends @Nullable Object> Future<T> handOver(
      EventLoop target, Callable<? extends T> body) {
    return CrossThread.handOver(EventLoop.current(), target, body);
  }

  /// Stops every loop, cancels its tasks, runs their clean-up on its thread, and waits until all
  /// loops have ended. Called from a thread that runs none of them.
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
