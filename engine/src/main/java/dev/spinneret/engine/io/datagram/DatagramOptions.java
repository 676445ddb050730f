package dev.spinneret.engine.io.datagram;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The options of a datagram socket.
///
/// @param local the address to bind to, resolved; with port 0 the system chooses the port, and with
///   null both
/// @param remote the peer to connect to, resolved; datagrams of others are not received. Null for
///   any
/// @param broadcast whether datagrams may be sent to broadcast addresses
/// @param reusePort whether several sockets may share the port; the system then distributes the
///   datagrams
public record DatagramOptions(
    @Nullable InetSocketAddress local,
    @Nullable InetSocketAddress remote,
    boolean broadcast,
    boolean reusePort) {

  /// Options for a socket at an address, for any peer.
  ///
  /// @param local address and port; port 0 lets the system choose
  /// @return options without broadcast and sharing
  public static DatagramOptions at(InetSocketAddress local) {
    return new DatagramOptions(local, null, false, false);
  }

  /// Options for a socket that is connected to a peer.
  ///
  /// @param remote address and port
  /// @return options that let the system choose the local address
  public static DatagramOptions to(InetSocketAddress remote) {
    return new DatagramOptions(null, remote, false, false);
  }

  /// The same options with broadcast permitted.
  ///
  /// @return a copy
  public DatagramOptions withBroadcast() {
    return new DatagramOptions(local, remote, true, reusePort);
  }

  /// The same options with a port that other sockets may share.
  ///
  /// @return a copy
  public DatagramOptions withReusePort() {
    return new DatagramOptions(local, remote, broadcast, true);
  }

  /// An address of the socket's family, which is IPv4 if no address is given.
  InetSocketAddress familyAddress() {
    var given = remote != null ? remote : local;
    return given != null ? given : new InetSocketAddress("0.0.0.0", 0);
  }
}
