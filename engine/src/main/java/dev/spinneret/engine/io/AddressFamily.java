package dev.spinneret.engine.io;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/// The kind of addresses that [Sockets#getaddrinfo] looks up.
public enum AddressFamily {
  /// Both (AF_UNSPEC).
  ANY,
  /// IPv4 (AF_INET).
  INET,
  /// IPv6 (AF_INET6).
  INET6;

  /// Whether an address is of this family.
  ///
  /// @param address the address
  /// @return true if it is
  public boolean holds(InetAddress address) {
    return switch (this) {
      case ANY -> true;
      case INET -> address instanceof Inet4Address;
      case INET6 -> address instanceof Inet6Address;
    };
  }
}
