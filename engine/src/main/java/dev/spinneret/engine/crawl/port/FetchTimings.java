package dev.spinneret.engine.crawl.port;

/// Where the time of one fetch went, in nanoseconds; a phase that did not happen is 0.
///
/// @param dnsNanos name resolution
/// @param connectNanos TCP connect (and proxy handshake)
/// @param tlsNanos TLS handshake
/// @param waitNanos from the request's last byte to the reply's first
/// @param bodyNanos from the reply's first byte to its last
public record FetchTimings(
    long dnsNanos, long connectNanos, long tlsNanos, long waitNanos, long bodyNanos) {

  /// A fetch that spent no time on the network.
  public static final FetchTimings NONE = new FetchTimings(0, 0, 0, 0, 0);

  /// All phases together.
  ///
  /// @return from the first look for the host to the last byte, in nanoseconds
  public long totalNanos() {
    return dnsNanos + connectNanos + tlsNanos + waitNanos + bodyNanos;
  }
}
