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
final class NioNetwork implements Network {
  private final EventLoop loop;
  private final NioPoller poller;

  NioNetwork(EventLoop loop, NioPoller poller) {
    this.loop = loop;
    this.poller = poller;
  }

  @Override
  public Connection connect(
      InetSocketAddress remote, @Nullable InetSocketAddress local, long deadlineAtNanos)
      throws IOException {
    var channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (local != null) {
        channel.bind(local);
      }
      boolean connected = channel.connect(remote);
      var connection = new NioConnection(loop, poller, channel);
      if (!connected) {
        connection.finishConnect(deadlineAtNanos);
      }
      return connection;
    } catch (Throwable t) {
      channel.close();
      throw t;
    }
  }

  @Override
  public Listener listen(InetSocketAddress at, int backlog, boolean reusePort) throws IOException {
    var channel = ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      if (reusePort) {
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      channel.bind(at, backlog);
      return new NioListener(loop, poller, channel);
    } catch (Throwable t) {
      channel.close();
      throw t;
    }
  }
}
