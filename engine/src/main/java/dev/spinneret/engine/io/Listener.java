package dev.spinneret.engine.io;

import dev.spinneret.engine.io.descriptor.Direction;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;

/// A listening socket, used by one task.
public final class Listener implements AutoCloseable {
  private final EventLoop loop;
  private final ListeningDescriptor descriptor;
  private final Direction reading;

  Listener(EventLoop loop, ListeningDescriptor descriptor) {
    this.loop = loop;
    this.descriptor = descriptor;
    this.reading = new Direction(loop, descriptor::whenReadable, descriptor::isOpen);
  }

  /// Accepts the next connection, suspending until there is one.
  ///
  /// @return the connection, which the caller closes
  /// @throws IOException if the listener is closed, or no file descriptor is left
  public Connection accept() throws IOException {
    return new Connection(loop, acceptDescriptor());
  }

  /// Accepts the next connection as a descriptor.
  StreamDescriptor acceptDescriptor() throws IOException {
    var accepted = descriptor.accept();
    while (accepted == null) {
      reading.await(Connection.NO_DEADLINE);
      accepted = descriptor.accept();
    }
    return accepted;
  }

  /// The address on which it listens.
  ///
  /// @return address and port; the actual port if 0 was requested
  public InetSocketAddress address() {
    return (InetSocketAddress) descriptor.localAddress();
  }

  /// Stops listening. A task in `accept` is woken with an exception. A second call does nothing.
  @Override
  public void close() {
    descriptor.close();
  }
}
