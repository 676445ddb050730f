package dev.spinneret.engine.io;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// One connection with callbacks: accepts bytes to write at any time, and calls its [Protocol] with
/// the events. Used on the loop's thread; nothing here suspends.
///
/// Writing only buffers. Before the loop's next poll, everything that was written in the turn is
/// sent in one call. What the peer does not accept stays in the buffer. When that grows beyond the
/// high-water mark, the protocol is asked to pause, and when it has shrunk to the low-water mark,
/// to resume. If it complies, the buffer never holds more than the high-water mark and one write.
public interface Transport extends AutoCloseable {
  /// The high-water mark of a new transport, in bytes.
  int DEFAULT_HIGH_WATER_BYTES = 64 * 1024;

  /// Sends bytes.
  ///
  /// After a close, an abort or the loss of the connection, the bytes are dropped.
  ///
  /// @param src copied, and empty afterwards
  /// @throws IllegalStateException after [#writeEof]
  void write(ByteBuffer src);

  /// Sends bytes.
  ///
  /// @param src copied
  /// @throws IllegalStateException after [#writeEof]
  default void write(byte[] src) {
    write(ByteBuffer.wrap(src));
  }

  /// Ends the output once everything written has been sent. Reading continues.
  void writeEof();

  /// Stops reading, and closes once everything written has been sent. A second call does nothing.
  @Override
  void close();

  /// Closes at once with a reset; unsent output is lost.
  void abort();

  /// Whether it is closed or about to be.
  ///
  /// @return true after [#close], [#abort] or a failure
  boolean isClosing();

  /// Stops delivering data to the protocol until [#resumeReading].
  void pauseReading();

  /// Continues to deliver data.
  void resumeReading();

  /// Whether data is delivered to the protocol.
  ///
  /// @return false while paused or closing
  boolean isReading();

  /// Sets when the protocol is asked to pause and to resume writing.
  ///
  /// @param highBytes pauses when more than this is buffered; 0 pauses whenever anything is
  /// @param lowBytes resumes when no more than this is buffered
  /// @throws IllegalArgumentException unless `0 <= lowBytes <= highBytes`
  void setWriteBufferLimits(int highBytes, int lowBytes);

  /// How much output is buffered.
  ///
  /// @return a number of bytes
  long writeBufferBytes();

  /// The protocol that gets the events.
  ///
  /// @return the protocol
  Protocol protocol();

  /// Replaces the protocol, as an upgrade of the connection does.
  ///
  /// @param protocol gets all events from now on; its `connectionMade` is not called
  void setProtocol(Protocol protocol);

  /// This end's address.
  ///
  /// @return internet address and port, or the path of a Unix socket, which is empty if it has
  ///   none, as for a pipe
  SocketAddress localAddress();

  /// The peer's address.
  ///
  /// @return internet address and port, or the path of a Unix socket, which is empty if it has none
  SocketAddress remoteAddress();
}
