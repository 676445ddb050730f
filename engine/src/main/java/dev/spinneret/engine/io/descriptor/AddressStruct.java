package dev.spinneret.engine.io.descriptor;

import dev.spinneret.engine.poll.NativeMemory;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/// Memory for a `struct sockaddr_in`, `sockaddr_in6` or `sockaddr_un`, and the conversion from and
/// to Java's addresses.
final class AddressStruct {
  /// The size of the largest of them.
  static final int BYTES = 110;

  private static final short AF_UNIX = 1;
  private static final short AF_INET = 2;
  private static final short AF_INET6 = 10;
  private static final int IPV4_BYTES = 16;
  private static final int IPV6_BYTES = 28;
  private static final int PATH_AT = 2;
  private static final int PORT_AT = 2;
  private static final int IPV4_HOST_AT = 4;
  private static final int IPV6_HOST_AT = 8;
  private static final int SCOPE_AT = 24;
  private static final byte[] ZEROS = new byte[BYTES];

  /// The charset that the JDK uses for file names.
  static final Charset FILE_NAMES =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  private final NativeMemory memory = NativeMemory.allocate(BYTES);

  /// The same memory in the byte order of the network.
  private final ByteBuffer network = memory.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);

  /// The address family of `address`.
  static int family(SocketAddress address) {
    return switch (address) {
      case UnixDomainSocketAddress _ -> AF_UNIX;
      case InetSocketAddress internet ->
          resolved(internet) instanceof Inet6Address ? AF_INET6 : AF_INET;
      default -> throw unsupported(address);
    };
  }

  /// The address of the memory.
  long bytes() {
    return memory.address();
  }

  /// Writes an address.
  ///
  /// @return the size of its structure in bytes
  /// @throws SocketException if the path of a Unix socket is too long
  int write(SocketAddress address) throws SocketException {
    network.put(0, ZEROS);
    return switch (address) {
      case UnixDomainSocketAddress unix -> writePath(unix);
      case InetSocketAddress internet -> writeInternet(internet);
      default -> throw unsupported(address);
    };
  }

  private int writePath(UnixDomainSocketAddress unix) throws SocketException {
    byte[] path = unix.getPath().toString().getBytes(FILE_NAMES);
    if (path.length >= BYTES - PATH_AT) {
      throw new SocketException("the path of a Unix socket has at most 107 bytes: " + unix);
    }
    memory.bytes().putShort(0, AF_UNIX);
    network.put(PATH_AT, path);
    return PATH_AT + path.length + (path.length == 0 ? 0 : 1);
  }

  private int writeInternet(InetSocketAddress address) {
    network.putShort(PORT_AT, (short) address.getPort());
    var host = resolved(address);
    if (host instanceof Inet6Address ipv6) {
      memory.bytes().putShort(0, AF_INET6);
      network.put(IPV6_HOST_AT, ipv6.getAddress());
      memory.bytes().putInt(SCOPE_AT, ipv6.getScopeId());
      return IPV6_BYTES;
    }
    memory.bytes().putShort(0, AF_INET);
    network.put(IPV4_HOST_AT, host.getAddress());
    return IPV4_BYTES;
  }

  /// Reads the address that the system has written.
  ///
  /// @param size its size in bytes
  SocketAddress read(int size) {
    return switch (memory.bytes().getShort(0)) {
      case AF_INET, AF_INET6 -> readInternet();
      default -> readPath(Math.min(size, BYTES));
    };
  }

  private UnixDomainSocketAddress readPath(int size) {
    int end = PATH_AT;
    while (end < size && network.get(end) != 0) {
      end++;
    }
    return UnixDomainSocketAddress.of(
        new String(get(PATH_AT, Math.max(0, end - PATH_AT)), FILE_NAMES));
  }

  private InetSocketAddress readInternet() {
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
      throw new UncheckedIOException(e); // Thrown only for lengths other than 4 and 16.
    }
  }

  private static InetAddress resolved(InetSocketAddress address) {
    var host = address.getAddress();
    if (host == null) {
      throw new IllegalArgumentException(address + " is not resolved");
    }
    return host;
  }

  private static IllegalArgumentException unsupported(SocketAddress address) {
    return new IllegalArgumentException(
        address + ": an internet address or the path of a Unix socket is allowed");
  }

  private byte[] get(int at, int length) {
    var octets = new byte[length];
    network.get(at, octets);
    return octets;
  }
}
