package dev.spinneret.engine.testing;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.Poller;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A poller without descriptors: when every task waits, it moves the clock to the next deadline
/// instead of waiting for it.
///
/// Where no timer is set, only another thread can wake the loop: the poller waits for one in real
/// time, and gives up when none comes.
final class VirtualPoller implements Poller {
  /// A disk that others write to has kept a commit for more than five.
  private static final long PATIENCE_SECONDS = 30;

  private final VirtualTime time;
  private final Semaphore wakeups = new Semaphore(0);
  private @Nullable EventLoop loop;

  VirtualPoller(VirtualTime time) {
    this.time = time;
  }

  /// Says whose timers it waits for.
  void serve(EventLoop owner) {
    loop = owner;
  }

  @Override
  public void poll(long timeoutNanos) {
    boolean woken = wakeups.drainPermits() > 0;
    if (woken || timeoutNanos <= 0) {
      return;
    }
    if (loop != null && loop.statistics().timerCount() == 0) {
      awaitOtherThread(loop);
    } else {
      time.advanceNanos(timeoutNanos);
    }
  }

  private void awaitOtherThread(EventLoop waiting) {
    try {
      if (!wakeups.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "deadlock: every task waits, no timer is set, and nothing will ever wake the loop: "
                + waiting.tasks());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void wakeup() {
    wakeups.release();
  }

  @Override
  public void close() {
    // Owns nothing.
  }
}
