package dev.spinneret.engine.io.datagram;

import dev.spinneret.engine.io.descriptor.Direction;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A datagram socket for tasks of one loop: at most one receiver and one sender at a time.
///
/// Nothing is buffered here: datagrams wait in the system's buffer, which drops those that do not
/// fit. A call that is cancelled or reaches its deadline has received or sent nothing, and the
/// socket can still be used. The owner closes it; tasks that wait then get an
/// [AsynchronousCloseException][java.nio.channels.AsynchronousCloseException].
public final class DatagramEndpoint implements AutoCloseable {
  /// No deadline.
  public static final long NO_DEADLINE = Long.MAX_VALUE;

  private final DatagramDescriptor descriptor;
  private final ByteBuffer buffer;
  private final Direction receiving;
  private final Direction sending;

  /// @param buffer shared by all sockets of the loop for receiving
  DatagramEndpoint(EventLoop loop, DatagramDescriptor descriptor, ByteBuffer buffer) {
    this.descriptor = descriptor;
    this.buffer = buffer;
    this.receiving = new Direction(loop, descriptor::whenReadable, descriptor::isOpen);
    this.sending = new Direction(loop, descriptor::whenWritable, descriptor::isOpen);
  }

  /// Receives the next datagram, suspending until there is one.
  ///
  /// @return the datagram
  /// @throws java.net.PortUnreachableException if the connected peer's port is closed
  /// @throws IOException if it is closed, or an earlier datagram could not be delivered
  public Datagram receive() throws IOException {
    return receive(NO_DEADLINE);
  }

  /// Receives the next datagram, suspending until there is one.
  ///
  /// @param deadlineAtNanos the latest instant on the loop's clock, or [#NO_DEADLINE]
  /// @return the datagram
  /// @throws java.net.SocketTimeoutException at the deadline
  /// @throws java.net.PortUnreachableException if the connected peer's port is closed
  /// @throws IOException if it is closed, or an earlier datagram could not be delivered
  public Datagram receive(long deadlineAtNanos) throws IOException {
    var sender = descriptor.receive(buffer.clear());
    while (sender == null) {
      receiving.await(deadlineAtNanos);
      sender = descriptor.receive(buffer.clear());
    }
    buffer.flip();
    return new Datagram(ByteBuffer.allocate(buffer.remaining()).put(buffer).flip(), sender);
  }

  /// Sends one datagram to the connected peer, suspending while the system accepts none. java.nio
  /// cannot send empty datagrams to a connected peer, and throws.
  ///
  /// @param data empty afterwards
  /// @throws IllegalArgumentException if the socket is not connected
  /// @throws java.net.PortUnreachableException if that port is closed
  /// @throws IOException if it is closed, or this or an earlier datagram could not be delivered
  public void send(ByteBuffer data) throws IOException {
    sendTo(data, null, NO_DEADLINE);
  }

  /// Sends one datagram, suspending while the system accepts none.
  ///
  /// @param data empty afterwards
  /// @param to the receiver, resolved
  /// @throws IllegalArgumentException if the socket is connected to another peer
  /// @throws IOException if it is closed, or this or an earlier datagram could not be delivered
  public void sendTo(ByteBuffer data, InetSocketAddress to) throws IOException {
    sendTo(data, to, NO_DEADLINE);
  }

  /// Sends one datagram, suspending while the system accepts none.
  ///
  /// @param data empty afterwards
  /// @param to the receiver, resolved; null for the connected peer
  /// @param deadlineAtNanos the latest instant on the loop's clock, or [#NO_DEADLINE]
  /// @throws IllegalArgumentException if the socket is connected to another peer, or to none and
  ///   `to` is null
  /// @throws java.net.SocketTimeoutException at the deadline
  /// @throws IOException if it is closed, or this or an earlier datagram could not be delivered
  public void sendTo(ByteBuffer data, @Nullable InetSocketAddress to, long deadlineAtNanos)
      throws IOException {
    var receiver = descriptor.receiver(to);
    while (!descriptor.send(data.slice(), receiver)) {
      sending.await(deadlineAtNanos);
    }
    data.position(data.limit());
  }

  /// This end's address.
  ///
  /// @return address and port
  public InetSocketAddress localAddress() {
    return descriptor.address();
  }

  /// The peer that it is connected to.
  ///
  /// @return address and port; null if it is not connected
  public @Nullable InetSocketAddress remoteAddress() {
    return descriptor.peer();
  }

  /// Whether it is still open.
  ///
  /// @return false after [#close]
  public boolean isOpen() {
    return descriptor.isOpen();
  }

  /// Closes the socket. Never suspends; a second call does nothing.
  @Override
  public void close() {
    receiving.cancelTimer();
    sending.cancelTimer();
    descriptor.close();
  }
}
