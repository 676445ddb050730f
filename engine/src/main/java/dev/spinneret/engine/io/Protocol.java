package dev.spinneret.engine.io;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The callbacks of one connection, called on the loop's thread.
///
/// The order of the calls, as a regular expression:
///
/// ```
///   connectionMade dataReceived* eofReceived? connectionLost
/// ```
///
/// with `pauseWriting` and `resumeWriting` alternately at any time between the first and the last.
/// A callback must not block and cannot suspend; one that throws ends the connection.
public interface Protocol {

  /// The connection is established.
  ///
  /// @param transport the transport to write to
  default void connectionMade(Transport transport) {}

  /// Bytes have arrived.
  ///
  /// @param data valid during the call only
  default void dataReceived(ByteBuffer data) {}

  /// The peer has ended its output.
  ///
  /// @return whether the transport stays open for writing; false closes it
  default boolean eofReceived() {
    return false;
  }

  /// The connection has ended.
  ///
  /// @param failure the reason; null after a close, an abort or the end of the peer's output
  default void connectionLost(@Nullable Exception failure) {}

  /// The output buffer has grown beyond the high-water mark: stop writing.
  default void pauseWriting() {}

  /// The output buffer has shrunk to the low-water mark: writing may continue.
  default void resumeWriting() {}
}
