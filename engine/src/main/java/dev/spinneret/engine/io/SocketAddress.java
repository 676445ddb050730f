package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.NativeMemory;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Room for one `struct sockaddr_in` or `sockaddr_in6`, and the way to and from Java's addresses.
final class SocketAddress {
  /// Room enough for both.
  static final int BYTES = 28;

  private static final short AF_INET = 2;
  private static final short AF_INET6 = 10;
  private static final int IPV4_BYTES = 16;
  private static final int PORT_AT = 2;
  private static final int IPV4_HOST_AT = 4;
  private static final int IPV6_HOST_AT = 8;
  private static final int SCOPE_AT = 24;
  private static final byte[] ZEROS = new byte[BYTES];

  private final NativeMemory memory = NativeMemory.allocate(BYTES);

  /// The same memory in the byte order of the network.
  private final ByteBuffer network = memory.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);

  /// The address family of `address`.
  static int family(InetSocketAddress address) {
    return resolved(address) instanceof Inet6Address ? AF_INET6 : AF_INET;
  }

  /// Where the C library finds it.
  long bytes() {
    return memory.address();
  }

  /// Writes an address.
  ///
  /// @return the size of its structure in bytes
  int write(InetSocketAddress address) {
    var host = resolved(address);
    network.put(0, ZEROS);
    network.putShort(PORT_AT, (short) address.getPort());
    if (host instanceof Inet6Address ipv6) {
      memory.bytes().putShort(0, AF_INET6);
      network.put(IPV6_HOST_AT, ipv6.getAddress());
      memory.bytes().putInt(SCOPE_AT, ipv6.getScopeId());
      return BYTES;
    }
    memory.bytes().putShort(0, AF_INET);
    network.put(IPV4_HOST_AT, host.getAddress());
    return IPV4_BYTES;
  }

  /// Reads the address that the system has put here.
  InetSocketAddress read() {
    int port = Short.toUnsignedInt(network.getShort(PORT_AT));
    try {
      if (memory.bytes().getShort(0) == AF_INET) {
        return new InetSocketAddress(InetAddress.getByAddress(get(IPV4_HOST_AT, 4)), port);
      }
      byte[] host = get(IPV6_HOST_AT, 16);
      int scope = memory.bytes().getInt(SCOPE_AT);
      return new InetSocketAddress(
          scope == 0
              ? InetAddress.getByAddress(host)
              : Inet6Address.getByAddress(null, host, scope),
          port);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e); // Only for another length than 4 or 16.
    }
  }

  private static InetAddress resolved(InetSocketAddress address) {
    var host = address.getAddress();
    if (host == null) {
      throw new IllegalArgumentException(address + " is not resolved");
    }
    return host;
  }

  private byte[] get(int at, int length) {
    var octets = new byte[length];
    network.get(at, octets);
    return octets;
  }
}
