package dev.spinneret.fetch.dns;

import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.url.WebUrl;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// The addresses of one host at one port, given by the user instead of DNS.
///
/// @param host as in a URL (IPv6 in brackets), or [#ANY_HOST]
/// @param port the effective port of the URL
/// @param addresses at least one, in the order to try
public record PinnedHost(String host, int port, List<InetAddress> addresses) {
  /// Stands for every host that is not named by another pin of the port.
  public static final String ANY_HOST = "*";

  private static final String SHAPE = "HOST:PORT:ADDR[,ADDR]... is allowed";
  private static final int MAX_PORT = 65_535;

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException if the port is invalid or there is no address
  public PinnedHost {
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port " + port + "; 1 to 65535 is allowed");
    }
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("no address for " + host);
    }
    addresses = List.copyOf(addresses);
  }

  /// Parses `HOST:PORT:ADDR[,ADDR]...`, as in curl. IPv6 literals may be in brackets; a `+` in
  /// front, with which curl lets the addresses expire, makes no difference here.
  ///
  /// @param text the whole of it
  /// @return the pin; its host has the form it has in URLs
  /// @throws IllegalArgumentException if the text has another form; the message quotes it
  public static PinnedHost parse(String text) {
    var start = text.startsWith("+") ? 1 : 0;
    var hostEnd =
        text.indexOf(':', text.startsWith("[", start) ? Math.max(0, text.indexOf(']')) : start);
    var portEnd = hostEnd < 0 ? -1 : text.indexOf(':', hostEnd + 1);
    if (portEnd < 0) {
      throw new IllegalArgumentException("'%s': %s".formatted(text, SHAPE));
    }
    var host = text.substring(start, hostEnd);
    if (!host.equals(ANY_HOST)) {
      var url = WebUrl.parse("http://" + host + "/", null);
      if (url == null || !url.requestTarget().equals("/") || host.contains("@")) {
        throw new IllegalArgumentException("'%s': '%s' is no host".formatted(text, host));
      }
      host = url.host();
    }
    try {
      return new PinnedHost(
          host, port(text.substring(hostEnd + 1, portEnd)), literals(text.substring(portEnd + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'%s': %s".formatted(text, e.getMessage()), e);
    }
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("port '" + text + "'; 1 to 65535 is allowed");
    }
    return Integer.parseInt(text);
  }

  private static List<InetAddress> literals(String text) {
    var found = new ArrayList<InetAddress>();
    for (var one : text.split(",", -1)) {
      var address = HostAddress.of(one);
      if (address == null) {
        throw new IllegalArgumentException(
            "'%s' is no address; IPv4 and IPv6 literals are allowed".formatted(one));
      }
      found.add(address);
    }
    return found;
  }
}
