package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/// Opens connections and listeners for the tasks of one loop.
public interface Network {

  /// Connects to a resolved address, suspending until that has succeeded or failed.
  ///
  /// @param remote address and port, resolved
  /// @param local the address to bind to; null lets the system choose
  /// @param deadlineAtNanos the latest instant on the loop's clock, or [Connection#NO_DEADLINE]
  /// @return the connection, which the caller closes
  /// @throws SocketTimeoutException at the deadline
  /// @throws IOException if the peer refuses or cannot be reached
  Connection connect(
      InetSocketAddress remote, @Nullable InetSocketAddress local, long deadlineAtNanos)
      throws IOException;

  /// Starts to listen for connections. Does not suspend.
  ///
  /// @param at address and port; port 0 lets the system choose
  /// @param backlog how many connections may wait to be accepted; the system may lower it
  /// @param reusePort whether several listeners may share the port
  /// @return the listener, which the caller closes
  /// @throws IOException if the address is in use or not permitted
  Listener listen(InetSocketAddress at, int backlog, boolean reusePort) throws IOException;

  /// The sockets of a loop.
  ///
  /// @param loop a loop with one of this module's pollers
  /// @return always the same for a loop
  /// @throws IllegalArgumentException if the loop's poller has no sockets
  static Network of(EventLoop loop) {
    return Sockets.of(loop);
  }
}
