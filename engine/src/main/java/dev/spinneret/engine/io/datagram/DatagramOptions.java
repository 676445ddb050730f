package dev.spinneret.engine.io.datagram;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// How a datagram socket is opened.
///
/// @param local the address to bind to, resolved, port 0 letting the system choose; null lets it
///   choose both
/// @param remote the peer to connect to, resolved: no other is heard or sent to; null for any
/// @param broadcast whether datagrams may be sent to broadcast addresses
/// @param reusePort whether several sockets may share the port, the system spreading datagrams over
///   them
public record DatagramOptions(
    @Nullable InetSocketAddress local,
    @Nullable InetSocketAddress remote,
    boolean broadcast,
    boolean reusePort) {

  /// A socket at an address, for any peer.
  ///
  /// @param local address and port; port 0 lets the system choose
  /// @return neither broadcast nor sharing
  public static DatagramOptions at(InetSocketAddress local) {
    return new DatagramOptions(local, null, false, false);
  }

  /// A socket connected to a peer.
  ///
  /// @param remote address and port
  /// @return at an address that the system chooses
  public static DatagramOptions to(InetSocketAddress remote) {
    return new DatagramOptions(null, remote, false, false);
  }

  /// The same, and datagrams may be sent to broadcast addresses.
  ///
  /// @return other options
  public DatagramOptions withBroadcast() {
    return new DatagramOptions(local, remote, true, reusePort);
  }

  /// The same, with a port that others may share.
  ///
  /// @return other options
  public DatagramOptions withReusePort() {
    return new DatagramOptions(local, remote, broadcast, true);
  }

  /// The address whose family the socket has: IPv4 when nothing says otherwise.
  InetSocketAddress familyAddress() {
    var given = remote != null ? remote : local;
    return given != null ? given : new InetSocketAddress("0.0.0.0", 0);
  }
}
