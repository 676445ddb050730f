package dev.spinneret.cli.client;

import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.fetch.proxy.NoProxy;
import dev.spinneret.fetch.proxy.Proxies;
import dev.spinneret.fetch.proxy.Proxy;
import dev.spinneret.parse.url.WebUrl;
import java.util.Collection;
import java.util.Map;

/// What the proxy flags and the environment mean together.
final class ProxyPlan {
  private ProxyPlan() {}

  /// Chooses the proxies: what was typed counts before the environment.
  ///
  /// @param environment names and values
  /// @throws UsageException if what was typed is no proxy; its message shows no credentials
  static Proxies of(Values typed, Map<String, String> environment) {
    var noProxy = typed.find(FetchFlags.NO_PROXY);
    var direct = noProxy == null ? null : NoProxy.parse(noProxy);
    var proxy = typed.find(FetchFlags.PROXY);
    if (proxy == null) {
      return Proxies.of(environment, direct);
    }
    if (proxy.isBlank()) {
      return Proxies.NONE;
    }
    try {
      return Proxies.all(Proxy.parse(proxy), direct != null ? direct : NoProxy.of(environment));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--proxy " + e.getMessage());
    }
  }

  /// Refuses what is set as proxy for URLs that were typed, and is none. What nobody needs may
  /// stand in the environment as it likes.
  ///
  /// @throws UsageException naming the variable; it shows no credentials
  static void check(Proxies proxies, Collection<WebUrl> urls) {
    try {
      urls.forEach(proxies::forUrl);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
