package dev.spinneret.engine.io;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One end of a stream of bytes, without waiting. [Connection] and the calls of [Sockets] are built
/// on it.
public non-sealed interface StreamDescriptor extends Descriptor {

  /// Finishes a connect, once the descriptor has become writable.
  ///
  /// @return false if it is still in progress
  /// @throws IOException if the peer refused or could not be reached
  boolean finishConnect() throws IOException;

  /// Reads the bytes that have arrived.
  ///
  /// @param dst a buffer with room
  /// @return how many bytes; 0 if there are none now; -1 at the end of the stream
  /// @throws IOException if the connection is broken or closed
  int read(ByteBuffer dst) throws IOException;

  /// Writes as much as the system accepts now, from several buffers in one call.
  ///
  /// @param srcs advanced by what was written
  /// @param offset the first of them
  /// @param count how many of them
  /// @return how many bytes; 0 if it accepts none now
  /// @throws IOException if the connection is broken or closed
  long write(ByteBuffer[] srcs, int offset, int count) throws IOException;

  /// Writes as much as the system accepts now.
  ///
  /// @param src advanced by what was written
  /// @return how many bytes; 0 if it accepts none now
  /// @throws IOException if the connection is broken or closed
  int write(ByteBuffer src) throws IOException;

  /// Sets the callback for when a write may succeed, the connect has finished, or the descriptor is
  /// closed. It is called once.
  ///
  /// @param ready as in [#whenReadable]
  /// @throws IllegalStateException if there is already one
  void whenWritable(@Nullable Runnable ready);

  /// Ends the output; reading continues.
  ///
  /// @throws IOException if the connection is broken or closed
  void shutdownOutput() throws IOException;

  /// Whether bytes flow one way only, as in a pipe: the end of the input or of the output is then
  /// the end of the connection.
  ///
  /// @return false for sockets
  default boolean isOneWay() {
    return false;
  }

  /// The peer's address.
  ///
  /// @return internet address and port, or the path of a Unix socket, which is empty if it has
  ///   none, as for a pipe
  SocketAddress remoteAddress();

  /// Closes with a reset: bytes in transit are lost.
  void abort();
}
