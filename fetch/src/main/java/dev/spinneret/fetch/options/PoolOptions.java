package dev.spinneret.fetch.options;

import java.time.Duration;

/// How many connections are open, and how long they are kept.
///
/// @param keepAlive whether connections are kept for the next request to the same origin
/// @param perOrigin connections that are open to one origin at the same time, at least 1; the crawl
///   has limits of its own
/// @param maxIdle connections kept open without a request, over all origins
/// @param maxIdleBytes memory that these hold together: one with TLS holds some 10 KB
/// @param maxOpen connections that are open at the same time, idle ones included, at least 1. An
///   idle one is closed for a new one; how many are in use is limited by the caller
/// @param idleTimeout how long a connection is kept without a request, above 0
public record PoolOptions(
    boolean keepAlive,
    int perOrigin,
    int maxIdle,
    long maxIdleBytes,
    int maxOpen,
    Duration idleTimeout) {
  /// Keeps up to 2,048 connections and 8 MiB, for 15 s each.
  public static final PoolOptions DEFAULT =
      new PoolOptions(true, 16_384, 2_048, 8 << 20, Integer.MAX_VALUE, Duration.ofSeconds(15));

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException if one is not allowed
  public PoolOptions {
    Allowed.atLeast(1, "connectionsPerOrigin", perOrigin);
    Allowed.atLeast(0, "maxIdleConnections", maxIdle);
    Allowed.atLeast(0, "maxIdleBytes", maxIdleBytes);
    Allowed.atLeast(1, "maxConnections", maxOpen);
    Allowed.positive("idleTimeout", idleTimeout);
  }

  /// The same options with or without kept connections.
  ///
  /// @param newKeepAlive whether connections are kept
  /// @return a copy
  public PoolOptions withKeepAlive(boolean newKeepAlive) {
    return new PoolOptions(newKeepAlive, perOrigin, maxIdle, maxIdleBytes, maxOpen, idleTimeout);
  }

  /// The same options with another limit for each origin.
  ///
  /// @param newPerOrigin connections that are open at the same time
  /// @return a copy
  public PoolOptions withPerOrigin(int newPerOrigin) {
    return new PoolOptions(keepAlive, newPerOrigin, maxIdle, maxIdleBytes, maxOpen, idleTimeout);
  }

  /// The same options with another number of idle connections.
  ///
  /// @param newMaxIdle over all origins
  /// @return a copy
  public PoolOptions withMaxIdle(int newMaxIdle) {
    return new PoolOptions(keepAlive, perOrigin, newMaxIdle, maxIdleBytes, maxOpen, idleTimeout);
  }

  /// The same options with another limit for the memory of idle connections.
  ///
  /// @param newMaxIdleBytes what they hold together
  /// @return a copy
  public PoolOptions withMaxIdleBytes(long newMaxIdleBytes) {
    return new PoolOptions(keepAlive, perOrigin, maxIdle, newMaxIdleBytes, maxOpen, idleTimeout);
  }

  /// The same options with another number of connections.
  ///
  /// @param newMaxOpen open at the same time, idle ones included
  /// @return a copy
  public PoolOptions withMaxOpen(int newMaxOpen) {
    return new PoolOptions(keepAlive, perOrigin, maxIdle, maxIdleBytes, newMaxOpen, idleTimeout);
  }

  /// The same options with another idle time.
  ///
  /// @param newIdleTimeout how long a connection is kept
  /// @return a copy
  public PoolOptions withIdleTimeout(Duration newIdleTimeout) {
    return new PoolOptions(keepAlive, perOrigin, maxIdle, maxIdleBytes, maxOpen, newIdleTimeout);
  }
}
