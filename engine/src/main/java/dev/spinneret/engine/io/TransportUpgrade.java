package dev.spinneret.engine.io;

import java.io.IOException;

/// Inserts a layer such as TLS between a transport and its protocol; used by `startTls`.
@FunctionalInterface
public interface TransportUpgrade {

  /// Becomes the protocol of `lower` (see [Transport#setProtocol]), negotiates, and from then on
  /// passes the events of the layer to `upper`.
  ///
  /// Called in a task; may suspend.
  ///
  /// @param lower the transport, with reading paused
  /// @param upper its protocol; `connectionMade` has been called
  /// @return the transport that writes to the layer
  /// @throws IOException if the negotiation fails
  Transport upgrade(Transport lower, Protocol upper) throws IOException;
}
