package dev.spinneret.fetch.proxy;

import dev.spinneret.parse.http.AddressBlock;
import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.url.WebUrl;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The hosts that are reached without a proxy: the list of `no_proxy` and `--no-proxy`, interpreted
/// as by curl.
///
/// The entries are separated by commas or blanks. Each is `*` for all hosts, a domain for itself
/// and its subdomains (a leading dot changes nothing), an address, or a block of addresses such as
/// `10.0.0.0/8`. An entry with a port, as in `example.com:8080`, applies to that port only. Other
/// than in curl, a star is any run of characters: many lists say `*.example.com` or `10.*`, which
/// would match nothing.
public final class NoProxy {
  /// Excludes no host.
  public static final NoProxy NONE = new NoProxy(List.of());

  private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]*]|[^:]*):([0-9]{1,5})");

  /// @param host in lower case
  /// @param port null for every port
  /// @param pattern the host's, if it contains a star
  private record Rule(String host, @Nullable Integer port, @Nullable Pattern pattern) {
    static Rule of(String host, @Nullable Integer port) {
      var quoted = host.indexOf('*') < 0 ? null : "\\Q" + host.replace("*", "\\E.*\\Q") + "\\E";
      return new Rule(host, port, quoted == null ? null : Pattern.compile(quoted));
    }

    boolean matches(String name, @Nullable InetAddress address) {
      if (pattern != null) {
        return pattern.matcher(name).matches();
      }
      return address == null
          ? name.equals(host) || name.endsWith("." + host)
          : holds(host, address);
    }
  }

  private final List<Rule> rules;

  private NoProxy(List<Rule> rules) {
    this.rules = rules;
  }

  /// Parses a list.
  ///
  /// @param list as typed; may be empty
  /// @return its rules; a malformed entry matches nothing
  public static NoProxy parse(String list) {
    var rules = new ArrayList<Rule>();
    for (var item : list.split("[,\\s]+", -1)) {
      var rule = item.toLowerCase(Locale.ROOT);
      Integer port = null;
      var parts = WITH_PORT.matcher(rule);
      if (parts.matches()) {
        rule = parts.group(1);
        port = Integer.valueOf(parts.group(2));
      }
      rule = rule.startsWith(".") ? rule.substring(1) : rule;
      rule = rule.endsWith(".") ? rule.substring(0, rule.length() - 1) : rule;
      if (!rule.isEmpty()) {
        rules.add(Rule.of(rule, port));
      }
    }
    return new NoProxy(List.copyOf(rules));
  }

  /// Reads the environment: `no_proxy`, or `NO_PROXY` if that is not set.
  ///
  /// @param environment names and values
  /// @return its rules; none if neither is set
  public static NoProxy of(Map<String, String> environment) {
    var lower = environment.getOrDefault("no_proxy", "");
    return parse(lower.isBlank() ? environment.getOrDefault("NO_PROXY", "") : lower);
  }

  /// Whether a host is reached without a proxy.
  ///
  /// @param url a URL of the host
  /// @return true if a rule matches
  public boolean matches(WebUrl url) {
    if (rules.isEmpty()) {
      return false;
    }
    var host = url.host();
    var address = HostAddress.of(host);
    var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    for (var rule : rules) {
      if ((rule.port() == null || rule.port() == url.port()) && rule.matches(name, address)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(String rule, InetAddress address) {
    var block = AddressBlock.parse(rule);
    return block != null && block.holds(address);
  }
}
