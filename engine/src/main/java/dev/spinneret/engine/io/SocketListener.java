package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;

/// A listener over a descriptor.
final class SocketListener implements Listener {
  private final EventLoop loop;
  private final ListeningDescriptor descriptor;

  SocketListener(EventLoop loop, ListeningDescriptor descriptor) {
    this.loop = loop;
    this.descriptor = descriptor;
  }

  @Override
  public Connection accept() throws IOException {
    return new SocketConnection(loop, Waiting.accept(loop, descriptor));
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) descriptor.localAddress();
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
