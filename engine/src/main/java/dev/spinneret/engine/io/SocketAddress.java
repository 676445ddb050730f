package dev.spinneret.engine.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
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
  private static final ValueLayout.OfShort NETWORK_SHORT =
      JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment memory = Arena.ofAuto().allocate(BYTES, 8);

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
    memory.fill((byte) 0);
    memory.set(NETWORK_SHORT, PORT_AT, (short) address.getPort());
    if (host instanceof Inet6Address ipv6) {
      memory.set(JAVA_SHORT, 0, AF_INET6);
      put(ipv6.getAddress(), IPV6_HOST_AT);
      memory.set(JAVA_INT, SCOPE_AT, ipv6.getScopeId());
      return BYTES;
    }
    memory.set(JAVA_SHORT, 0, AF_INET);
    put(host.getAddress(), IPV4_HOST_AT);
    return IPV4_BYTES;
  }

  /// Reads the address that the system has put here.
  InetSocketAddress read() {
    int port = Short.toUnsignedInt(memory.get(NETWORK_SHORT, PORT_AT));
    try {
      if (memory.get(JAVA_SHORT, 0) == AF_INET) {
        return new InetSocketAddress(InetAddress.getByAddress(get(IPV4_HOST_AT, 4)), port);
      }
      byte[] host = get(IPV6_HOST_AT, 16);
      int scope = memory.get(JAVA_INT, SCOPE_AT);
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

  private void put(byte[] host, int at) {
    MemorySegment.copy(host, 0, memory, JAVA_BYTE, at, host.length);
  }

  private byte[] get(int at, int length) {
    return memory.asSlice(at, length).toArray(JAVA_BYTE);
  }
}
