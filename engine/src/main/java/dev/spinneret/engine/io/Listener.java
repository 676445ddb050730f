package dev.spinneret.engine.io;

import java.io.IOException;
import java.net.InetSocketAddress;

/// A socket that waits for connections, used by one task.
public interface Listener extends AutoCloseable {

  /// Takes the next connection, suspending until there is one.
  ///
  /// @return the connection, which the caller closes
  /// @throws IOException if the listener is closed, or the process has no descriptor left
  Connection accept() throws IOException;

  /// Where it listens.
  ///
  /// @return address and port, the port chosen by the system when 0 was asked for
  InetSocketAddress address();

  /// Stops listening. A task in `accept` is woken with an exception. A second call does nothing.
  @Override
  void close();
}
