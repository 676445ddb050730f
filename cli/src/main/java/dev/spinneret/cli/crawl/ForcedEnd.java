package dev.spinneret.cli.crawl;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/// Ends the process when its orderly end takes too long, whatever blocks it: a pipe that nobody
/// reads, a page that parses for seconds, a disk that does not answer.
///
/// Each deadline has a daemon thread of its own; none runs before the first. Time during which the
/// whole process was suspended does not count. Halting is like kill -9: what the state has
/// committed is safe. Callable from any thread.
final class ForcedEnd {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /// How long the last message may take: standard error may be what blocks.
  private static final Duration MESSAGE_PATIENCE = Duration.ofMillis(500);

  private final Runnable lastMessage;
  private volatile boolean cancelled;

  /// Sets no deadline yet.
  ///
  /// @param lastMessage says what is lost; may block
  ForcedEnd(Runnable lastMessage) {
    this.lastMessage = lastMessage;
  }

  /// Halts the process after a time, unless [#cancel] comes first. Of several deadlines the
  /// earliest counts.
  ///
  /// @param after from now on
  /// @param exitCode evaluated when the process is halted
  void in(Duration after, IntSupplier exitCode) {
    Thread.ofPlatform()
        .daemon()
        .name("forced end")
        .start(() -> {
          sleep(after);
          if (!cancelled) {
            halt(exitCode);
          }
        });
  }

  /// The orderly end has come: no deadline counts any more.
  void cancel() {
    cancelled = true;
  }

  private void sleep(Duration time) {
    var leftNanos = time.toNanos();
    var lastNanos = System.nanoTime();
    while (leftNanos > 0 && !cancelled) {
      LockSupport.parkNanos(this, Math.min(leftNanos, STEP_NANOS));
      var nowNanos = System.nanoTime();
      leftNanos -= Math.min(nowNanos - lastNanos, 2 * STEP_NANOS);
      lastNanos = nowNanos;
    }
  }

  private void halt(IntSupplier exitCode) {
    var code = exitCode.getAsInt(); // before the message: what is unwritten then decides
    var printer = Thread.ofPlatform().daemon().name("last message").start(lastMessage);
    try {
      printer.join(MESSAGE_PATIENCE);
    } catch (InterruptedException _) {
      // This thread is never interrupted; if it is, the process is halted at once.
    }
    Runtime.getRuntime().halt(code);
  }
}
