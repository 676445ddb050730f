package dev.spinneret.fetch;

import java.net.InetAddress;
import java.util.List;

/// Finds the addresses of a host name.
interface Resolver extends AutoCloseable {

  /// Resolves a name, waiting for the answer without blocking an event loop.
  ///
  /// @param host a name, or an address literal, as in a URL (IPv6 in brackets)
  /// @param deadlineAtNanos an instant of the dialer's clock
  /// @return at least one address, in the order to try
  /// @throws PeerException DNS_NOT_FOUND, DNS_FAILED or DNS_TIMEOUT
  List<InetAddress> resolve(String host, long deadlineAtNanos) throws PeerException;

  @Override
  void close();
}
