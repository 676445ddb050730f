package dev.spinneret.fetch.proxy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A server that requests go through.
///
/// @param kind its protocol
/// @param host a name, or an address; IPv6 in brackets
/// @param port 1 to 65535
/// @param user the user name; null for none
/// @param password null exactly if `user` is
public record Proxy(
    Kind kind, String host, int port, @Nullable String user, @Nullable String password) {
  /// The default port, as in curl.
  private static final int DEFAULT_PORT = 1080;

  private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  /// The protocol of a proxy.
  public enum Kind {
    /// HTTP: absolute URLs for http, a CONNECT tunnel for https (RFC 9110 §7.3.2, §9.3.6).
    HTTP("http"),
    /// SOCKS 4, with IPv4 addresses that are resolved locally.
    SOCKS4("socks4"),
    /// SOCKS 4A, with names that the proxy resolves.
    SOCKS4A("socks4a"),
    /// SOCKS 5 (RFC 1928) with addresses that are resolved locally.
    SOCKS5("socks5"),
    /// SOCKS 5 with names that the proxy resolves.
    SOCKS5H("socks5h");

    private final String scheme;

    Kind(String scheme) {
      this.scheme = scheme;
    }
  }

  /// Parses `[SCHEME://][USER[:PASSWORD]@]HOST[:PORT]`, as curl does: the default scheme is http,
  /// `socks` is SOCKS 4, and the default port is 1080. User and password may be percent-encoded.
  ///
  /// @param text as typed
  /// @return the proxy
  /// @throws IllegalArgumentException if it is malformed; the message contains no credentials
  public static Proxy parse(String text) {
    var schemeEnd = text.indexOf("://");
    var rest = schemeEnd < 0 ? text : text.substring(schemeEnd + 3);
    var at = rest.lastIndexOf('@');
    var place = rest.substring(at + 1);
    var kind = kind(schemeEnd < 0 ? "http" : text.substring(0, schemeEnd), place);
    var path = place.indexOf('/');
    if (path > 0) {
      place = place.substring(0, path); // it has no meaning, but many write one
    }
    var hostEnd = place.startsWith("[") ? place.indexOf(']') + 1 : place.lastIndexOf(':');
    var host = hostEnd < 0 ? place : place.substring(0, hostEnd);
    var port = hostEnd < 0 ? "" : place.substring(hostEnd);
    if (host.isEmpty() || !host.matches("\\[[0-9A-Fa-f:.]+]|[^\\[\\]:/?#\\s]+")) {
      throw refused(place, "a host is missing");
    }
    var colon = at < 0 ? -1 : rest.indexOf(':');
    var userEnd = colon < 0 || colon > at ? at : colon;
    return new Proxy(
        kind,
        host.toLowerCase(Locale.ROOT),
        port(port, place),
        at < 0 ? null : decoded(rest.substring(0, userEnd)),
        at < 0 ? null : decoded(rest.substring(Math.min(userEnd + 1, at), at)));
  }

  /// Whether the proxy resolves host names.
  ///
  /// @return false if they are resolved locally
  public boolean resolves() {
    return kind != Kind.SOCKS4 && kind != Kind.SOCKS5;
  }

  /// The value of Proxy-Authorization (RFC 7617).
  ///
  /// @return null if there is no user name
  public @Nullable String basic() {
    return user == null
        ? null
        : "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /// The address without credentials, for records and logs.
  @Override
  public String toString() {
    return kind.scheme + "://" + host + ":" + port;
  }

  private static Kind kind(String scheme, String place) {
    if (scheme.equalsIgnoreCase("socks")) {
      return Kind.SOCKS4; // GNOME writes it; curl reads it so
    }
    for (var kind : Kind.values()) {
      if (kind.scheme.equalsIgnoreCase(scheme)) {
        return kind;
      }
    }
    throw refused(place, "its scheme is none of http, socks4, socks4a, socks5, socks5h");
  }

  private static int port(String text, String place) {
    if (text.isEmpty()) {
      return DEFAULT_PORT;
    }
    if (text.matches(":[0-9]{1,5}")) {
      var port = Integer.parseInt(text, 1, text.length(), 10);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    }
    throw refused(place, "its port is none of 1 to 65535");
  }

  /// Percent-decodes as in a URL; a plus sign stays one, and so does a percent sign that begins no
  /// octet, as in curl.
  private static String decoded(String text) {
    var whole = LONE_PERCENT.matcher(text).replaceAll("%25");
    return URLDecoder.decode(whole.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException refused(String place, String why) {
    return new IllegalArgumentException(
        "'%s' is no proxy, %s; allowed: [SCHEME://][USER[:PASSWORD]@]HOST[:PORT]"
            .formatted(place, why));
  }
}
