package dev.spinneret.engine.io;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// One connection with callbacks: takes bytes to write at any time, and tells its [Protocol] what
/// happens. Used on the loop's thread; nothing here suspends.
///
/// Writing only gathers. Before the loop's next poll everything that was written in the turn leaves
/// in one call. What the peer does not take waits in a buffer; the protocol is told to pause when
/// that grows past the high-water mark, and to go on when it has fallen to the low-water mark. A
/// protocol that obeys never has more than that mark and its last write in the buffer.
public interface Transport extends AutoCloseable {
  /// The high-water mark of a new transport, in bytes.
  int DEFAULT_HIGH_WATER_BYTES = 64 * 1024;

  /// Sends bytes.
  ///
  /// After a close, an abort or a loss the bytes are dropped.
  ///
  /// @param src is copied, and empty afterwards
  /// @throws IllegalStateException after [#writeEof]
  void write(ByteBuffer src);

  /// Sends bytes.
  ///
  /// @param src is copied
  /// @throws IllegalStateException after [#writeEof]
  default void write(byte[] src) {
    write(ByteBuffer.wrap(src));
  }

  /// Tells the peer, once everything written has been sent, that no more will come. Reading goes
  /// on.
  void writeEof();

  /// Stops reading, sends what is still to be sent, and then closes. A second call does nothing.
  @Override
  void close();

  /// Closes at once with a reset: what has not been sent is lost.
  void abort();

  /// Whether it is closed or about to be.
  ///
  /// @return true after [#close], [#abort] or a failure
  boolean isClosing();

  /// Has the protocol get no more data until [#resumeReading].
  void pauseReading();

  /// Goes on reading.
  void resumeReading();

  /// Whether the protocol gets data.
  ///
  /// @return false while paused or closing
  boolean isReading();

  /// Sets when the protocol is told to pause and to resume writing.
  ///
  /// @param highBytes pause when more than this waits; 0 pauses whenever anything waits
  /// @param lowBytes resume when no more than this waits
  /// @throws IllegalArgumentException unless `0 <= lowBytes <= highBytes`
  void setWriteBufferLimits(int highBytes, int lowBytes);

  /// How much waits to be sent.
  ///
  /// @return a number of bytes
  long writeBufferBytes();

  /// Who is told of events.
  ///
  /// @return the protocol
  Protocol protocol();

  /// Changes who is told of events, as an upgrade of the connection does.
  ///
  /// @param protocol gets everything from now on; `connectionMade` is not called again
  void setProtocol(Protocol protocol);

  /// This end's address.
  ///
  /// @return internet address and port, or the path of a Unix socket; without a path where it has
  ///   none, as a pipe
  SocketAddress localAddress();

  /// The peer's address.
  ///
  /// @return internet address and port, or the path of a Unix socket; without a path where it has
  ///   none
  SocketAddress remoteAddress();
}
