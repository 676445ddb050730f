package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.NioPoller;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
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
  protected StreamDescriptor startConnect(SocketAddress remote, @Nullable SocketAddress local)
      throws IOException {
    var channel =
        remote instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    try {
      channel.configureBlocking(false);
      setNoDelay(channel);
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
  protected ListeningDescriptor startListen(SocketAddress at, int backlog, boolean reusePort)
      throws IOException {
    var channel =
        at instanceof UnixDomainSocketAddress
            ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            : ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      if (reusePort) {
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      var path = UnixPath.prepare(at);
      channel.bind(at, backlog);
      if (path != null) {
        path.bound();
      }
      return new NioListeningDescriptor(poller, channel, path);
    } catch (Throwable t) {
      channel.close();
      throw t;
    }
  }

  /// Sends small segments at once, if the socket has segments.
  static void setNoDelay(SocketChannel channel) throws IOException {
    if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
  }
}
