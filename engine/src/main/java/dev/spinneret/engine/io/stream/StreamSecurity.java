package dev.spinneret.engine.io.stream;

import dev.spinneret.engine.io.TransportUpgrade;

/// Secures the connections of a client, as TLS does: the port that such a layer fills.
///
/// A server needs no more than a [TransportUpgrade].
@FunctionalInterface
public interface StreamSecurity {

  /// The layer for a connection to a host.
  ///
  /// @param host a name or an address; the peer has to prove that it is that
  /// @param port for finding an earlier session with the same peer
  /// @return is used for one connection; fails with [IOException][java.io.IOException] if the peer
  ///   is another, or does not agree in time
  TransportUpgrade towards(String host, int port);
}
