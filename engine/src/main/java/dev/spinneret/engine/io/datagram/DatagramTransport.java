package dev.spinneret.engine.io.datagram;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A datagram socket with callbacks: accepts datagrams to send at any time, and calls its
/// [DatagramProtocol] with the events. Used on the loop's thread; nothing here suspends.
///
/// Datagrams that the system does not accept at once are buffered. When the buffer grows beyond the
/// high-water mark, the protocol is asked to pause. If it continues nevertheless, datagrams beyond
/// four times that mark are dropped, as on the network; [#droppedCount] counts them.
public interface DatagramTransport extends AutoCloseable {
  /// The high-water mark of a new transport, in bytes.
  int DEFAULT_HIGH_WATER_BYTES = 64 * 1024;

  /// Sends one datagram to the connected peer. java.nio cannot send empty datagrams to a connected
  /// peer, and reports an error.
  ///
  /// @param data copied, and empty afterwards; at most 65,507 bytes over IPv4
  /// @throws IllegalArgumentException if the socket is not connected
  default void send(ByteBuffer data) {
    sendTo(data, null);
  }

  /// Sends one datagram. After a close it is dropped.
  ///
  /// @param data copied, and empty afterwards; at most 65,507 bytes over IPv4
  /// @param to the receiver, resolved; null for the connected peer
  /// @throws IllegalArgumentException if the socket is connected to another peer, or to none and
  ///   `to` is null
  void sendTo(ByteBuffer data, @Nullable InetSocketAddress to);

  /// Stops receiving, and closes once all buffered datagrams have been sent. A second call does
  /// nothing.
  @Override
  void close();

  /// Closes at once; unsent datagrams are lost.
  void abort();

  /// Whether it is closed or about to be.
  ///
  /// @return true after [#close], [#abort] or a failure
  boolean isClosing();

  /// Sets when the protocol is asked to pause and to resume sending.
  ///
  /// @param highBytes pauses when more than this is buffered; 0 pauses whenever anything is
  /// @param lowBytes resumes when no more than this is buffered
  /// @throws IllegalArgumentException unless `0 <= lowBytes <= highBytes`
  void setWriteBufferLimits(int highBytes, int lowBytes);

  /// How much output is buffered.
  ///
  /// @return a number of bytes, including the UDP headers (8 each)
  long writeBufferBytes();

  /// How many datagrams did not fit into the buffer and were dropped.
  ///
  /// @return 0 if the protocol pauses when it is asked to
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
