package dev.spinneret.fetch.proxy;

import dev.spinneret.parse.http.HostAddress;
import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Asks a SOCKS 4 proxy for a connection to an IPv4 address, or a SOCKS 4A proxy for one to a name
/// (SOCKS: A protocol for TCP proxy across firewalls, and SOCKS 4A: A Simple Extension, both by
/// Ying-Da Lee). The protocol has a user name, but no password.
public final class Socks4Handshake implements Handshake {
  private static final int VERSION = 4;
  private static final int CONNECT = 1;
  private static final int GRANTED = 90;
  private static final int REPLY_BYTES = 8;

  /// An invalid address: the name after the user name counts instead.
  private static final byte[] BY_NAME = {0, 0, 0, 1};

  private final byte[] request;
  private boolean sent;

  private Socks4Handshake(byte[] request) {
    this.request = request;
  }

  /// Asks for a connection to an address.
  ///
  /// @param proxy with the user name to send
  /// @param address the server's
  /// @param port the server's
  /// @return a handshake that has not begun
  /// @throws IllegalArgumentException if it is an IPv6 address
  public static Socks4Handshake to(Proxy proxy, InetAddress address, int port) {
    if (!(address instanceof Inet4Address)) {
      throw new IllegalArgumentException(
          "SOCKS 4 cannot reach %s; it knows IPv4 only".formatted(address.getHostAddress()));
    }
    return new Socks4Handshake(request(proxy, address.getAddress(), port, null));
  }

  /// Asks for a connection to a host that the proxy resolves.
  ///
  /// @param proxy with the user name to send
  /// @param host a name or an address as in a URL
  /// @param port the server's
  /// @return a handshake that has not begun
  /// @throws IllegalArgumentException if it is an IPv6 address
  public static Socks4Handshake to(Proxy proxy, String host, int port) {
    var literal = HostAddress.of(host);
    return literal != null
        ? to(proxy, literal, port)
        : new Socks4Handshake(request(proxy, BY_NAME, port, host));
  }

  /// `VN CD DSTPORT DSTIP USERID NULL`, and for a name that and NULL.
  private static byte[] request(Proxy proxy, byte[] address, int port, @Nullable String name) {
    var out = new ByteArrayOutputStream();
    out.write(VERSION);
    out.write(CONNECT);
    out.write(port >> 8);
    out.write(port);
    out.writeBytes(address);
    text(out, proxy.user() == null ? "" : proxy.user());
    if (name != null) {
      text(out, name);
    }
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    if (text.indexOf(0) >= 0) {
      throw new IllegalArgumentException("a NUL in the user does not fit into SOCKS 4");
    }
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.write(0);
  }

  @Override
  public Step next(ByteBuffer in) {
    if (!sent) {
      sent = true;
      return new Step.Send(ByteBuffer.wrap(request));
    }
    var at = in.position();
    if (in.remaining() >= 1 && in.get(at) != 0) {
      return new Step.Refused(
          "it speaks no SOCKS 4: its answer begins with " + (in.get(at) & 0xff));
    }
    if (in.remaining() >= 2 && in.get(at + 1) != GRANTED) {
      return new Step.Refused(reason(in.get(at + 1) & 0xff));
    }
    if (in.remaining() < REPLY_BYTES) {
      return new Step.NeedData();
    }
    in.position(at + REPLY_BYTES);
    return new Step.Done();
  }

  private static String reason(int code) {
    return switch (code) {
      case 91 -> "it refuses the connection, or could not make it (91)";
      case 92 -> "it cannot ask who we are (92)";
      case 93 -> "it takes us for another user (93)";
      default -> "it answers with code " + code;
    };
  }
}
