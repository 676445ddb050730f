package dev.spinneret.fetch.options;

import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.fetch.proxy.Proxies;
import dev.spinneret.fetch.tls.TlsOptions;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How connections are made, and where they lead.
///
/// @param tls how https connections are made
/// @param pins addresses that are used instead of those from DNS, and may be private; the last for
///   a host and port counts
/// @param bind the local address of all connections; null lets the system choose
/// @param proxies which proxy a URL goes through
/// @param bandwidth how much may be received in a second, by this fetcher alone; null for no limit
public record NetworkOptions(
    TlsOptions tls,
    List<PinnedHost> pins,
    @Nullable InetAddress bind,
    Proxies proxies,
    @Nullable Bandwidth bandwidth) {
  /// Direct connections to the addresses from DNS.
  public static final NetworkOptions DEFAULT =
      new NetworkOptions(TlsOptions.DEFAULT, List.of(), null, Proxies.NONE, null);

  /// Copies the list.
  public NetworkOptions {
    pins = List.copyOf(pins);
  }

  /// The same options with other options for TLS.
  ///
  /// @param newTls how https connections are made
  /// @return a copy
  public NetworkOptions withTls(TlsOptions newTls) {
    return new NetworkOptions(newTls, pins, bind, proxies, bandwidth);
  }

  /// The same options with other addresses.
  ///
  /// @param newPins used instead of those from DNS
  /// @return a copy
  public NetworkOptions withPins(List<PinnedHost> newPins) {
    return new NetworkOptions(tls, newPins, bind, proxies, bandwidth);
  }

  /// The same options with a local address.
  ///
  /// @param newBind an address of this machine
  /// @return a copy
  public NetworkOptions withBind(InetAddress newBind) {
    return new NetworkOptions(tls, pins, newBind, proxies, bandwidth);
  }

  /// The same options with other proxies.
  ///
  /// @param newProxies which proxy a URL goes through
  /// @return a copy
  public NetworkOptions withProxies(Proxies newProxies) {
    return new NetworkOptions(tls, pins, bind, newProxies, bandwidth);
  }

  /// The same options with a limit of the bandwidth.
  ///
  /// @param newBandwidth how much may be received in a second
  /// @return a copy
  public NetworkOptions withBandwidth(Bandwidth newBandwidth) {
    return new NetworkOptions(tls, pins, bind, proxies, newBandwidth);
  }
}
