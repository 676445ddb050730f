package dev.spinneret.engine.crawl;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import org.jspecify.annotations.Nullable;

/// Wakes the one task that waits for something to do. Signals between two waits count as one.
final class WakeSignal {
  private final EventLoop loop;
  private @Nullable Future<Boolean> waiting;
  private boolean signalled;

  WakeSignal(EventLoop loop) {
    this.loop = loop;
  }

  /// Wakes the waiting task, or makes its next wait return at once. On the loop's thread.
  void signal() {
    signalled = true;
    if (waiting != null && !waiting.isDone()) {
      waiting.setResult(true);
    }
  }

  /// Suspends the calling task until the signal is sent or a time is reached.
  ///
  /// @param untilNanos an instant of the loop's time; `Long.MAX_VALUE` for none
  void await(long untilNanos) {
    if (!signalled) {
      Future<Boolean> mine = loop.createFuture();
      waiting = mine;
      var timer = untilNanos == Long.MAX_VALUE ? null : loop.callAt(untilNanos, this::signal);
      try {
        mine.await();
      } finally {
        waiting = null;
        if (timer != null) {
          timer.cancel();
        }
      }
    }
    signalled = false;
  }
}
