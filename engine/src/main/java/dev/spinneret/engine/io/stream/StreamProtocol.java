package dev.spinneret.engine.io.stream;

import dev.spinneret.engine.io.Protocol;
import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Connects the callbacks of a transport to a reader and a writer.
final class StreamProtocol implements Protocol {
  private final EventLoop loop;
  private final StreamReader reader;
  private final BiConsumer<StreamReader, StreamWriter> onConnected;
  private final Set<Future<Boolean>> drainers = new LinkedHashSet<>();
  private final Future<Boolean> closed;
  private @Nullable IOException failure;
  private boolean paused;

  StreamProtocol(
      EventLoop loop, int limitBytes, BiConsumer<StreamReader, StreamWriter> onConnected) {
    this.loop = loop;
    this.reader = new StreamReader(loop, limitBytes);
    this.onConnected = onConnected;
    this.closed = loop.createFuture();
  }

  EventLoop loop() {
    return loop;
  }

  StreamReader reader() {
    return reader;
  }

  @Override
  public void connectionMade(Transport transport) {
    reader.setTransport(transport);
    onConnected.accept(reader, new StreamWriter(transport, this));
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    reader.feedData(data);
  }

  @Override
  public boolean eofReceived() {
    reader.feedEof();
    return true;
  }

  @Override
  public void connectionLost(@Nullable Exception cause) {
    switch (cause) {
      case null -> reader.feedEof();
      case IOException e -> fail(e);
      default -> fail(new IOException("the protocol failed", cause));
    }
    closed.setResult(true);
    wakeDrainers();
  }

  @Override
  public void pauseWriting() {
    paused = true;
  }

  @Override
  public void resumeWriting() {
    paused = false;
    wakeDrainers();
  }

  /// Suspends while writing is paused.
  void drain() throws IOException {
    if (closed.isDone()) {
      throw new SocketException("the connection is lost");
    }
    if (paused) {
      Future<Boolean> drained = loop.createFuture();
      drainers.add(drained);
      try {
        drained.await();
      } finally {
        drainers.remove(drained);
      }
      throwFailure();
    }
  }

  /// Suspends until the connection has ended.
  void waitClosed() throws IOException {
    // A separate future, since cancelling one waiting task must not cancel the others.
    if (!closed.isDone()) {
      Future<Boolean> over = loop.createFuture();
      closed.addDoneCallback(_ -> {
        if (!over.isDone()) {
          over.setResult(true);
        }
      });
      over.await();
    }
    throwFailure();
  }

  private void fail(IOException cause) {
    failure = cause;
    reader.setException(cause);
  }

  private void throwFailure() throws IOException {
    var broken = failure;
    if (broken != null) {
      throw broken;
    }
  }

  private void wakeDrainers() {
    for (var drained : drainers) {
      if (!drained.isDone()) {
        drained.setResult(true);
      }
    }
  }
}
