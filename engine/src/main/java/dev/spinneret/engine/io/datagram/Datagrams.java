package dev.spinneret.engine.io.datagram;

import dev.spinneret.engine.io.Sockets;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopLocal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/// Opens datagram sockets of the current loop.
public final class Datagrams {
  /// The buffer into which the sockets of a loop receive, one datagram after the other.
  private static final LoopLocal<ByteBuffer> RECEIVE_BUFFER =
      LoopLocal.of(_ -> ByteBuffer.allocateDirect(DatagramDescriptor.LARGEST_BYTES));

  private Datagrams() {}

  /// Opens a socket with callbacks. Does not suspend.
  ///
  /// @param protocol creates the protocol
  /// @param options addresses, broadcast, sharing of the port
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  /// @throws IOException if the address is in use or not permitted
  /// @throws IllegalArgumentException if an address is not resolved
  public static <P extends DatagramProtocol> ProtocolEndpoint<P> createDatagramEndpoint(
      Supplier<? extends P> protocol, DatagramOptions options) throws IOException {
    var loop = EventLoop.current();
    var descriptor = DatagramDescriptor.open(loop, options);
    try {
      P made = protocol.get();
      var transport = new SocketDatagramTransport(loop, descriptor, made, RECEIVE_BUFFER.get(loop));
      transport.start();
      return new ProtocolEndpoint<>(transport, made);
    } catch (Throwable t) {
      descriptor.close();
      throw t;
    }
  }

  /// Opens a socket for tasks. Does not suspend.
  ///
  /// @param options addresses, broadcast, sharing of the port
  /// @return the socket, which the caller closes
  /// @throws IOException if the address is in use or not permitted
  /// @throws IllegalArgumentException if an address is not resolved
  public static DatagramEndpoint open(DatagramOptions options) throws IOException {
    var loop = EventLoop.current();
    return new DatagramEndpoint(
        loop, DatagramDescriptor.open(loop, options), RECEIVE_BUFFER.get(loop));
  }

  /// Opens a socket for tasks that is connected to a host. Suspends while the host is looked up.
  ///
  /// @param host a name, whose first address is used, or an address
  /// @param port the port
  /// @return the socket, which the caller closes
  /// @throws IOException if the host is unknown, or the address is not permitted
  public static DatagramEndpoint connect(String host, int port) throws IOException {
    var addresses = Sockets.of(EventLoop.current()).resolve(host, port);
    return open(DatagramOptions.to(addresses.getFirst()));
  }
}
