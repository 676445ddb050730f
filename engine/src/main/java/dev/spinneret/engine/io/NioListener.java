package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.NioPoller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;

/// A listener over a server socket channel of java.nio.
final class NioListener implements Listener {
  private final EventLoop loop;
  private final NioPoller poller;
  private final ServerSocketChannel channel;
  private final Readiness readiness;

  NioListener(EventLoop loop, NioPoller poller, ServerSocketChannel channel) throws IOException {
    this.loop = loop;
    this.poller = poller;
    this.channel = channel;
    this.readiness = new Readiness(loop, poller, channel, SelectionKey.OP_ACCEPT);
  }

  @Override
  public Connection accept() throws IOException {
    var accepted = channel.accept();
    while (accepted == null) {
      readiness.await(SelectionKey.OP_ACCEPT, Connection.NO_DEADLINE);
      accepted = channel.accept();
    }
    try {
      accepted.configureBlocking(false);
      accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return new NioConnection(loop, poller, accepted);
    } catch (Throwable t) {
      accepted.close();
      throw t;
    }
  }

  @Override
  public InetSocketAddress address() {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    readiness.close();
    try {
      channel.close();
    } catch (IOException _) {
      // The descriptor is given back in any case.
    }
  }
}
