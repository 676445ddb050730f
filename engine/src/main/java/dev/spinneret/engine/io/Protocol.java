package dev.spinneret.engine.io;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What is told of the events of one connection, as callbacks on the loop's thread.
///
/// The order of the calls, as a regular expression:
///
/// ```
///   connectionMade dataReceived* eofReceived? connectionLost
/// ```
///
/// with `pauseWriting` and `resumeWriting` in turn at any time between the first and the last. A
/// callback must not block and cannot suspend; one that throws ends the connection.
public interface Protocol {

  /// The connection stands.
  ///
  /// @param transport what to write to
  default void connectionMade(Transport transport) {}

  /// Bytes have arrived.
  ///
  /// @param data lent for the call: copy what is to be kept
  default void dataReceived(ByteBuffer data) {}

  /// The peer will send no more.
  ///
  /// @return whether the transport stays open for writing; false closes it
  default boolean eofReceived() {
    return false;
  }

  /// The connection has ended.
  ///
  /// @param failure why; null after a close, an abort or the peer's end
  default void connectionLost(@Nullable Exception failure) {}

  /// More than the high-water mark waits to be sent: write no more for now.
  default void pauseWriting() {}

  /// No more than the low-water mark waits to be sent: writing may go on.
  default void resumeWriting() {}
}
