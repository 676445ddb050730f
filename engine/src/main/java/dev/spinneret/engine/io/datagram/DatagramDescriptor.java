package dev.spinneret.engine.io.datagram;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.EpollPoller;
import dev.spinneret.engine.poll.NioPoller;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A non-blocking datagram socket of one loop. Nothing here suspends.
interface DatagramDescriptor {

  /// At least the size of the largest possible datagram.
  int LARGEST_BYTES = 64 * 1024;

  /// Opens a socket for the loop's poller.
  static DatagramDescriptor open(EventLoop loop, DatagramOptions options) throws IOException {
    if (loop.isClosed()) {
      throw new IllegalStateException("the event loop is closed");
    }
    return switch (loop.poller()) {
      case EpollPoller epoll -> EpollDatagramDescriptor.open(loop, epoll, options);
      case NioPoller nio -> NioDatagramDescriptor.open(nio, options);
      default ->
          throw new IllegalArgumentException(
              "no datagrams for a " + loop.poller().getClass().getSimpleName());
    };
  }

  /// Receives a datagram.
  ///
  /// @param dst has room for the largest datagram
  /// @return the sender; null if there is no datagram now
  /// @throws IOException if an earlier datagram could not be delivered, or the socket is closed
  @Nullable InetSocketAddress receive(ByteBuffer dst) throws IOException;

  /// Sends a datagram.
  ///
  /// @param src may be advanced or not
  /// @param to null for the connected peer
  /// @return false if the system does not accept it now
  /// @throws IOException if this or an earlier one cannot be delivered, or the socket is closed
  boolean send(ByteBuffer src, @Nullable InetSocketAddress to) throws IOException;

  void whenReadable(@Nullable Runnable ready);

  void whenWritable(@Nullable Runnable ready);

  boolean isOpen();

  InetSocketAddress address();

  /// The connected peer.
  @Nullable InetSocketAddress peer();

  void close();

  /// The receiver of a datagram; null for the connected peer.
  ///
  /// @throws IllegalArgumentException if it cannot be sent there
  default @Nullable InetSocketAddress receiver(@Nullable InetSocketAddress to) {
    var peer = peer();
    if (peer == null && to == null) {
      throw new IllegalArgumentException(
          "a socket that is not connected needs the receiver's address");
    }
    if (peer != null && to != null && !peer.equals(to)) {
      throw new IllegalArgumentException(to + ": the socket is connected to " + peer);
    }
    return peer != null ? null : to;
  }
}
