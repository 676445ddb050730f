package dev.spinneret.parse.http;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// What the host of a URL says by itself, without a resolver: whether it is an address, which one,
/// and whether it is this machine.
public final class HostAddress {
  private HostAddress() {}

  /// Whether a host is an address: an IPv6 address, which alone has colons, or an IPv4 address,
  /// which alone has a last label of digits (WHATWG URL §3.5).
  ///
  /// @param host as a URL serialises it; an IPv6 address may also stand without brackets
  /// @return false for a name
  public static boolean isAddress(String host) {
    var at = host.length();
    while (at > 0 && host.charAt(at - 1) >= '0' && host.charAt(at - 1) <= '9') {
      at--;
    }
    return host.indexOf(':') >= 0 || (at < host.length() && at > 0 && host.charAt(at - 1) == '.');
  }

  /// The address that a host is.
  ///
  /// @param host as in a URL; an IPv6 address may also stand without brackets
  /// @return null when it is a name
  public static @Nullable InetAddress of(String host) {
    if (!mayBeAddress(host)) {
      return null; // without an exception, of which each host would cost several
    }
    var bracketed = host.startsWith("[") && host.endsWith("]");
    try {
      return InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// Whether a host has colons, or ends with a digit.
  private static boolean mayBeAddress(String host) {
    var last = host.isEmpty() ? ' ' : host.charAt(host.length() - 1);
    return (last >= '0' && last <= '9') || host.indexOf(':') >= 0;
  }

  /// Whether a host is this machine, by its address (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3; also the
  /// former mapped into IPv6) or by its name, `localhost` and the names below it (RFC 6761 §6.3).
  ///
  /// @param host as in a URL, in lower case
  /// @return false for other names, whatever they resolve to
  public static boolean isLoopback(String host) {
    var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return true;
    }
    var address = isAddress(host) ? of(host) : null;
    return address != null && address.isLoopbackAddress();
  }
}
