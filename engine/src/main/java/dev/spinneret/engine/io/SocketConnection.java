package dev.spinneret.engine.io;

import dev.spinneret.engine.io.descriptor.Readiness;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.TimerHandle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import org.jspecify.annotations.Nullable;

/// A connection over a descriptor: tries, and waits when it has to.
///
/// One timer serves every wait of the connection. A wait that ends in time leaves it where it is:
/// the deadline of the next wait is mostly later, and when the timer goes off, it is set again for
/// the deadline that counts then. So a connection that answers in time sets a timer now and then,
/// and not one for each wait.
@SuppressWarnings("ReferenceEquality") // A wait is the same as itself only.
final class SocketConnection implements Connection {
  private final EventLoop loop;
  private final StreamDescriptor descriptor;
  private final Side reading = new Side();
  private final Side writing = new Side();
  private @Nullable TimerHandle timer;

  /// One direction, and the task that waits for it.
  private static final class Side {
    @Nullable Readiness waiting;
    long deadlineAtNanos;

    boolean hasDeadline() {
      return waiting != null && deadlineAtNanos != NO_DEADLINE;
    }

    void end(boolean inTime) {
      var ready = waiting;
      if (ready != null) {
        ready.end(inTime);
      }
    }
  }

  SocketConnection(EventLoop loop, StreamDescriptor descriptor) {
    this.loop = loop;
    this.descriptor = descriptor;
  }

  /// Waits until the connect that was begun has ended.
  void finishConnect(long deadlineAtNanos) throws IOException {
    while (!descriptor.finishConnect()) {
      await(writing, deadlineAtNanos);
    }
  }

  @Override
  public int read(ByteBuffer dst, long deadlineAtNanos) throws IOException {
    if (!dst.hasRemaining()) {
      throw new IllegalArgumentException("the buffer to read into has no room");
    }
    int count = descriptor.read(dst);
    while (count == 0) {
      await(reading, deadlineAtNanos);
      count = descriptor.read(dst);
    }
    return count;
  }

  @Override
  public void write(ByteBuffer src, long deadlineAtNanos) throws IOException {
    descriptor.write(src);
    while (src.hasRemaining()) {
      await(writing, deadlineAtNanos);
      descriptor.write(src);
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    descriptor.shutdownOutput();
  }

  @Override
  public InetSocketAddress localAddress() {
    return (InetSocketAddress) descriptor.localAddress();
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return (InetSocketAddress) descriptor.remoteAddress();
  }

  @Override
  public boolean isOpen() {
    return descriptor.isOpen();
  }

  @Override
  public void close() {
    dropTimer();
    descriptor.close();
  }

  @Override
  public void abort() {
    dropTimer();
    descriptor.abort();
  }

  private void await(Side side, long deadlineAtNanos) throws IOException {
    var before = side.waiting;
    if (before != null && !before.isOver()) {
      throw new IllegalStateException("two tasks wait for the same direction of a socket, one may");
    }
    var ready = new Readiness(loop);
    side.waiting = ready;
    side.deadlineAtNanos = deadlineAtNanos;
    if (deadlineAtNanos != NO_DEADLINE) {
      arm(deadlineAtNanos);
    }
    boolean inTime;
    try {
      subscribe(side, ready);
      inTime = ready.await();
    } finally {
      if (side.waiting == ready) {
        side.waiting = null;
      }
      if (ready.isKnown()) {
        subscribe(side, null);
      }
    }
    if (!descriptor.isOpen()) {
      throw new AsynchronousCloseException();
    }
    if (!inTime) {
      throw new SocketTimeoutException("the deadline has passed");
    }
  }

  private void subscribe(Side side, @Nullable Runnable ready) {
    if (side == reading) {
      descriptor.whenReadable(ready);
    } else {
      descriptor.whenWritable(ready);
    }
  }

  /// Makes sure that the timer goes off at an instant, or before.
  private void arm(long atNanos) {
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
    var due = timer;
    timer = null;
    if (due != null) {
      look(reading, due.whenNanos());
      look(writing, due.whenNanos());
    }
  }

  private void look(Side side, long nowNanos) {
    if (side.hasDeadline()) {
      if (side.deadlineAtNanos - nowNanos <= 0) {
        side.end(false);
      } else {
        arm(side.deadlineAtNanos);
      }
    }
  }

  private void dropTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
