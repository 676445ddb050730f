package dev.spinneret.engine.io.pipe;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/// A thread that moves bytes between the blocking end of a pipe and the end that the loop uses.
///
/// It owns the blocking end and its side of the pipe in between. When one of them ends, it closes
/// both and ends: the end of the far side is the end of the stream for the loop, and vice versa. If
/// Java cannot release a blocked thread (one in a stream of the JDK, such as the output of a
/// process), the thread remains until its call returns. It is a daemon.
final class Bridge {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final EventLoop loop;
  private final Far far;
  private final Future<Boolean> opened;
  private @Nullable Channel open;
  private boolean closed;
  private volatile @Nullable IOException failure;
  private Runnable onFailure = () -> {};

  private Bridge(EventLoop loop, Far far) {
    this.loop = loop;
    this.far = far;
    this.opened = loop.createFuture();
  }

  /// Moves bytes from the far end.
  static Bridge from(EventLoop loop, Far far, WritableByteChannel near) {
    var bridge = new Bridge(loop, far);
    bridge.start(near, opened -> bridge.pump((ReadableByteChannel) opened, near));
    return bridge;
  }

  /// Moves bytes to the far end.
  static Bridge to(EventLoop loop, Far far, ReadableByteChannel near) {
    var bridge = new Bridge(loop, far);
    bridge.start(near, opened -> bridge.pump(near, (WritableByteChannel) opened));
    return bridge;
  }

  private interface Pumping {
    void pump(Channel opened) throws IOException;
  }

  /// Suspends the current task until the far end is open; releases the thread if that is cancelled.
  void awaitOpen() throws IOException {
    try {
      opened.await();
    } catch (Throwable t) {
      close();
      throw t;
    }
    throwFailure();
  }

  /// Sets the callback for a failure of the far end, which is called on the loop's thread.
  void onFailure(Runnable action) {
    onFailure = action;
  }

  /// Throws the failure of the far end, if it has failed.
  void throwFailure() throws IOException {
    var broken = failure;
    if (broken != null) {
      throw broken;
    }
  }

  /// Releases the thread, wherever it blocks, if that is possible.
  void close() {
    Channel channel;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      channel = open;
    }
    if (channel == null) {
      far.unblock();
    } else if (far.isCloseable()) {
      closeQuietly(channel);
    }
  }

  private void start(Channel near, Pumping pumping) {
    Thread.ofPlatform().daemon().name("pipe-bridge").start(() -> run(near, pumping));
  }

  private void run(Channel near, Pumping pumping) {
    try (near;
        var channel = far.open()) {
      boolean wanted = take(channel);
      post(() -> {
        if (!opened.isDone()) {
          opened.setResult(true);
        }
      });
      if (wanted) {
        pumping.pump(channel);
      }
    } catch (IOException e) {
      if (!isClosed()) {
        failure = e;
        post(() -> {
          if (!opened.isDone()) {
            opened.setResult(false);
          }
          onFailure.run();
        });
      }
    }
  }

  private synchronized boolean take(Channel channel) {
    open = channel;
    return !closed;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void post(Runnable callback) {
    try {
      loop.callSoonThreadsafe(callback);
    } catch (IllegalStateException _) {
      // The loop is closed, and no task waits.
    }
  }

  private void pump(ReadableByteChannel from, WritableByteChannel to) throws IOException {
    var buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    while (from.read(buffer) >= 0) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        to.write(buffer);
      }
      buffer.clear();
    }
  }

  private static void closeQuietly(Channel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // Closed in any case.
    }
  }
}
