package dev.spinneret.engine.io;

import dev.spinneret.engine.io.descriptor.WaterMarks;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A transport over a descriptor.
///
/// ```
///             close, nothing to send       connectionLost
///   open ─────────────────────────────▶ ended ─────────▶ over
///     │ close, bytes to send               ▲
///     └───▶ closing ── all sent ───────────┤
///   any of both ── failure, abort ─────────┘
/// ```
///
/// The descriptor is closed on the way into `ended`.
final class SocketTransport implements Transport {
  private enum State {
    OPEN,
    CLOSING,
    ENDED
  }

  private final EventLoop loop;
  private final Sockets sockets;
  private final StreamDescriptor descriptor;
  private final Consumer<SocketTransport> onEnd;
  private final WriteBuffer output = new WriteBuffer();
  private final Runnable whenReadable = this::queueRead;
  private final Runnable whenWritable = this::queueFlush;
  private Protocol protocol;

  private State state = State.OPEN;
  private boolean readingPaused;
  private boolean peerEnded;
  private boolean readAwaited;
  private boolean readQueued;
  private boolean writingPaused;
  private boolean writeAwaited;
  private boolean flushScheduled;
  private boolean eofWanted;
  private boolean eofSent;
  private WaterMarks marks = WaterMarks.below(DEFAULT_HIGH_WATER_BYTES);

  /// Takes ownership of a connected descriptor.
  ///
  /// @param onEnd called after `connectionLost`
  SocketTransport(
      Sockets sockets,
      StreamDescriptor descriptor,
      Protocol protocol,
      Consumer<SocketTransport> onEnd) {
    this.loop = sockets.loop();
    this.sockets = sockets;
    this.descriptor = descriptor;
    this.protocol = protocol;
    this.onEnd = onEnd;
  }

  /// Calls the protocol's `connectionMade`, and starts to read.
  void start() {
    callProtocol(() -> protocol.connectionMade(this));
    awaitReadable();
  }

  @Override
  public void write(ByteBuffer src) {
    if (eofWanted) {
      throw new IllegalStateException("nothing can be written after writeEof");
    }
    if (state != State.OPEN) {
      src.position(src.limit());
      return;
    }
    output.add(src);
    if (output.size() > marks.highBytes() && !writeAwaited) {
      flush();
    } else if (!flushScheduled && !writeAwaited) {
      flushScheduled = true;
      loop.beforePoll(this::scheduledFlush);
    }
    if (output.size() > marks.highBytes() && !writingPaused && state == State.OPEN) {
      writingPaused = true;
      protocol.pauseWriting();
    }
  }

  @Override
  public void writeEof() {
    if (!eofWanted && state == State.OPEN) {
      eofWanted = true;
      if (descriptor.isOneWay()) {
        close();
      } else if (output.size() == 0) {
        flush();
      }
    }
  }

  @Override
  public void close() {
    if (state == State.OPEN) {
      state = State.CLOSING;
      stopReading();
      if (output.size() == 0) {
        end(null);
      }
    }
  }

  @Override
  public void abort() {
    if (state != State.ENDED) {
      descriptor.abort();
      end(null);
    }
  }

  @Override
  public boolean isClosing() {
    return state != State.OPEN;
  }

  @Override
  public void pauseReading() {
    readingPaused = true;
    stopReading();
  }

  @Override
  public void resumeReading() {
    readingPaused = false;
    awaitReadable();
  }

  @Override
  public boolean isReading() {
    return state == State.OPEN && !readingPaused && !peerEnded;
  }

  @Override
  public void setWriteBufferLimits(int highBytes, int lowBytes) {
    marks = new WaterMarks(highBytes, lowBytes);
  }

  @Override
  public long writeBufferBytes() {
    return output.size();
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public void setProtocol(Protocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public SocketAddress localAddress() {
    return descriptor.localAddress();
  }

  @Override
  public SocketAddress remoteAddress() {
    return descriptor.remoteAddress();
  }

  private void awaitReadable() {
    if (isReading() && !readAwaited && !readQueued) {
      readAwaited = true;
      descriptor.whenReadable(whenReadable);
    }
  }

  private void stopReading() {
    if (readAwaited) {
      readAwaited = false;
      descriptor.whenReadable(null);
    }
  }

  private void queueRead() {
    readAwaited = false;
    readQueued = true;
    loop.callSoon(this::readOnce);
  }

  private void queueFlush() {
    writeAwaited = false;
    loop.callSoon(this::flush);
  }

  private void scheduledFlush() {
    flushScheduled = false;
    flush();
  }

  private void readOnce() {
    readQueued = false;
    if (!isReading()) {
      return;
    }
    var buffer = sockets.readBuffer();
    try {
      int count = descriptor.read(buffer);
      if (count > 0) {
        callProtocol(() -> protocol.dataReceived(buffer.flip()));
      } else if (count < 0) {
        peerEnded = true;
        callProtocol(() -> {
          if (!protocol.eofReceived() || descriptor.isOneWay()) {
            close();
          }
        });
      }
    } catch (IOException e) {
      end(e);
    }
    awaitReadable();
  }

  /// Sends buffered output. Called before the poll, when the descriptor has become writable, and at
  /// once when a write exceeds the high-water mark.
  private void flush() {
    if (state == State.ENDED || writeAwaited) {
      return;
    }
    try {
      while (output.size() > 0) {
        if (output.writeTo(descriptor) == 0) {
          writeAwaited = true;
          descriptor.whenWritable(whenWritable);
          break;
        }
      }
      if (output.size() == 0 && eofWanted && !eofSent && !descriptor.isOneWay()) {
        eofSent = true;
        descriptor.shutdownOutput();
      }
    } catch (IOException e) {
      end(e);
      return;
    }
    if (writingPaused && output.size() <= marks.lowBytes()) {
      writingPaused = false;
      callProtocol(() -> protocol.resumeWriting());
    }
    if (state == State.CLOSING && output.size() == 0) {
      end(null);
    }
  }

  /// Calls the protocol. If it throws, the connection ends, and the loop's exception handler gets
  /// the exception.
  private void callProtocol(Runnable event) {
    try {
      event.run();
    } catch (Exception e) {
      if (state != State.ENDED) {
        end(e);
      }
      throw e;
    }
  }

  private void end(@Nullable Exception failure) {
    if (state == State.ENDED) {
      return;
    }
    state = State.ENDED;
    output.clear();
    descriptor.close();
    loop.callSoon(() -> {
      try {
        protocol.connectionLost(failure);
      } finally {
        onEnd.accept(this);
      }
    });
  }
}
