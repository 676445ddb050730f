package dev.spinneret.engine.io;

import dev.spinneret.engine.io.descriptor.Direction;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A connection over a descriptor: tries each call, and suspends the task while it would block.
final class SocketConnection implements Connection {
  private final EventLoop loop;
  private final StreamDescriptor descriptor;

  // Created by the first wait: many connections never wait to write.
  private @Nullable Direction reading;
  private @Nullable Direction writing;

  SocketConnection(EventLoop loop, StreamDescriptor descriptor) {
    this.loop = loop;
    this.descriptor = descriptor;
  }

  /// Suspends until the connect that was started has succeeded or failed.
  void finishConnect(long deadlineAtNanos) throws IOException {
    try {
      while (!descriptor.finishConnect()) {
        awaitWritable(deadlineAtNanos);
      }
    } finally {
      cancelTimer(writing);
    }
  }

  @Override
  public int read(ByteBuffer dst, long deadlineAtNanos) throws IOException {
    if (!dst.hasRemaining()) {
      throw new IllegalArgumentException("the buffer to read into has no room");
    }
    int count = descriptor.read(dst);
    while (count == 0) {
      awaitReadable(deadlineAtNanos);
      count = descriptor.read(dst);
    }
    return count;
  }

  @Override
  public void write(ByteBuffer src, long deadlineAtNanos) throws IOException {
    descriptor.write(src);
    while (src.hasRemaining()) {
      awaitWritable(deadlineAtNanos);
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
    cancelTimers();
    descriptor.close();
  }

  @Override
  public void abort() {
    cancelTimers();
    descriptor.abort();
  }

  private void awaitReadable(long deadlineAtNanos) throws IOException {
    var direction = reading;
    if (direction == null) {
      direction = new Direction(loop, descriptor::whenReadable, descriptor::isOpen);
      reading = direction;
    }
    direction.await(deadlineAtNanos);
  }

  private void awaitWritable(long deadlineAtNanos) throws IOException {
    var direction = writing;
    if (direction == null) {
      direction = new Direction(loop, descriptor::whenWritable, descriptor::isOpen);
      writing = direction;
    }
    direction.await(deadlineAtNanos);
  }

  private void cancelTimers() {
    cancelTimer(reading);
    cancelTimer(writing);
  }

  private static void cancelTimer(@Nullable Direction direction) {
    if (direction != null) {
      direction.cancelTimer();
    }
  }
}
