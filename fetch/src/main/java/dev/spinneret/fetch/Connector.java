package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.options.RequestOptions;
import dev.spinneret.fetch.proxy.Proxies;
import dev.spinneret.fetch.proxy.Proxy;
import dev.spinneret.fetch.tls.ClientTls;
import dev.spinneret.fetch.tls.TlsEngine;
import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.http.PublicInternet;
import dev.spinneret.parse.url.WebUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Opens the stream to an origin in steps: resolve the host, check its addresses, connect to one of
/// them, possibly through a proxy, and secure the connection. An address that the user pinned is
/// not checked.
final class Connector implements AutoCloseable {
  /// Mostly, a server's part of the handshake fits.
  private static final int HANDSHAKE_BUFFER_BYTES = 4 * 1024;

  private final Dialer dialer;
  private final Resolver resolver;
  private final PinnedHosts pins;
  private final Proxies proxies;
  private final ProxyRoute route;
  private final ClientTls tls;
  private final boolean ownsTls;
  private final RequestOptions request;
  private final long connectTimeoutNanos;

  Connector(Dialer dialer, Resolver resolver, FetchOptions options) {
    this(dialer, resolver, new ClientTls(options.network().tls()), true, options);
  }

  /// @param tls may be shared with other connectors; the caller closes it
  Connector(Dialer dialer, Resolver resolver, ClientTls tls, FetchOptions options) {
    this(dialer, resolver, tls, false, options);
  }

  private Connector(
      Dialer dialer, Resolver resolver, ClientTls tls, boolean ownsTls, FetchOptions options) {
    this.dialer = dialer;
    this.resolver = resolver;
    this.pins = new PinnedHosts(options.network().pins());
    this.proxies = options.network().proxies();
    this.route = new ProxyRoute(dialer, resolver, options);
    this.tls = tls;
    this.ownsTls = ownsTls;
    this.request = options.request();
    this.connectTimeoutNanos = options.timeouts().connect().toNanos();
  }

  /// Connects, adding to `timings` what each step took.
  ///
  /// @param deadlineAtNanos when the whole fetch must have ended
  /// @param stalled asked now and then whether to wait any longer for the TLS handshake
  /// @throws PeerException if any step fails
  ByteStream connect(
      FetchRequest request, Timings timings, long deadlineAtNanos, BooleanSupplier stalled)
      throws PeerException {
    try {
      return attempt(request, timings, deadlineAtNanos, stalled);
    } catch (PeerException e) {
      if (e.lacksParameters()
          && tls.maySucceedOtherwise(request.url().host(), request.url().port())) {
        return attempt(request, timings, deadlineAtNanos, stalled);
      }
      throw e;
    }
  }

  private ByteStream attempt(
      FetchRequest request, Timings timings, long deadlineAtNanos, BooleanSupplier stalled)
      throws PeerException {
    var url = request.url();
    var proxy = proxy(url);
    var stream =
        proxy == null
            ? dial(
                addresses(request, timings, deadlineAtNanos), url.port(), timings, deadlineAtNanos)
            : through(proxy, request, timings, deadlineAtNanos);
    return url.isSecure() ? secure(stream, request, timings, deadlineAtNanos, stalled) : stream;
  }

  /// The proxy that answers requests for a URL itself, and so receives the absolute form (RFC 9112
  /// §3.2.2); null if requests reach the server.
  ///
  /// @throws PeerException if the proxy setting is invalid
  @Nullable Proxy proxyFor(WebUrl url) throws PeerException {
    var proxy = proxy(url);
    return proxy != null && proxy.kind() == Proxy.Kind.HTTP && !url.isSecure() ? proxy : null;
  }

  private @Nullable Proxy proxy(WebUrl url) throws PeerException {
    try {
      return proxies.forUrl(url);
    } catch (IllegalArgumentException e) {
      throw new PeerException(FailureCause.PROXY_FAILED, String.valueOf(e.getMessage()));
    }
  }

  /// Whether `request` may use an open connection, which a request with more permissions may have
  /// opened.
  boolean admits(FetchRequest request, ByteStream open) {
    var remote = open.remote();
    return request.privateAllowed()
        || remote == null
        || PublicInternet.holds(remote)
        || pins.addresses(request.url()) != null;
  }

  @Override
  public void close() {
    resolver.close();
    if (ownsTls) {
      tls.close();
    }
  }

  private ByteStream through(
      Proxy proxy, FetchRequest request, Timings timings, long deadlineAtNanos)
      throws PeerException {
    if (!proxy.resolves()) {
      var addresses = addresses(request, timings, deadlineAtNanos);
      return route.toAny(proxy, addresses, request.url().port(), timings, deadlineAtNanos);
    }
    // Only the proxy resolves the name, so only address literals can be checked here.
    var host = request.url().host();
    if (HostAddress.isLoopback(host)) {
      admitted(request, List.of(InetAddress.getLoopbackAddress()));
    } else if (HostAddress.isAddress(host)) {
      admitted(request, resolve(host, timings, deadlineAtNanos));
    }
    return route.toHost(proxy, request.url(), timings, deadlineAtNanos);
  }

  private List<InetAddress> addresses(FetchRequest request, Timings timings, long deadlineAtNanos)
      throws PeerException {
    var pinned = pins.addresses(request.url());
    return pinned != null
        ? pinned
        : admitted(request, resolve(request.url().host(), timings, deadlineAtNanos));
  }

  private List<InetAddress> resolve(String host, Timings timings, long deadlineAtNanos)
      throws PeerException {
    var startedAtNanos = dialer.nowNanos();
    try {
      return resolver.resolve(host, deadlineAtNanos);
    } finally {
      timings.dnsNanos += dialer.nowNanos() - startedAtNanos;
    }
  }

  private static List<InetAddress> admitted(FetchRequest request, List<InetAddress> addresses)
      throws PeerException {
    if (request.privateAllowed()) {
      return addresses;
    }
    var open = addresses.stream().filter(PublicInternet::holds).toList();
    if (open.isEmpty()) {
      throw new PeerException(
          FailureCause.ADDRESS_FORBIDDEN,
          addresses.getFirst().getHostAddress()
              + " is not on the public internet: only typed URLs, seeds with --trust-seeds, and"
              + " pages at such addresses may lead there");
    }
    return open;
  }

  private ByteStream secure(
      ByteStream stream,
      FetchRequest request,
      Timings timings,
      long deadlineAtNanos,
      BooleanSupplier stalled)
      throws PeerException {
    var startedAtNanos = dialer.nowNanos();
    try {
      var untilNanos = Math.min(deadlineAtNanos, startedAtNanos + connectTimeoutNanos);
      var buffer = dialer.allocate(HANDSHAKE_BUFFER_BYTES);
      var patience = new Patience(dialer::nowNanos, untilNanos, stalled);
      return TlsByteStream.handshake(stream, engine(stream, request.url()), buffer, patience);
    } finally {
      timings.tlsNanos += dialer.nowNanos() - startedAtNanos;
    }
  }

  private TlsEngine engine(ByteStream stream, WebUrl url) {
    try {
      return tls.engine(url.host(), url.port(), request.admits(url.origin()));
    } catch (Throwable t) {
      stream.close();
      throw t;
    }
  }

  private ByteStream dial(
      List<InetAddress> addresses, int port, Timings timings, long deadlineAtNanos)
      throws PeerException {
    var startedAtNanos = dialer.nowNanos();
    try {
      return dialer.connectAny(remotes(addresses, port), connectTimeoutNanos, deadlineAtNanos);
    } finally {
      timings.connectNanos += dialer.nowNanos() - startedAtNanos;
    }
  }

  static List<InetSocketAddress> remotes(List<InetAddress> addresses, int port) {
    if (addresses.size() == 1) {
      return List.of(new InetSocketAddress(addresses.getFirst(), port));
    }
    return ConnectAttempts.interleaved(addresses).stream()
        .map(address -> new InetSocketAddress(address, port))
        .toList();
  }
}
