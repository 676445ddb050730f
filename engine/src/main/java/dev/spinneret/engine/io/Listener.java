package dev.spinneret.engine.io;

import java.io.IOException;
import java.net.InetSocketAddress;

/// A listening socket, used by one task.
public interface Listener extends AutoCloseable {

  /// Accepts the next connection, suspending until there is one.
  ///
  /// @return the connection, which the caller closes
  /// @throws IOException if the listener is closed, or no file descriptor is left
  Connection accept() throws IOException;

  /// The address on which it listens.
  ///
  /// @return address and port; the actual port if 0 was requested
  InetSocketAddress address();

  /// Stops listening. A task in `accept` is woken with an exception. A second call does nothing.
  @Override
  void close();
}
