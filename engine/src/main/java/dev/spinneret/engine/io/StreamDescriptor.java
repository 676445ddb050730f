package dev.spinneret.engine.io;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One end of a stream of bytes to a peer, without waiting: [Connection] and the calls of [Sockets]
/// are built on it.
public non-sealed interface StreamDescriptor extends Descriptor {

  /// Ends a connect that was under way, once the descriptor has become writable.
  ///
  /// @return false if it is still under way
  /// @throws IOException if the peer refused or could not be reached
  boolean finishConnect() throws IOException;

  /// Reads what is there.
  ///
  /// @param dst has room
  /// @return how many bytes; 0 when there are none now; -1 at the end of the stream
  /// @throws IOException if the connection is broken or closed
  int read(ByteBuffer dst) throws IOException;

  /// Writes what the system takes now, from several buffers in one call.
  ///
  /// @param srcs are advanced by what was written
  /// @param offset the first of them
  /// @param count how many of them
  /// @return how many bytes; 0 when it takes none now
  /// @throws IOException if the connection is broken or closed
  long write(ByteBuffer[] srcs, int offset, int count) throws IOException;

  /// Writes what the system takes now.
  ///
  /// @param src is advanced by what was written
  /// @return how many bytes; 0 when it takes none now
  /// @throws IOException if the connection is broken or closed
  int write(ByteBuffer src) throws IOException;

  /// Has `ready` called once, as soon as a write may succeed, the connect has ended, or the
  /// descriptor is closed.
  ///
  /// @param ready as in [#whenReadable]
  /// @throws IllegalStateException if another one waits already
  void whenWritable(@Nullable Runnable ready);

  /// Tells the peer that no more will be written; reading goes on.
  ///
  /// @throws IOException if the connection is broken or closed
  void shutdownOutput() throws IOException;

  /// Whether bytes go one way only, as in a pipe: then the end of the input or of the output is the
  /// end of everything.
  ///
  /// @return false for sockets
  default boolean isOneWay() {
    return false;
  }

  /// The peer's address.
  ///
  /// @return internet address and port, or the path of a Unix socket; without a path where it has
  ///   none, as a pipe
  SocketAddress remoteAddress();

  /// Closes with a reset: what is still on its way is lost.
  void abort();
}
