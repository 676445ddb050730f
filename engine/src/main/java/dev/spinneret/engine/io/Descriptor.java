package dev.spinneret.engine.io;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// A non-blocking socket of one loop: the lowest layer of this package.
///
/// Nothing here suspends, and everything is called on the loop's thread. If a call would block, its
/// result says so, and the caller registers a callback to try again. A descriptor is open until
/// [#close], which calls the callbacks. Its number is released at once, except that java.nio keeps
/// that of a stream until the next poll.
public sealed interface Descriptor extends AutoCloseable
    permits StreamDescriptor, ListeningDescriptor {

  /// Sets the callback for when a read or accept may succeed or the descriptor is closed. It is
  /// called once.
  ///
  /// @param ready called within the poll, so it may only schedule work; a call may still find
  ///   nothing to read. Null removes the callback
  /// @throws IllegalStateException if there is already one
  void whenReadable(@Nullable Runnable ready);

  /// Whether it has not been closed.
  ///
  /// @return false after [#close]
  boolean isOpen();

  /// This end's address.
  ///
  /// @return internet address and port, or the path of a Unix socket, which is empty if it has
  ///   none, as for a pipe
  SocketAddress localAddress();

  /// Closes the descriptor and calls its callbacks. A second call does nothing.
  @Override
  void close();
}
