package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FetchTimings;

/// Where the time of a running fetch has gone so far; phases of a retry add up.
final class Timings {
  long dnsNanos;
  long connectNanos;
  long tlsNanos;
  long waitNanos;
  long bodyNanos;

  FetchTimings toFetchTimings() {
    return new FetchTimings(dnsNanos, connectNanos, tlsNanos, waitNanos, bodyNanos);
  }
}
