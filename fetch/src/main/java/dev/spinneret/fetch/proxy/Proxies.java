package dev.spinneret.fetch.proxy;

import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.url.WebUrl;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which proxy a URL goes through. Immutable. All URLs of an origin go through the same proxy, so
/// connections pooled by origin are also pooled by proxy.
public final class Proxies {
  /// No proxy.
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

  /// One proxy for everything that `direct` does not exclude, including this machine, since the
  /// user asked for it.
  ///
  /// @param proxy as typed
  /// @param direct the hosts to reach without it
  /// @return the choice
  public static Proxies all(Proxy proxy, NoProxy direct) {
    var setting = new Setting("", "", proxy);
    return new Proxies(setting, setting, direct, true);
  }

  /// The proxies of the environment, as in curl: `http_proxy` (in lower case only, since CGI sets
  /// `HTTP_PROXY` from a request field), `https_proxy`, `all_proxy` and `no_proxy`, where lower
  /// case takes precedence over upper case. This machine itself is always reached directly. A
  /// variable is parsed when a URL needs it, so an unused malformed one does no harm.
  ///
  /// @param environment names and values
  /// @param direct replaces `no_proxy`; null uses that
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
  /// @return null for a direct connection
  /// @throws IllegalArgumentException naming the environment variable with the malformed value,
  ///   without its credentials
  public @Nullable Proxy forUrl(WebUrl url) {
    var setting = url.isSecure() ? forHttps : forHttp;
    if (setting == null
        || direct.matches(url)
        || (!loopback && HostAddress.isLoopback(url.host()))) {
      return null;
    }
    return setting.proxy();
  }

  /// The first that is set and not empty.
  private static @Nullable Setting setting(Map<String, String> environment, String... names) {
    for (var name : names) {
      var text = environment.get(name);
      if (text != null && !text.isBlank()) {
        return new Setting(name, text.strip(), null);
      }
    }
    return null;
  }

  /// A variable, parsed when first needed. If several threads parse it at the same time, the
  /// results are equal.
  private static final class Setting {
    private final String variable;
    private final String text;
    private @Nullable Proxy read;

    /// @param read null until it has been parsed
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
