package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.fetch.options.FetchOptions;
import jdk.jfr.FlightRecorder;

/// Fetches over HTTP/1.x; each fetch is a [Conversation] with an origin.
///
/// The dialer determines how the caller waits: a task of the loop suspends, a thread blocks. The
/// caller gets a result even if a reply makes the code below fail: a defect in a decoder or a
/// native library costs one URL, not the crawl.
final class HttpFetcher implements Fetcher {
  private final FetchParts parts;

  HttpFetcher(FetchOptions options, Dialer dialer, Connector connector) {
    this(options, dialer, connector, options.pool().maxIdle());
  }

  /// @param maxIdle its part of the idle connections that the options allow
  HttpFetcher(FetchOptions options, Dialer dialer, Connector connector, int maxIdle) {
    this.parts = FetchParts.of(options, dialer, connector, maxIdle);
  }

  @Override
  public FetchResult fetch(FetchRequest request) {
    if (!FlightRecorder.isInitialized()) {
      // Creating the first event costs as much CPU as a thousand pages.
      return result(request);
    }
    var event = new ExchangeEvent();
    event.begin();
    return event.end(request, result(request));
  }

  private FetchResult result(FetchRequest request) {
    var timings = new Timings();
    try {
      var deadlineAtNanos =
          parts.dialer().nowNanos() + parts.options().timeouts().total().toNanos();
      var reply = Conversation.run(parts, request, timings, deadlineAtNanos);
      return new FetchResult.Fetched(reply, timings.toFetchTimings());
    } catch (PeerException e) {
      return new FetchResult.Failed(e.failureCause(), e.detail(), timings.toFetchTimings());
    } catch (Exception | LinkageError | StackOverflowError e) {
      return new FetchResult.Failed(
          FailureCause.INTERNAL_ERROR, detail(e), timings.toFetchTimings());
    }
  }

  /// What happened and where, for a bug report.
  private static String detail(Throwable e) {
    var trace = e.getStackTrace();
    return trace.length == 0 ? e.toString() : e + " at " + trace[0];
  }

  @Override
  public void close() {
    parts.pool().close();
    parts.connector().close();
  }
}
