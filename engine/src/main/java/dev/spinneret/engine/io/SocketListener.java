package dev.spinneret.engine.io;

import dev.spinneret.engine.io.descriptor.Direction;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;

/// A listener over a descriptor.
final class SocketListener implements Listener {
  private final EventLoop loop;
  private final ListeningDescriptor descriptor;
  private final Direction reading;

  SocketListener(EventLoop loop, ListeningDescriptor descriptor) {
    this.loop = loop;
    this.descriptor = descriptor;
    this.reading = new Direction(loop, descriptor::whenReadable, descriptor::isOpen);
  }

  @Override
  public Connection accept() throws IOException {
    return new SocketConnection(loop, acceptDescriptor());
  }

  /// Accepts the next connection, suspending until there is one.
  StreamDescriptor acceptDescriptor() throws IOException {
    var accepted = descriptor.accept();
    while (accepted == null) {
      reading.await(Connection.NO_DEADLINE);
      accepted = descriptor.accept();
    }
    return accepted;
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
