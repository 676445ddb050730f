package dev.spinneret.cli;

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
  /// @param flags as typed
  /// @param environment names and values
  /// @return which proxy a URL goes through
  /// @throws UsageException when what was typed is no proxy; its message shows no credentials
  static Proxies of(FetchFlags flags, Map<String, String> environment) {
    var direct = flags.noProxy == null ? null : NoProxy.parse(flags.noProxy);
    var typed = flags.proxy;
    if (typed == null) {
      return Proxies.of(environment, direct);
    }
    if (typed.isBlank()) {
      return Proxies.NONE;
    }
    try {
      return Proxies.all(Proxy.parse(typed), direct != null ? direct : NoProxy.of(environment));
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
