package dev.spinneret.engine.io;

import java.io.IOException;

/// Puts a layer such as TLS between a transport and its protocol: the hook of `startTls`.
@FunctionalInterface
public interface TransportUpgrade {

  /// Makes itself the protocol of `lower` (see [Transport#setProtocol]), negotiates, and from then
  /// on tells `upper` what comes out of the layer.
  ///
  /// Called in a task; may suspend.
  ///
  /// @param lower the transport as it is, with reading paused
  /// @param upper the protocol as it is; `connectionMade` was called already
  /// @return the transport that writes into the layer
  /// @throws IOException if the peer does not agree
  Transport upgrade(Transport lower, Protocol upper) throws IOException;
}
