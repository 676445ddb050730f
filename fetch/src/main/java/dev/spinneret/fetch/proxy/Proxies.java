package dev.spinneret.fetch.proxy;

import dev.spinneret.parse.url.WebUrl;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which proxy a URL goes through. Immutable, and the same for the whole of an origin: so whoever
/// keeps connections by origin keeps them by proxy as well.
public final class Proxies {
  /// Everything is reached directly.
  public static final Proxies NONE = new Proxies(null, null, NoProxy.NONE, true);

  private final @Nullable Proxy forHttp;
  private final @Nullable Proxy forHttps;
  private final NoProxy direct;
  private final boolean loopback;

  private Proxies(
      @Nullable Proxy forHttp, @Nullable Proxy forHttps, NoProxy direct, boolean loopback) {
    this.forHttp = forHttp;
    this.forHttps = forHttps;
    this.direct = direct;
    this.loopback = loopback;
  }

  /// One proxy for everything that `direct` does not leave out, this machine included: somebody
  /// asked for it.
  ///
  /// @param proxy as typed
  /// @param direct the hosts that are reached without it
  /// @return the choice
  public static Proxies all(Proxy proxy, NoProxy direct) {
    return new Proxies(proxy, proxy, direct, true);
  }

  /// What the environment says, as curl reads it: `http_proxy` (in lower case only, since a web
  /// server sets `HTTP_PROXY` from what a client sends), `https_proxy`, `all_proxy` and `no_proxy`,
  /// where lower case counts before upper case. This machine itself is always reached directly.
  ///
  /// @param environment names and values
  /// @param direct instead of `no_proxy`; null to take that
  /// @return the choice, perhaps [#NONE]
  /// @throws IllegalArgumentException naming the variable whose value is no proxy
  public static Proxies of(Map<String, String> environment, @Nullable NoProxy direct) {
    var all = proxy(environment, "all_proxy", "ALL_PROXY");
    var http = proxy(environment, "http_proxy");
    var https = proxy(environment, "https_proxy", "HTTPS_PROXY");
    if (all == null && http == null && https == null) {
      return NONE;
    }
    return new Proxies(
        http == null ? all : http,
        https == null ? all : https,
        direct != null ? direct : NoProxy.of(environment),
        false);
  }

  /// The proxy for a URL.
  ///
  /// @param url what is asked for
  /// @return null when it is reached directly
  public @Nullable Proxy forUrl(WebUrl url) {
    var proxy = url.isSecure() ? forHttps : forHttp;
    if (proxy == null || direct.matches(url) || (!loopback && isLoopback(url.host()))) {
      return null;
    }
    return proxy;
  }

  /// Whether a host is this machine, by its address or by its name (RFC 6761 §6.3).
  ///
  /// @param host as in a URL
  /// @return false for other names, whatever they resolve to
  public static boolean isLoopback(String host) {
    var address = NoProxy.literal(host);
    var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return address != null
        ? address.isLoopbackAddress()
        : name.equals("localhost") || name.endsWith(".localhost");
  }

  private static @Nullable Proxy proxy(Map<String, String> environment, String... names) {
    var text = value(environment, names);
    try {
      return text == null ? null : Proxy.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(names[0] + ": " + e.getMessage(), e);
    }
  }

  /// The first that is set, and not to nothing.
  private static @Nullable String value(Map<String, String> environment, String... names) {
    for (var name : names) {
      var text = environment.get(name);
      if (text != null && !text.isBlank()) {
        return text.strip();
      }
    }
    return null;
  }
}
