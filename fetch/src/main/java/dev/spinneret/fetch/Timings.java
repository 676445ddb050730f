package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FetchTimings;

/// The time that each phase of a running fetch has taken so far; the phases of retries add up.
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
