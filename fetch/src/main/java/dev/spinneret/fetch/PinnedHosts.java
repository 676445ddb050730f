package dev.spinneret.fetch;

import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.parse.url.WebUrl;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The addresses that the user specified, by host and port. Immutable.
final class PinnedHosts {
  private final Map<String, List<InetAddress>> byHostAndPort = new HashMap<>();

  /// The last of several pins of one host and port counts.
  PinnedHosts(List<PinnedHost> pins) {
    for (var pin : pins) {
      byHostAndPort.put(key(pin.host(), pin.port()), pin.addresses());
    }
  }

  /// The addresses for a URL; null if DNS is to be used.
  @Nullable List<InetAddress> addresses(WebUrl url) {
    if (byHostAndPort.isEmpty()) {
      return null;
    }
    var named = byHostAndPort.get(key(url.host(), url.port()));
    return named != null ? named : byHostAndPort.get(key(PinnedHost.ANY_HOST, url.port()));
  }

  private static String key(String host, int port) {
    return host + ":" + port;
  }
}
