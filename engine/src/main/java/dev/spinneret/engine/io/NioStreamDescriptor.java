package dev.spinneret.engine.io;

import dev.spinneret.engine.io.descriptor.NioDescriptor;
import dev.spinneret.engine.poll.NioPoller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A socket channel of java.nio.
final class NioStreamDescriptor extends NioDescriptor implements StreamDescriptor {
  private final SocketChannel channel;

  NioStreamDescriptor(NioPoller poller, SocketChannel channel) throws IOException {
    super(poller, channel);
    this.channel = channel;
  }

  @Override
  public boolean finishConnect() throws IOException {
    return channel.finishConnect();
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    return channel.read(dst);
  }

  @Override
  public long write(ByteBuffer[] srcs, int offset, int count) throws IOException {
    return channel.write(srcs, offset, count);
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    return channel.write(src);
  }

  @Override
  public void whenReadable(@Nullable Runnable ready) {
    whenReadable(ready, SelectionKey.OP_READ);
  }

  @Override
  public void whenWritable(@Nullable Runnable ready) {
    whenWritable(
        ready, channel.isConnectionPending() ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE);
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public SocketAddress remoteAddress() {
    try {
      return channel.getRemoteAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void abort() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException | UnsupportedOperationException _) {
      // Already closed or broken, or a Unix socket, which has no reset.
    }
    close();
  }
}
