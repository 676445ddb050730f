package dev.spinneret.engine.io.datagram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The callbacks of one datagram socket, called on the loop's thread.
///
/// The order of the calls, as a regular expression:
///
/// ```
///   connectionMade (datagramReceived | errorReceived)* connectionLost
/// ```
///
/// with `pauseWriting` and `resumeWriting` alternately at any time between the first and the last.
/// A callback must not block and cannot suspend. If one throws, the loop's exception handler gets
/// the exception; the socket stays open.
public interface DatagramProtocol {

  /// The socket is open.
  ///
  /// @param transport the transport to send with
  default void connectionMade(DatagramTransport transport) {}

  /// A datagram has arrived.
  ///
  /// @param data its bytes, perhaps none; valid during the call only
  /// @param sender the address of the sender
  default void datagramReceived(ByteBuffer data, InetSocketAddress sender) {}

  /// A datagram could not be sent or received; the socket can still be used.
  ///
  /// @param failure a [PortUnreachableException][java.net.PortUnreachableException] if the
  ///   connected peer's host has reported that the port is closed (RFC 792, RFC 4443 §3.1)
  default void errorReceived(IOException failure) {}

  /// The socket is closed.
  ///
  /// @param failure the reason; null after a close or an abort
  default void connectionLost(@Nullable Exception failure) {}

  /// The output buffer has grown beyond the high-water mark: stop sending.
  default void pauseWriting() {}

  /// The output buffer has shrunk to the low-water mark: sending may continue.
  default void resumeWriting() {}
}
