package dev.spinneret.engine.io.pipe;

import dev.spinneret.engine.io.StreamDescriptor;
import dev.spinneret.engine.io.descriptor.NioDescriptor;
import dev.spinneret.engine.poll.NioPoller;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/// The near end of a pipe of java.nio; a [Bridge] moves bytes at its far end.
final class NioPipe extends NioDescriptor implements StreamDescriptor {
  private final SelectableChannel channel;
  private final Bridge bridge;

  NioPipe(NioPoller poller, SelectableChannel channel, Bridge bridge) throws IOException {
    super(poller, channel);
    this.channel = channel;
    this.bridge = bridge;
    bridge.onFailure(this::wakeAll);
  }

  @Override
  public boolean finishConnect() {
    return true;
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    if (!(channel instanceof Pipe.SourceChannel source)) {
      bridge.throwFailure();
      return 0;
    }
    int count = source.read(dst);
    if (count < 0) {
      bridge.throwFailure();
    }
    return count;
  }

  @Override
  public long write(ByteBuffer[] srcs, int offset, int count) throws IOException {
    bridge.throwFailure();
    return sink().write(srcs, offset, count);
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    bridge.throwFailure();
    return sink().write(src);
  }

  private Pipe.SinkChannel sink() throws IOException {
    if (channel instanceof Pipe.SinkChannel sink) {
      return sink;
    }
    throw new IOException("this end of the pipe is for reading");
  }

  @Override
  public void whenReadable(@Nullable Runnable ready) {
    whenReadable(ready, channel.validOps() & SelectionKey.OP_READ);
  }

  @Override
  public void whenWritable(@Nullable Runnable ready) {
    whenWritable(ready, channel.validOps() & SelectionKey.OP_WRITE);
  }

  @Override
  public boolean isOneWay() {
    return true;
  }

  @Override
  public void shutdownOutput() {
    close();
  }

  @Override
  public SocketAddress remoteAddress() {
    return UnixDomainSocketAddress.of("");
  }

  /// Closes the near end. Bytes that were written before still reach the far end.
  @Override
  public void close() {
    super.close();
    if (channel instanceof Pipe.SourceChannel) {
      bridge.close();
    }
  }

  @Override
  public void onPollerClose() {
    super.onPollerClose();
    if (channel instanceof Pipe.SourceChannel) {
      bridge.close();
    }
  }

  @Override
  public void abort() {
    close();
    bridge.close();
  }
}
