package dev.spinneret.fetch.options;

import java.util.function.UnaryOperator;

/// What a fetcher does with every request, grouped by subject.
///
/// A value is changed through its group: `FetchOptions.DEFAULT.withPool(pool ->
/// pool.withKeepAlive(false))`.
///
/// @param request what every request carries
/// @param timeouts how long the parts of a fetch may take
/// @param replies how much of a reply is read
/// @param pool how many connections are open, and for how long
/// @param network how connections are made, and where they lead
public record FetchOptions(
    RequestOptions request,
    Timeouts timeouts,
    ReplyOptions replies,
    PoolOptions pool,
    NetworkOptions network) {
  /// The default values of all groups.
  public static final FetchOptions DEFAULT =
      new FetchOptions(
          RequestOptions.DEFAULT,
          Timeouts.DEFAULT,
          ReplyOptions.DEFAULT,
          PoolOptions.DEFAULT,
          NetworkOptions.DEFAULT);

  /// The same options with other contents of requests.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public FetchOptions withRequest(UnaryOperator<RequestOptions> change) {
    return new FetchOptions(change.apply(request), timeouts, replies, pool, network);
  }

  /// The same options with other timeouts.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public FetchOptions withTimeouts(UnaryOperator<Timeouts> change) {
    return new FetchOptions(request, change.apply(timeouts), replies, pool, network);
  }

  /// The same options with other limits for replies.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public FetchOptions withReplies(UnaryOperator<ReplyOptions> change) {
    return new FetchOptions(request, timeouts, change.apply(replies), pool, network);
  }

  /// The same options with other treatment of connections.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public FetchOptions withPool(UnaryOperator<PoolOptions> change) {
    return new FetchOptions(request, timeouts, replies, change.apply(pool), network);
  }

  /// The same options with other ways to connect.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public FetchOptions withNetwork(UnaryOperator<NetworkOptions> change) {
    return new FetchOptions(request, timeouts, replies, pool, change.apply(network));
  }
}
