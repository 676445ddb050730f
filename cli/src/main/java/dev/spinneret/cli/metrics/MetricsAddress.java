package dev.spinneret.cli.metrics;

import dev.spinneret.cli.terminal.UsageException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// The value of `--metrics`.
public final class MetricsAddress {
  private static final int MAX_PORT = 65_535;
  private static final Pattern SHAPE = Pattern.compile("(?:(.+):)?([0-9]{1,5})");

  private MetricsAddress() {}

  /// Reads it.
  ///
  /// @param text `PORT`, or `HOST:PORT`, where an IPv6 address stands in brackets
  /// @return the address to listen at; loopback unless there is a host
  /// @throws UsageException if it is none
  public static InetSocketAddress of(String text) {
    var matcher = SHAPE.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : MAX_PORT + 1;
    if (port > MAX_PORT) {
      throw new UsageException(
          "--metrics '%s': a port up to 65535, or host:port is allowed, such as 9100 or [::1]:9100"
              .formatted(text));
    }
    var host = matcher.group(1);
    try {
      var at = host == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
      return new InetSocketAddress(at, port);
    } catch (UnknownHostException _) {
      throw new UsageException("--metrics '%s': no such host".formatted(text));
    }
  }
}
