package dev.spinneret.engine.io.datagram;

import dev.spinneret.engine.io.descriptor.WaterMarks;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A datagram transport over a descriptor. Its states are those of a stream's transport: open,
/// closing while output is buffered, ended.
final class SocketDatagramTransport implements DatagramTransport {
  /// How many datagrams are received from a socket in one turn, so that a flood does not block
  /// others.
  private static final int RECEIVES_PER_TURN = 16;

  private static final int UDP_HEADER_BYTES = 8;
  private static final int MAX_HIGH_WATER_MULTIPLE = 4;

  private record Waiting(ByteBuffer data, @Nullable InetSocketAddress to) {
    int size() {
      return data.limit() + UDP_HEADER_BYTES;
    }
  }

  private final EventLoop loop;
  private final DatagramDescriptor descriptor;
  private final DatagramProtocol protocol;
  private final ByteBuffer buffer;
  private final ArrayDeque<Waiting> output = new ArrayDeque<>();
  private long outputBytes;
  private long droppedCount;
  private boolean writingPaused;
  private boolean closing;
  private boolean ended;
  private WaterMarks marks = WaterMarks.below(DEFAULT_HIGH_WATER_BYTES);

  /// @param buffer shared by all sockets of the loop for receiving
  SocketDatagramTransport(
      EventLoop loop, DatagramDescriptor descriptor, DatagramProtocol protocol, ByteBuffer buffer) {
    this.loop = loop;
    this.descriptor = descriptor;
    this.protocol = protocol;
    this.buffer = buffer;
  }

  void start() {
    protocol.connectionMade(this);
    awaitReadable();
  }

  @Override
  public void sendTo(ByteBuffer data, @Nullable InetSocketAddress to) {
    var receiver = descriptor.receiver(to);
    if (!closing) {
      try {
        if (!output.isEmpty() || !descriptor.send(data.slice(), receiver)) {
          enqueue(data, receiver);
        }
      } catch (IOException e) {
        fail(e);
      }
    }
    data.position(data.limit());
  }

  private void enqueue(ByteBuffer data, @Nullable InetSocketAddress to) {
    long size = (long) data.remaining() + UDP_HEADER_BYTES;
    if (outputBytes > 0
        && outputBytes + size > (long) MAX_HIGH_WATER_MULTIPLE * marks.highBytes()) {
      droppedCount++;
      return;
    }
    if (output.isEmpty()) {
      awaitWritable();
    }
    output.add(new Waiting(ByteBuffer.allocate(data.remaining()).put(data.slice()).flip(), to));
    outputBytes += size;
    if (outputBytes > marks.highBytes() && !writingPaused) {
      writingPaused = true;
      protocol.pauseWriting();
    }
  }

  @Override
  public void close() {
    if (!closing) {
      closing = true;
      descriptor.whenReadable(null);
      if (output.isEmpty()) {
        end(null);
      }
    }
  }

  @Override
  public void abort() {
    end(null);
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void setWriteBufferLimits(int highBytes, int lowBytes) {
    marks = new WaterMarks(highBytes, lowBytes);
  }

  @Override
  public long writeBufferBytes() {
    return outputBytes;
  }

  @Override
  public long droppedCount() {
    return droppedCount;
  }

  @Override
  public InetSocketAddress localAddress() {
    return descriptor.address();
  }

  @Override
  public @Nullable InetSocketAddress remoteAddress() {
    return descriptor.peer();
  }

  private void awaitReadable() {
    if (!closing) {
      descriptor.whenReadable(() -> loop.callSoon(this::receiveSome));
    }
  }

  private void awaitWritable() {
    descriptor.whenWritable(() -> loop.callSoon(this::flush));
  }

  private void receiveSome() {
    try {
      for (int i = 0; i < RECEIVES_PER_TURN && !closing; i++) {
        var sender = descriptor.receive(buffer.clear());
        if (sender == null) {
          break;
        }
        protocol.datagramReceived(buffer.flip(), sender);
      }
    } catch (IOException e) {
      fail(e);
    } finally {
      awaitReadable();
    }
  }

  private void flush() {
    try {
      while (!ended && !output.isEmpty()) {
        var next = output.element();
        boolean taken = true;
        try {
          taken = descriptor.send(next.data(), next.to());
        } catch (IOException e) {
          fail(e);
        }
        if (!taken) {
          break;
        }
        if (!ended) {
          output.remove();
          outputBytes -= next.size();
        }
      }
    } finally {
      if (!ended && !output.isEmpty()) {
        awaitWritable();
      }
    }
    if (writingPaused && outputBytes <= marks.lowBytes()) {
      writingPaused = false;
      protocol.resumeWriting();
    }
    if (closing && output.isEmpty()) {
      end(null);
    }
  }

  private void fail(IOException failure) {
    if (failure instanceof ClosedChannelException) {
      end(failure);
    } else {
      protocol.errorReceived(failure);
    }
  }

  private void end(@Nullable Exception failure) {
    if (!ended) {
      ended = true;
      closing = true;
      output.clear();
      outputBytes = 0;
      descriptor.close();
      loop.callSoon(() -> protocol.connectionLost(failure));
    }
  }
}
