package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.NioPoller;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// Sockets of java.nio.
final class NioSockets extends Sockets {
  private final NioPoller poller;

  NioSockets(EventLoop loop, NioPoller poller) {
    super(loop);
    this.poller = poller;
  }

  @Override
  protected StreamDescriptor startConnect(
      InetSocketAddress remote, @Nullable InetSocketAddress local) throws IOException {
    var channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (local != null) {
        channel.bind(local);
      }
      channel.connect(remote);
      return new NioStreamDescriptor(poller, channel);
    } catch (Throwable t) {
      channel.close();
      throw t;
    }
  }

  @Override
  protected ListeningDescriptor startListen(InetSocketAddress at, int backlog, boolean reusePort)
      throws IOException {
    var channel = ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      if (reusePort) {
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      channel.bind(at, backlog);
      return new NioListeningDescriptor(poller, channel);
    } catch (Throwable t) {
      channel.close();
      throw t;
    }
  }
}
