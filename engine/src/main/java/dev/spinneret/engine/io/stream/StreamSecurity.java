package dev.spinneret.engine.io.stream;

import dev.spinneret.engine.io.TransportUpgrade;

/// Secures the connections of a client, for example with TLS.
///
/// A server only needs a [TransportUpgrade].
@FunctionalInterface
public interface StreamSecurity {

  /// The layer for a connection to a host.
  ///
  /// @param host a name or an address, which the peer must prove to be its own
  /// @param port the port, for finding an earlier session with the same peer
  /// @return a layer for one connection; fails with [IOException][java.io.IOException] if the peer
  ///   is another, or the negotiation fails or takes too long
  TransportUpgrade towards(String host, int port);
}
