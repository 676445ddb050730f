package dev.spinneret.engine.io.datagram;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A datagram socket with callbacks: takes datagrams to send at any time, and calls its
/// [DatagramProtocol]. Used on the loop's thread; nothing here suspends.
///
/// What the system does not take at once waits in a buffer; the protocol is called to pause when
/// that grows past the high-water mark. A protocol that goes on all the same loses datagrams beyond
/// four times that mark, as it would on the network; [#droppedCount] counts them.
public interface DatagramTransport extends AutoCloseable {
  /// The high-water mark of a new transport, in bytes.
  int DEFAULT_HIGH_WATER_BYTES = 64 * 1024;

  /// Sends one datagram to the connected peer. An empty one is refused over java.nio, which cannot
  /// send it.
  ///
  /// @param data is copied, and empty afterwards; at most 65,507 bytes over IPv4
  /// @throws IllegalArgumentException if the socket is not connected
  default void send(ByteBuffer data) {
    sendTo(data, null);
  }

  /// Sends one datagram. After a close it is dropped.
  ///
  /// @param data is copied, and empty afterwards; at most 65,507 bytes over IPv4
  /// @param to the receiver, resolved; null for the connected peer
  /// @throws IllegalArgumentException if the socket is connected to another peer, or to none and
  ///   `to` is null
  void sendTo(ByteBuffer data, @Nullable InetSocketAddress to);

  /// Receives no more, sends what is still to be sent, and then closes. A second call does nothing.
  @Override
  void close();

  /// Closes at once: what has not been sent is lost.
  void abort();

  /// Whether it is closed or about to be.
  ///
  /// @return true after [#close], [#abort] or a failure
  boolean isClosing();

  /// Sets when the protocol is called to pause and to resume writing.
  ///
  /// @param highBytes pause when more than this waits; 0 pauses whenever anything waits
  /// @param lowBytes resume when no more than this waits
  /// @throws IllegalArgumentException unless `0 <= lowBytes <= highBytes`
  void setWriteBufferLimits(int highBytes, int lowBytes);

  /// How much waits to be sent.
  ///
  /// @return a number of bytes, the headers of UDP (8 each) included
  long writeBufferBytes();

  /// How many datagrams found no room in the buffer and were dropped.
  ///
  /// @return 0 for a protocol that pauses when it is called to
  long droppedCount();

  /// This end's address.
  ///
  /// @return address and port
  InetSocketAddress localAddress();

  /// The peer that it is connected to.
  ///
  /// @return address and port; null if it is not connected
  @Nullable InetSocketAddress remoteAddress();
}
