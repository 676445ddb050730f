package dev.spinneret.engine.io.descriptor;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Timeout;
import dev.spinneret.engine.loop.TimerHandle;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One direction of a descriptor, reading or writing, as tasks use it: a call that would block is
/// tried again after [#await].
///
/// One timer serves every wait. A wait that ends in time leaves it set: the deadline of the next
/// wait is usually later, and when the timer fires, it is set again for the deadline of the current
/// wait. So a peer that answers in time costs a timer now and then, and not one for each wait.
public final class Direction {
  private final EventLoop loop;
  private final Consumer<@Nullable Runnable> whenReady;
  private final BooleanSupplier isOpen;
  private @Nullable Readiness waiting;
  private long deadlineAtNanos;
  private @Nullable TimerHandle timer;

  /// Creates a direction in which no task waits.
  ///
  /// @param loop the loop of the descriptor
  /// @param whenReady the descriptor's `whenReadable` or `whenWritable`
  /// @param isOpen whether the descriptor is open
  public Direction(EventLoop loop, Consumer<@Nullable Runnable> whenReady, BooleanSupplier isOpen) {
    this.loop = loop;
    this.whenReady = whenReady;
    this.isOpen = isOpen;
  }

  /// Suspends the current task until the call that would have blocked may be tried again.
  ///
  /// @param latestAtNanos the latest instant on the loop's clock, or [Timeout#NEVER]
  /// @throws AsynchronousCloseException if the descriptor is closed meanwhile
  /// @throws SocketTimeoutException at the deadline
  /// @throws IOException one of these
  /// @throws IllegalStateException if another task waits in this direction
  @SuppressWarnings("ReferenceEquality") // A wait is the same as itself only.
  public void await(long latestAtNanos) throws IOException {
    var ready = new Readiness(loop);
    whenReady.accept(ready);
    boolean inTime;
    try {
      waiting = ready;
      deadlineAtNanos = latestAtNanos;
      if (latestAtNanos != Timeout.NEVER) {
        setTimer(latestAtNanos);
      }
      inTime = ready.await();
    } finally {
      if (waiting == ready) {
        waiting = null;
      }
      if (ready.isKnown()) {
        whenReady.accept(null);
      }
    }
    if (!isOpen.getAsBoolean()) {
      throw new AsynchronousCloseException();
    }
    if (!inTime) {
      throw new SocketTimeoutException("the deadline has passed");
    }
  }

  /// Cancels the timer, when no wait is expected any more.
  public void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /// Makes sure that the timer fires at an instant, or before.
  private void setTimer(long atNanos) {
    var set = timer;
    if (set != null) {
      if (set.whenNanos() - atNanos <= 0) {
        return;
      }
      set.cancel();
    }
    timer = loop.callAt(atNanos, this::onTimer);
  }

  private void onTimer() {
    var fired = timer;
    timer = null;
    var ready = waiting;
    if (fired == null || ready == null || deadlineAtNanos == Timeout.NEVER) {
      return;
    }
    if (deadlineAtNanos - fired.whenNanos() <= 0) {
      ready.end(false);
    } else {
      setTimer(deadlineAtNanos);
    }
  }
}
