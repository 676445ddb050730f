package dev.spinneret.engine.io.datagram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Who is called back with the events of one datagram socket, on the loop's thread.
///
/// The order of the calls, as a regular expression:
///
/// ```
///   connectionMade (datagramReceived | errorReceived)* connectionLost
/// ```
///
/// with `pauseWriting` and `resumeWriting` in turn at any time between the first and the last. A
/// callback must not block and cannot suspend. What one throws goes to the loop's exception
/// handler; the socket stays open.
public interface DatagramProtocol {

  /// The socket is open.
  ///
  /// @param transport what to send with
  default void connectionMade(DatagramTransport transport) {}

  /// A datagram has arrived.
  ///
  /// @param data all of it, perhaps nothing; lent for the call: copy what is to be kept
  /// @param sender who sent it
  default void datagramReceived(ByteBuffer data, InetSocketAddress sender) {}

  /// A datagram could not be sent or received; the socket stays usable.
  ///
  /// @param failure a [PortUnreachableException][java.net.PortUnreachableException] when the
  ///   connected peer's host has answered that nobody listens there (RFC 792, RFC 4443 §3.1)
  default void errorReceived(IOException failure) {}

  /// The socket is closed.
  ///
  /// @param failure why; null after a close or an abort
  default void connectionLost(@Nullable Exception failure) {}

  /// More than the high-water mark waits to be sent: send no more for now.
  default void pauseWriting() {}

  /// No more than the low-water mark waits to be sent: sending may go on.
  default void resumeWriting() {}
}
