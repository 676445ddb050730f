package dev.spinneret.fetch.proxy;

import dev.spinneret.parse.http.HostAddress;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Asks a SOCKS 5 proxy for a connection (RFC 1928), with user name and password if we have them
/// (RFC 1929).
///
/// ```text
///  GREET ─▶ METHOD ──0──▶ REPLY ─▶ done
///              └──2──▶ VERDICT ──▲
/// ```
public final class Socks5Handshake implements Handshake {
  private static final Step NEED_DATA = new Step.NeedData();
  private static final int VERSION = 5;
  private static final int LOGIN_VERSION = 1;
  private static final int NO_LOGIN = 0;
  private static final int LOGIN = 2;
  private static final int NO_METHOD = 0xff;
  private static final int CONNECT = 1;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;
  private static final int LONGEST_TEXT_BYTES = 255;

  private enum State {
    GREET,
    METHOD,
    VERDICT,
    REPLY
  }

  private final byte @Nullable [] login;
  private final byte[] target;
  private State state = State.GREET;

  private Socks5Handshake(byte @Nullable [] login, byte[] target) {
    this.login = login;
    this.target = target;
  }

  /// Asks for a connection to an address.
  ///
  /// @param proxy with the credentials to send
  /// @param address the server's
  /// @param port the server's
  /// @return a handshake that has not begun
  public static Socks5Handshake to(Proxy proxy, InetAddress address, int port) {
    var bytes = address.getAddress();
    var out = new ByteArrayOutputStream();
    out.write(bytes.length == 4 ? IPV4 : IPV6);
    out.writeBytes(bytes);
    return new Socks5Handshake(login(proxy), withPort(out, port));
  }

  /// Asks for a connection to a host that the proxy resolves.
  ///
  /// @param proxy with the credentials to send
  /// @param host a name or an address as in a URL
  /// @param port the server's
  /// @return a handshake that has not begun
  /// @throws IllegalArgumentException if the name has more than 255 characters
  public static Socks5Handshake to(Proxy proxy, String host, int port) {
    var literal = HostAddress.of(host);
    if (literal != null) {
      return to(proxy, literal, port);
    }
    var out = new ByteArrayOutputStream();
    out.write(NAME);
    text(out, host, "host name");
    return new Socks5Handshake(login(proxy), withPort(out, port));
  }

  @Override
  public Step next(ByteBuffer in) {
    return switch (state) {
      case GREET -> {
        state = State.METHOD;
        yield send(
            login == null
                ? new byte[] {VERSION, 1, NO_LOGIN}
                : new byte[] {VERSION, 2, NO_LOGIN, LOGIN});
      }
      case METHOD -> in.remaining() < 2 ? NEED_DATA : method(in.get() & 0xff, in.get() & 0xff);
      case VERDICT -> in.remaining() < 2 ? NEED_DATA : verdict(in.get() & 0xff, in.get());
      case REPLY -> reply(in);
    };
  }

  private Step method(int version, int method) {
    if (version != VERSION) {
      return new Step.Refused("it speaks no SOCKS 5: its version is " + version);
    }
    if (method == NO_LOGIN) {
      state = State.REPLY;
      return send(target);
    }
    if (method == LOGIN && login != null) {
      state = State.VERDICT;
      return send(login);
    }
    return new Step.Refused(
        method == NO_METHOD
            ? login == null
                ? "it wants a user and a password"
                : "it takes neither a user with a password nor nobody"
            : "it chose method " + method + " of authentication, which was not offered");
  }

  private Step verdict(int version, int status) {
    if (version != LOGIN_VERSION) {
      return new Step.Refused("it answers the password in version " + version + ", not 1");
    }
    if (status != 0) {
      return new Step.Refused("it refuses the user or the password");
    }
    state = State.REPLY;
    return send(target);
  }

  /// `VER REP RSV ATYP BND.ADDR BND.PORT` (RFC 1928 §6).
  private static Step reply(ByteBuffer in) {
    var at = in.position();
    if (in.remaining() >= 1 && in.get(at) != VERSION) {
      return new Step.Refused("it answers in version " + (in.get(at) & 0xff) + " of SOCKS, not 5");
    }
    if (in.remaining() >= 2 && in.get(at + 1) != 0) {
      // Some proxies close after the code, without the rest.
      return new Step.Refused(reason(in.get(at + 1) & 0xff));
    }
    if (in.remaining() < 5) {
      return NEED_DATA;
    }
    var addressBytes =
        switch (in.get(at + 3)) {
          case IPV4 -> 4;
          case IPV6 -> 16;
          case NAME -> 1 + (in.get(at + 4) & 0xff);
          default -> -1;
        };
    if (addressBytes < 0) {
      return new Step.Refused("it answers with an address of unknown type " + in.get(at + 3));
    }
    var bytes = 4 + addressBytes + 2;
    if (in.remaining() < bytes) {
      return NEED_DATA;
    }
    in.position(at + bytes);
    return new Step.Done();
  }

  private static String reason(int code) {
    return switch (code) {
      case 1 -> "general failure (1)";
      case 2 -> "its rules do not allow the connection (2)";
      case 3 -> "the network cannot be reached (3)";
      case 4 -> "the host cannot be reached (4)";
      case 5 -> "the server refused the connection (5)";
      case 6 -> "the time to live has expired (6)";
      case 7 -> "it does not know the command CONNECT (7)";
      case 8 -> "it does not know this type of address (8)";
      default -> "it answers with code " + code;
    };
  }

  private static byte @Nullable [] login(Proxy proxy) {
    var user = proxy.user();
    var password = proxy.password();
    if (user == null || password == null) {
      return null;
    }
    var out = new ByteArrayOutputStream();
    out.write(LOGIN_VERSION);
    text(out, user, "user");
    text(out, password, "password");
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text, String what) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LONGEST_TEXT_BYTES) {
      throw new IllegalArgumentException(
          "a %s of %d bytes does not fit into SOCKS 5; %d are allowed"
              .formatted(what, bytes.length, LONGEST_TEXT_BYTES));
    }
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  private static byte[] withPort(ByteArrayOutputStream address, int port) {
    var out = new ByteArrayOutputStream();
    out.write(VERSION);
    out.write(CONNECT);
    out.write(0);
    out.writeBytes(address.toByteArray());
    out.write(port >> 8);
    out.write(port);
    return out.toByteArray();
  }

  private static Step send(byte[] bytes) {
    return new Step.Send(ByteBuffer.wrap(bytes));
  }
}
