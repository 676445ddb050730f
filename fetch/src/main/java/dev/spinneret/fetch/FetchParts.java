package dev.spinneret.fetch;

import dev.spinneret.fetch.http.HeadLimits;
import dev.spinneret.fetch.http.RequestWriter;
import dev.spinneret.fetch.options.FetchOptions;
import org.jspecify.annotations.Nullable;

/// What all fetches of one fetcher share.
///
/// @param options apply to every fetch
/// @param dialer clock and buffers
/// @param connector opens connections
/// @param pool keeps them
/// @param buffers between exchanges
/// @param fields of requests
/// @param writer of requests
/// @param headLimits what the head of a reply may be
/// @param throttle of reads; null for no limit
record FetchParts(
    FetchOptions options,
    Dialer dialer,
    Connector connector,
    ConnectionPool pool,
    BufferPool buffers,
    RequestFields fields,
    RequestWriter writer,
    HeadLimits headLimits,
    @Nullable ReadThrottle throttle) {

  /// Creates the parts for one dialer.
  ///
  /// @param maxIdle its part of the idle connections that the options allow
  static FetchParts of(FetchOptions options, Dialer dialer, Connector connector, int maxIdle) {
    var fields = new RequestFields(options);
    return new FetchParts(
        options,
        dialer,
        connector,
        new ConnectionPool(dialer, options, maxIdle),
        new BufferPool(dialer),
        fields,
        new RequestWriter(fields.shared()),
        new HeadLimits(options.replies().maxHeaderBytes(), options.replies().maxHeaderCount()),
        ReadThrottle.of(options, dialer));
  }
}
