package dev.spinneret.engine.loop;

import dev.spinneret.engine.diagnostics.CodeLine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Watches a running loop from its own thread, and logs the line of code that blocks it. Used in
/// debug mode only.
final class Watchdog implements AutoCloseable {
  private final DebugOptions options;
  private final long slowNanos;
  private final Thread loopThread;
  private final Thread watcher;
  private volatile @Nullable Handle running;
  private volatile long sinceNanos;
  private volatile boolean reported;
  private volatile boolean closed;

  Watchdog(DebugOptions options, Thread loopThread) {
    this.options = options;
    this.slowNanos = TimeUnit.NANOSECONDS.convert(options.slowStep()); // saturates
    this.loopThread = loopThread;
    this.watcher = Thread.ofPlatform().daemon().name("loop-watchdog").start(this::watch);
  }

  void begins(Handle handle) {
    reported = false;
    sinceNanos = System.nanoTime();
    running = handle;
  }

  void ends() {
    var handle = running;
    running = null;
    long nanos = System.nanoTime() - sinceNanos;
    if (handle != null && nanos > slowNanos) {
      options
          .log()
          .accept(describe(handle) + " took " + Duration.ofNanos(nanos).toMillis() + " ms");
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watcher);
  }

  private void watch() {
    long pauseNanos = Math.max(1, slowNanos / 2);
    while (!closed) {
      LockSupport.parkNanos(pauseNanos);
      var handle = running;
      long nanos = System.nanoTime() - sinceNanos;
      if (handle != null && !reported && nanos > slowNanos) {
        var line = CodeLine.of(stackOf(handle));
        if (handle == running) {
          reported = true;
          options
              .log()
              .accept(
                  describe(handle)
                      + (isPinned(handle)
                          ? " waits where it cannot be suspended, and has held the event loop for "
                          : " has held the event loop for ")
                      + Duration.ofNanos(nanos).toMillis()
                      + " ms, at "
                      + line);
        }
      }
    }
  }

  private StackTraceElement[] stackOf(Handle handle) {
    return handle instanceof Step step ? step.task().stackTrace() : loopThread.getStackTrace();
  }

  /// Whether the step waits while it runs, because it is pinned by a static initializer or native
  /// code.
  private static boolean isPinned(Handle handle) {
    return handle instanceof Step step
        && switch (step.task().threadState()) {
          case BLOCKED, WAITING, TIMED_WAITING -> true;
          case NEW, RUNNABLE, TERMINATED -> false;
        };
  }

  private static String describe(Handle handle) {
    return handle instanceof Step step ? "a step of " + step.task() : "a callback";
  }
}
