package dev.spinneret.cli.client;

import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.Build;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.fetch.options.Bandwidth;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.options.NetworkOptions;
import dev.spinneret.fetch.options.PoolOptions;
import dev.spinneret.fetch.options.ReplyOptions;
import dev.spinneret.fetch.options.RequestOptions;
import dev.spinneret.fetch.options.Timeouts;
import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// What the flags of [FetchFlags] mean. Every message names the flag, the value and what is
/// allowed.
public final class FetchPlan {
  private static final int DEFAULT_THREADS = 200;

  private FetchPlan() {}

  /// The user agent that requests carry.
  ///
  /// @param identity its `--header User-Agent` is one, too
  /// @return printable ASCII
  /// @throws UsageException if it is not, or is given twice
  public static String userAgent(Values typed, Identity identity) {
    var own = typed.find(FetchFlags.USER_AGENT);
    if (own != null && identity.userAgent() != null) {
      throw new UsageException("--user-agent and --header User-Agent cannot be combined");
    }
    var agent = own == null ? identity.userAgent() : own;
    var contact = typed.find(FetchFlags.CONTACT);
    if (agent != null && contact != null) {
      throw new UsageException(
          "--contact is part of the default User-Agent: it and a User-Agent of your own exclude"
              + " each other");
    }
    if (agent == null) {
      var usual = "Spinneret/" + Build.VERSION.replace("-SNAPSHOT", "");
      return contact == null ? usual : usual + " (+" + checkedContact(contact) + ")";
    }
    if (agent.isBlank() || !agent.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new UsageException(
          "--user-agent '%s' is not a user agent; printable ASCII is allowed".formatted(agent));
    }
    return agent;
  }

  /// A comment of a User-Agent cannot hold any text (RFC 9110 §5.6.5).
  private static String checkedContact(String contact) {
    if (!contact.matches("(https?://|[^@()\\\\]+@)[!-~&&[^()\\\\]]+")) {
      throw new UsageException(
          "--contact '%s': a URL such as https://example.org/bot or a mail address is allowed"
              .formatted(Masks.url(contact)));
    }
    return contact;
  }

  /// The size of the pool of [Engine#THREADS].
  ///
  /// @return at least 1; the default for other engines
  /// @throws UsageException if a size is given for another engine
  public static int threads(Values typed) {
    var threads = typed.find(FetchFlags.THREADS);
    if (threads != null && typed.get(FetchFlags.ENGINE) != Engine.THREADS) {
      throw new UsageException("--threads %d needs --engine threads".formatted(threads));
    }
    return threads == null ? DEFAULT_THREADS : threads;
  }

  /// The options of a fetcher for single requests.
  ///
  /// @param identity what servers get to know about us
  /// @throws UsageException if a flag cannot be used
  public static FetchOptions of(Values typed, Identity identity) {
    return of(typed, identity, false, OpenFiles.connections(1, 1), Integer.MAX_VALUE);
  }

  /// The options of the fetcher of a crawl.
  ///
  /// @param identity what servers get to know about us
  /// @param archived whether replies are kept as they were received, for WARC
  /// @param connections the most connections, idle ones included
  /// @param maxBodyBytes the most bytes of a body, whatever was typed
  /// @throws UsageException if a flag cannot be used
  public static FetchOptions of(
      Values typed, Identity identity, boolean archived, int connections, int maxBodyBytes) {
    return new FetchOptions(
        new RequestOptions(
            userAgent(typed, identity),
            typed.get(FetchFlags.HTTP),
            identity.headers(),
            identity.credentials(),
            identity.cookies()),
        timeouts(typed),
        replies(typed, maxBodyBytes).withKeepRaw(archived),
        PoolOptions.DEFAULT.withMaxOpen(connections),
        network(typed));
  }

  private static Timeouts timeouts(Values typed) {
    var timeouts =
        typed.apply(
            FetchFlags.TIMEOUT,
            Timeouts.DEFAULT,
            (t, time) -> t.withTotal(time).withFirstByte(time));
    return typed.apply(FetchFlags.CONNECT_TIMEOUT, timeouts, Timeouts::withConnect);
  }

  private static ReplyOptions replies(Values typed, int maxBodyBytes) {
    var replies =
        typed.apply(
            FetchFlags.MAX_BODY,
            ReplyOptions.DEFAULT,
            (r, bytes) -> r.withMaxBodyBytes(bytes.intValue()));
    return replies.withMaxBodyBytes(Math.min(replies.maxBodyBytes(), maxBodyBytes));
  }

  private static NetworkOptions network(Values typed) {
    var pins = typed.all(FetchFlags.RESOLVE).stream().map(FetchPlan::pin).toList();
    var network =
        NetworkOptions.DEFAULT
            .withTls(TlsPlan.of(typed))
            .withPins(pins)
            .withProxies(ProxyPlan.of(typed, System.getenv()));
    network =
        typed.apply(
            FetchFlags.LIMIT_RATE, network, (n, rate) -> n.withBandwidth(new Bandwidth(rate)));
    return typed.apply(FetchFlags.BIND, network, (n, address) -> n.withBind(local(address)));
  }

  /// An address is the machine's when a socket can have it.
  private static InetAddress local(String typed) {
    var address = HostAddress.of(typed);
    if (address == null) {
      throw new UsageException("--bind '%s' is not an IPv4 or IPv6 address".formatted(typed));
    }
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(address, 0));
      return address;
    } catch (IOException _) {
      throw new UsageException("--bind %s: not an address of this machine".formatted(typed));
    }
  }

  private static PinnedHost pin(String text) {
    try {
      return PinnedHost.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--resolve " + e.getMessage());
    }
  }

  /// The hosts of `--resolve`.
  ///
  /// @throws UsageException if a value is malformed
  public static Set<String> pinnedHosts(Values typed) {
    return typed.all(FetchFlags.RESOLVE).stream()
        .map(FetchPlan::pin)
        .map(PinnedHost::host)
        .collect(Collectors.toSet());
  }

  /// Whether servers may see secrets that are not among the credentials of an [Identity]: a client
  /// certificate, cookies of a file, or secret fields with `--header-everywhere`.
  public static boolean hasOtherSecrets(Values typed) {
    return typed.find(FetchFlags.CERT) != null
        || typed.find(IdentityFlags.LOAD_COOKIES) != null
        || typed.has(IdentityFlags.HEADER_EVERYWHERE);
  }

  /// Checks what requests for typed URLs need of the environment: proxies, and the authorities that
  /// the system trusts. Prints warnings of the latter on standard error.
  ///
  /// @param urls that were typed
  /// @throws UsageException naming the variable that cannot be used
  public static void check(FetchOptions options, Collection<WebUrl> urls) {
    ProxyPlan.check(options.network().proxies(), urls);
    TlsPlan.check(options.network().tls(), urls);
  }
}
