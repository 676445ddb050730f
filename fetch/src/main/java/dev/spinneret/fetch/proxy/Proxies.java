package dev.spinneret.fetch.proxy;

import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.url.WebUrl;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which proxy a URL goes through. Immutable, and the same for the whole of an origin: so whoever
/// keeps connections by origin keeps them by proxy as well.
public final class Proxies {
  /// Everything is reached directly.
  public static final Proxies NONE = new Proxies(null, null, NoProxy.NONE, true);

  private final @Nullable Setting forHttp;
  private final @Nullable Setting forHttps;
  private final NoProxy direct;
  private final boolean loopback;

  private Proxies(
      @Nullable Setting forHttp, @Nullable Setting forHttps, NoProxy direct, boolean loopback) {
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
    var setting = new Setting("", "", proxy);
    return new Proxies(setting, setting, direct, true);
  }

  /// What the environment says, as curl reads it: `http_proxy` (in lower case only, since a web
  /// server sets `HTTP_PROXY` from what a client sends), `https_proxy`, `all_proxy` and `no_proxy`,
  /// where lower case counts before upper case. This machine itself is always reached directly. A
  /// variable is read when a URL needs it: what is wrong with one that none needs does no harm.
  ///
  /// @param environment names and values
  /// @param direct instead of `no_proxy`; null to take that
  /// @return the choice, perhaps [#NONE]
  public static Proxies of(Map<String, String> environment, @Nullable NoProxy direct) {
    var all = setting(environment, "all_proxy", "ALL_PROXY");
    var http = setting(environment, "http_proxy");
    var https = setting(environment, "https_proxy", "HTTPS_PROXY");
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
  /// @throws IllegalArgumentException naming the variable of the environment whose value is no
  ///   proxy; without its credentials
  public @Nullable Proxy forUrl(WebUrl url) {
    var setting = url.isSecure() ? forHttps : forHttp;
    if (setting == null
        || direct.matches(url)
        || (!loopback && HostAddress.isLoopback(url.host()))) {
      return null;
    }
    return setting.proxy();
  }

  /// The first that is set, and not to nothing.
  private static @Nullable Setting setting(Map<String, String> environment, String... names) {
    for (var name : names) {
      var text = environment.get(name);
      if (text != null && !text.isBlank()) {
        return new Setting(name, text.strip(), null);
      }
    }
    return null;
  }

  /// A variable, whose text is read when it is needed. Threads that need it at the same time read
  /// it to the same end.
  private static final class Setting {
    private final String variable;
    private final String text;
    private @Nullable Proxy read;

    /// @param read null when it is still to be read
    Setting(String variable, String text, @Nullable Proxy read) {
      this.variable = variable;
      this.text = text;
      this.read = read;
    }

    Proxy proxy() {
      var proxy = read;
      if (proxy == null) {
        try {
          proxy = Proxy.parse(text);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(variable + ": " + e.getMessage(), e);
        }
        read = proxy;
      }
      return proxy;
    }
  }
}
