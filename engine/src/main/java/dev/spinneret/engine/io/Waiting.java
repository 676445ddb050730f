package dev.spinneret.engine.io;

import dev.spinneret.engine.io.descriptor.Readiness;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;

/// The calls of a descriptor as a task makes them: try, wait until it may be tried again, try.
final class Waiting {
  private Waiting() {}

  /// Reads at least one byte.
  ///
  /// @return how many; -1 at the end of the stream
  static int read(EventLoop loop, StreamDescriptor descriptor, ByteBuffer dst, long deadlineAtNanos)
      throws IOException {
    if (!dst.hasRemaining()) {
      throw new IllegalArgumentException("the buffer to read into has no room");
    }
    int count = descriptor.read(dst);
    while (count == 0) {
      untilReadable(loop, descriptor, deadlineAtNanos);
      count = descriptor.read(dst);
    }
    return count;
  }

  /// Writes everything.
  static void write(
      EventLoop loop, StreamDescriptor descriptor, ByteBuffer src, long deadlineAtNanos)
      throws IOException {
    descriptor.write(src);
    while (src.hasRemaining()) {
      untilWritable(loop, descriptor, deadlineAtNanos);
      descriptor.write(src);
    }
  }

  /// Takes a connection.
  static StreamDescriptor accept(EventLoop loop, ListeningDescriptor descriptor)
      throws IOException {
    var accepted = descriptor.accept();
    while (accepted == null) {
      untilReadable(loop, descriptor, Connection.NO_DEADLINE);
      accepted = descriptor.accept();
    }
    return accepted;
  }

  /// Waits until a connect has ended.
  static void finishConnect(EventLoop loop, StreamDescriptor descriptor, long deadlineAtNanos)
      throws IOException {
    while (!descriptor.finishConnect()) {
      untilWritable(loop, descriptor, deadlineAtNanos);
    }
  }

  private static void untilReadable(EventLoop loop, Descriptor descriptor, long deadlineAtNanos)
      throws IOException {
    var ready = new Readiness(loop);
    descriptor.whenReadable(ready);
    try {
      await(loop, descriptor, ready, deadlineAtNanos);
    } finally {
      if (ready.isKnown()) {
        descriptor.whenReadable(null);
      }
    }
  }

  private static void untilWritable(
      EventLoop loop, StreamDescriptor descriptor, long deadlineAtNanos) throws IOException {
    var ready = new Readiness(loop);
    descriptor.whenWritable(ready);
    try {
      await(loop, descriptor, ready, deadlineAtNanos);
    } finally {
      if (ready.isKnown()) {
        descriptor.whenWritable(null);
      }
    }
  }

  private static void await(
      EventLoop loop, Descriptor descriptor, Readiness ready, long deadlineAtNanos)
      throws IOException {
    boolean inTime;
    if (deadlineAtNanos == Connection.NO_DEADLINE) {
      inTime = ready.await();
    } else {
      var timer = loop.callAt(deadlineAtNanos, () -> ready.end(false));
      try {
        inTime = ready.await();
      } finally {
        timer.cancel();
      }
    }
    if (!descriptor.isOpen()) {
      throw new AsynchronousCloseException();
    }
    if (!inTime) {
      throw new SocketTimeoutException("the deadline has passed");
    }
  }
}
