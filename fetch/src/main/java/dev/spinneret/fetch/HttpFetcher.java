package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.FetchRequest;
import dev.spinneret.engine.crawl.FetchResult;
import dev.spinneret.engine.crawl.Fetcher;
import dev.spinneret.engine.crawl.Reply;
import dev.spinneret.fetch.http.HeadLimits;
import dev.spinneret.fetch.http.HttpVersion;
import dev.spinneret.fetch.http.ReplyReader;
import dev.spinneret.fetch.http.RequestWriter;
import dev.spinneret.fetch.proxy.ConnectHandshake;
import jdk.jfr.FlightRecorder;

/// Fetches over HTTP/1.x: finds or opens a connection, runs the exchange, and tries again where
/// that is safe.
///
/// Whoever calls waits in the way of the transport: a task of the loop suspends, a thread blocks.
final class HttpFetcher implements Fetcher {
  private final FetchOptions options;
  private final Transport transport;
  private final Connector connector;
  private final ConnectionPool pool;
  private final BufferPool buffers;
  private final RequestFields fields;
  private final RequestWriter writer;
  private final HeadLimits headLimits;

  HttpFetcher(FetchOptions options, Transport transport, Connector connector) {
    this(options, transport, connector, options.maxIdleConnections());
  }

  /// @param maxIdle its part of the idle connections that the options allow
  HttpFetcher(FetchOptions options, Transport transport, Connector connector, int maxIdle) {
    this.options = options;
    this.transport = transport;
    this.connector = connector;
    this.pool = new ConnectionPool(transport, options, maxIdle);
    this.buffers = new BufferPool(transport);
    this.headLimits = new HeadLimits(options.maxHeaderBytes(), options.maxHeaderCount());
    this.fields = new RequestFields(options);
    this.writer = new RequestWriter(fields.shared());
  }

  @Override
  public FetchResult fetch(FetchRequest request) {
    if (!FlightRecorder.isInitialized()) {
      // The first event costs as much as a thousand pages.
      return result(request);
    }
    var event = new ExchangeEvent();
    event.begin();
    return event.end(request, result(request));
  }

  private FetchResult result(FetchRequest request) {
    var timings = new Timings();
    try {
      var deadlineAtNanos = transport.nowNanos() + options.totalTimeout().toNanos();
      var reply = fetch(request, timings, deadlineAtNanos);
      return new FetchResult.Fetched(reply, timings.toFetchTimings());
    } catch (PeerException e) {
      return new FetchResult.Failed(e.failureCause(), e.detail(), timings.toFetchTimings());
    }
  }

  @Override
  public void close() {
    pool.close();
    connector.close();
  }

  private Reply fetch(FetchRequest request, Timings timings, long deadlineAtNanos)
      throws PeerException {
    var origin = pool.enter(request.url().origin(), deadlineAtNanos);
    PooledWire kept = null;
    PooledWire used = null;
    try {
      var version = version(origin);
      var connection = pool.takeIdle(origin);
      if (connection != null && !connector.admits(request, connection.wire)) {
        connection.wire.close();
        connection = null;
      }
      while (true) {
        used = connection != null ? connection : open(request, timings, deadlineAtNanos);
        connection = null;
        Exchange.Answer answer;
        try {
          answer = exchange(request, used, version, timings, deadlineAtNanos);
        } catch (PeerException e) {
          if (used.used && e.untouched()) {
            // The server has closed the idle connection meanwhile: once more, on a new one.
            used.wire.close();
            continue;
          }
          throw e;
        }
        var status = answer.head().status();
        if (status == 408 && used.used && !answer.reusable()) {
          // RFC 9110 §15.5.9: the server was tired of the idle connection, not of this request.
          used.wire.close();
          continue;
        }
        if (answer.reusable() && options.keepAlive()) {
          used.used = true;
          used.keptNanos = KeepAlive.keptNanos(answer.head().headers());
        }
        if (mayUpgrade(origin, version, answer)) {
          version = HttpVersion.HTTP_1_1;
          if (status == 426 || status == 505) {
            if (answer.reusable() && options.keepAlive()) {
              connection = used;
            } else {
              used.wire.close();
            }
            continue;
          }
        }
        if (answer.reusable() && options.keepAlive()) {
          kept = used;
        }
        var reply = reply(answer, used);
        return fields.takeIn(request.url(), reply.headers()) ? reply.withCookiesChanged() : reply;
      }
    } finally {
      if (kept == null && used != null) {
        used.wire.close();
      }
      pool.leave(origin, kept);
    }
  }

  private PooledWire open(FetchRequest request, Timings timings, long deadlineAtNanos)
      throws PeerException {
    var wire = connector.connect(request, timings, deadlineAtNanos);
    return new PooledWire(wire, new ReplyReader(headLimits));
  }

  private Exchange.Answer exchange(
      FetchRequest request,
      PooledWire connection,
      HttpVersion version,
      Timings timings,
      long deadlineAtNanos)
      throws PeerException {
    var url = request.url();
    var proxy = connector.proxyFor(url);
    var exchange = new Exchange(transport, buffers, options, connection, timings, deadlineAtNanos);
    var answer =
        proxy == null
            ? exchange.run(writer, version, url.requestTarget(), url.authority(), fields.of(url))
            : exchange.run(
                writer,
                version,
                url.origin() + url.requestTarget(),
                url.authority(),
                fields.of(url, proxy));
    if (proxy != null && answer.head().status() == 407) {
      throw ProxyRoute.failed(proxy, ConnectHandshake.wantsCredentials(proxy));
    }
    return answer;
  }

  private HttpVersion version(Origin origin) {
    return switch (options.httpMode()) {
      case AUTO -> origin.version;
      case HTTP_1_0 -> HttpVersion.HTTP_1_0;
      case HTTP_1_1 -> HttpVersion.HTTP_1_1;
    };
  }

  /// Whether the answer to a 1.0 request shows that the origin is better spoken to in 1.1.
  private boolean mayUpgrade(Origin origin, HttpVersion version, Exchange.Answer answer) {
    if (options.httpMode() != HttpMode.AUTO || version == HttpVersion.HTTP_1_1) {
      return false;
    }
    var head = answer.head();
    if (head.version() == HttpVersion.HTTP_1_1 || head.status() == 426 || head.status() == 505) {
      origin.version = HttpVersion.HTTP_1_1;
      return true;
    }
    return false;
  }

  private static Reply reply(Exchange.Answer answer, PooledWire connection) {
    var body = answer.body();
    var raw = answer.raw();
    return new Reply(
        answer.head().status(),
        answer.head().headers(),
        body.take(),
        body.truncated(),
        connection.wire.remote(),
        raw == null ? null : raw.take());
  }
}
