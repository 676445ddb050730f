package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.NioPoller;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/// The tasks that wait until one channel is ready, and the interest that the selector has in it.
///
/// A call that found the channel not ready waits here and then tries again. Interest is dropped
/// only when the channel becomes ready and nobody waits: a connection that is read, written and
/// read again costs the selector no change at all.
final class Readiness implements NioPoller.Ready {
  private static final int READING =
      SelectionKey.OP_READ | SelectionKey.OP_ACCEPT | SelectionKey.OP_CONNECT;

  private final EventLoop loop;
  private final SelectionKey key;
  private @Nullable Future<@Nullable IOException> reader;
  private @Nullable Future<@Nullable IOException> writer;

  Readiness(EventLoop loop, NioPoller poller, SelectableChannel channel, int interest)
      throws IOException {
    this.loop = loop;
    this.key = poller.register(channel, interest, this);
  }

  /// Suspends until the channel may be ready for `operation`.
  ///
  /// @param operation one of [SelectionKey]'s
  void await(int operation, long deadlineAtNanos) throws IOException {
    boolean reads = (operation & READING) != 0;
    if ((reads ? reader : writer) != null) {
      throw new IllegalStateException(
          "two tasks " + (reads ? "read from" : "write to") + " the same socket");
    }
    if (!key.isValid()) {
      throw new AsynchronousCloseException();
    }
    Future<@Nullable IOException> ready = loop.createFuture();
    var timer =
        deadlineAtNanos == Connection.NO_DEADLINE
            ? null
            : loop.callAt(deadlineAtNanos, () -> timeOut(ready));
    if (reads) {
      reader = ready;
    } else {
      writer = ready;
    }
    try {
      if ((key.interestOps() & operation) == 0) {
        key.interestOpsOr(operation);
      }
      var failure = ready.await();
      if (failure != null) {
        throw failure;
      }
    } finally {
      if (reads) {
        reader = null;
      } else {
        writer = null;
      }
      if (timer != null) {
        timer.cancel();
      }
    }
  }

  @Override
  public void onReady(SelectionKey ready) {
    if (!ready.isValid()) {
      return;
    }
    int operations = ready.readyOps();
    int unwanted = 0;
    if ((operations & READING) != 0 && !wake(reader)) {
      unwanted |= operations & READING;
    }
    if ((operations & SelectionKey.OP_WRITE) != 0) {
      wake(writer);
      // A socket is nearly always writable: interest in it ends with the wait.
      unwanted |= SelectionKey.OP_WRITE;
    }
    unwanted |= operations & SelectionKey.OP_CONNECT;
    if (unwanted != 0) {
      ready.interestOpsAnd(~unwanted);
    }
  }

  /// Wakes all who wait, with the news that the channel is closed.
  void close() {
    key.cancel();
    fail(reader);
    fail(writer);
  }

  private static boolean wake(@Nullable Future<@Nullable IOException> waiter) {
    if (waiter == null) {
      return false;
    }
    if (!waiter.isDone()) {
      waiter.setResult(null);
    }
    return true;
  }

  private static void fail(@Nullable Future<@Nullable IOException> waiter) {
    if (waiter != null && !waiter.isDone()) {
      waiter.setResult(new AsynchronousCloseException());
    }
  }

  private static void timeOut(Future<@Nullable IOException> ready) {
    if (!ready.isDone()) {
      ready.setResult(new SocketTimeoutException("the deadline has passed"));
    }
  }
}
