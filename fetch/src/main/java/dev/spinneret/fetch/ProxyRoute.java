package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.proxy.ConnectHandshake;
import dev.spinneret.fetch.proxy.Handshake;
import dev.spinneret.fetch.proxy.Proxy;
import dev.spinneret.fetch.proxy.Socks4Handshake;
import dev.spinneret.fetch.proxy.Socks5Handshake;
import dev.spinneret.parse.http.Headers;
import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The route to a server through a proxy: connects to the proxy and performs the handshake.
///
/// The connect timeout covers all of it. Any failure up to the end of the handshake is reported as
/// the proxy's. The proxy's own address is trusted, because the user typed it.
final class ProxyRoute {
  private static final int BUFFER_BYTES = 2 * 1024;

  private final Dialer dialer;
  private final Resolver resolver;
  private final int maxHeadBytes;
  private final int maxFieldCount;
  private final String userAgent;
  private final long timeoutNanos;

  ProxyRoute(Dialer dialer, Resolver resolver, FetchOptions options) {
    this.dialer = dialer;
    this.resolver = resolver;
    this.maxHeadBytes = options.replies().maxHeaderBytes();
    this.maxFieldCount = options.replies().maxHeaderCount();
    this.userAgent = userAgent(options);
    this.timeoutNanos = options.timeouts().connect().toNanos();
  }

  /// As in requests: a typed field replaces the default, an empty one removes it.
  private static String userAgent(FetchOptions options) {
    return options.request().headers().stream()
        .filter(field -> field.name().equalsIgnoreCase("User-Agent"))
        .map(Headers.Field::value)
        .findFirst()
        .orElse(options.request().userAgent());
  }

  /// Reaches a server whose addresses are known, the first that the proxy can connect to.
  ///
  /// @throws PeerException PROXY_FAILED, of the last
  ByteStream toAny(
      Proxy proxy, List<InetAddress> addresses, int port, Timings timings, long deadlineAtNanos)
      throws PeerException {
    var startedAtNanos = dialer.nowNanos();
    var untilNanos = Math.min(deadlineAtNanos, startedAtNanos + timeoutNanos);
    try {
      var left = addresses.size();
      while (true) {
        var address = addresses.get(addresses.size() - left--);
        try {
          return open(proxy, handshake(proxy, address, port), address, untilNanos);
        } catch (PeerException e) {
          if (left == 0) {
            throw e;
          }
        }
      }
    } finally {
      timings.connectNanos += dialer.nowNanos() - startedAtNanos;
    }
  }

  /// Reaches a server whose name the proxy resolves.
  ///
  /// @throws PeerException PROXY_FAILED
  ByteStream toHost(Proxy proxy, WebUrl url, Timings timings, long deadlineAtNanos)
      throws PeerException {
    var startedAtNanos = dialer.nowNanos();
    var untilNanos = Math.min(deadlineAtNanos, startedAtNanos + timeoutNanos);
    try {
      return open(proxy, handshake(proxy, url), HostAddress.of(url.host()), untilNanos);
    } finally {
      timings.connectNanos += dialer.nowNanos() - startedAtNanos;
    }
  }

  /// The handshake before the first request; null for none.
  private @Nullable Handshake handshake(Proxy proxy, WebUrl url) throws PeerException {
    if (proxy.kind() == Proxy.Kind.HTTP) {
      return url.isSecure()
          ? new ConnectHandshake(
              proxy, url.host(), url.port(), userAgent, maxHeadBytes, maxFieldCount)
          : null;
    }
    try {
      return proxy.kind() == Proxy.Kind.SOCKS4A
          ? Socks4Handshake.to(proxy, url.host(), url.port())
          : Socks5Handshake.to(proxy, url.host(), url.port());
    } catch (IllegalArgumentException e) {
      throw failed(proxy, String.valueOf(e.getMessage()));
    }
  }

  private static Handshake handshake(Proxy proxy, InetAddress address, int port)
      throws PeerException {
    try {
      return proxy.kind() == Proxy.Kind.SOCKS4
          ? Socks4Handshake.to(proxy, address, port)
          : Socks5Handshake.to(proxy, address, port);
    } catch (IllegalArgumentException e) {
      throw failed(proxy, String.valueOf(e.getMessage()));
    }
  }

  private ByteStream open(
      Proxy proxy, @Nullable Handshake handshake, @Nullable InetAddress server, long untilNanos)
      throws PeerException {
    ByteStream stream;
    try {
      var addresses = resolver.resolve(proxy.host(), untilNanos);
      var remotes = Connector.remotes(addresses, proxy.port());
      stream = dialer.connectAny(remotes, timeoutNanos, untilNanos);
    } catch (PeerException e) {
      throw failed(proxy, e.detail());
    }
    var done = false;
    try {
      if (handshake != null) {
        carry(proxy, handshake, stream, untilNanos);
      }
      done = true;
      return new Tunnel(stream, server);
    } finally {
      if (!done) {
        stream.close();
      }
    }
  }

  private static void carry(Proxy proxy, Handshake handshake, ByteStream stream, long untilNanos)
      throws PeerException {
    var in = ByteBuffer.allocate(BUFFER_BYTES).flip();
    try {
      while (true) {
        switch (handshake.next(in)) {
          case Handshake.Step.Send(var bytes) -> stream.write(bytes, untilNanos);
          case Handshake.Step.NeedData() -> {
            in.compact();
            var count = stream.read(in, untilNanos);
            in.flip();
            if (count < 0) {
              throw failed(proxy, "it closed the connection before it had answered");
            }
          }
          case Handshake.Step.Refused(var why) -> throw failed(proxy, why);
          case Handshake.Step.Done() -> {
            if (in.hasRemaining()) {
              throw failed(proxy, "it sent more than its answer before it was asked");
            }
            return;
          }
        }
      }
    } catch (PeerException e) {
      throw e;
    } catch (SocketTimeoutException _) {
      throw failed(proxy, "it did not answer in time");
    } catch (IOException e) {
      throw failed(proxy, "the connection broke: " + e.getMessage());
    }
  }

  /// The failure of a proxy, which is named without its credentials.
  static PeerException failed(Proxy proxy, String why) {
    return new PeerException(FailureCause.PROXY_FAILED, "proxy " + proxy + ": " + why);
  }

  /// The stream to a proxy, behind which is the server.
  ///
  /// @param remote the server's address; null where only the proxy knows it
  private record Tunnel(ByteStream stream, @Nullable InetAddress remote) implements ByteStream {
    @Override
    public int read(ByteBuffer dst, long deadlineAtNanos) throws IOException {
      return stream.read(dst, deadlineAtNanos);
    }

    @Override
    public void write(ByteBuffer src, long deadlineAtNanos) throws IOException {
      stream.write(src, deadlineAtNanos);
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
