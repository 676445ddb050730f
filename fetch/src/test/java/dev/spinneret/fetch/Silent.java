package dev.spinneret.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Listens on 127.0.0.2 with a full queue of connections, so that the system drops every further
/// attempt.
final class Silent implements AutoCloseable {
  private final ServerSocket listener;
  private final List<SocketChannel> queued = new ArrayList<>();

  /// @param port 0 for any
  Silent(int port) throws IOException {
    listener = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.2"));
    for (var i = 0; i < 4; i++) {
      var channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.connect(address());
      queued.add(channel);
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.2", listener.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    for (var channel : queued) {
      channel.close();
    }
    listener.close();
  }
}
