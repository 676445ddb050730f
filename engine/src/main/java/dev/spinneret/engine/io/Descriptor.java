package dev.spinneret.engine.io;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// A non-blocking socket of one loop: the lowest layer of this package.
///
/// Nothing here suspends, and everything is called on the loop's thread. A call that cannot go on
/// says so; the caller then asks to be told when it may try again. A descriptor is open until
/// [#close]; no call can be under way then, and whoever waits is told and finds it closed. Its
/// number goes back to the system there and then, except that java.nio keeps that of a stream until
/// the next poll.
public sealed interface Descriptor extends AutoCloseable
    permits StreamDescriptor, ListeningDescriptor {

  /// Has `ready` called once, as soon as a read or accept may succeed or the descriptor is closed.
  ///
  /// @param ready called within the poll, so it may only put work on the ready queue, and sometimes
  ///   in vain; null withdraws the one that waits
  /// @throws IllegalStateException if another one waits already
  void whenReadable(@Nullable Runnable ready);

  /// Whether it has not been closed.
  ///
  /// @return false after [#close]
  boolean isOpen();

  /// This end's address.
  ///
  /// @return internet address and port, or the path of a Unix socket; without a path where it has
  ///   none, as a pipe
  SocketAddress localAddress();

  /// Gives the descriptor back to the system and calls who waits for it. A second call does
  /// nothing.
  @Override
  void close();
}
