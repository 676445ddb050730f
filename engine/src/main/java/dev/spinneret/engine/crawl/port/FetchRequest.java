package dev.spinneret.engine.crawl.port;

import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// What to fetch.
///
/// @param method how to request it, and whether to read the body
/// @param url the URL to request; its fragment is not sent
/// @param referrer the page that named it; null for a seed
/// @param privateAllowed whether the host may resolve to a loopback, private or link-local address:
///   true for what a person typed and for what a page on such an address links to
/// @param minBodyBytes the body may have so many bytes, decoded, even where the fetcher's own limit
///   is lower; 0 for that limit
/// @param memory counts the memory of the body, until the fetching code closes it; null if nobody
///   counts
/// @param known validators of the version that is known, so that the server may answer 304 without
///   a body; null for none
public record FetchRequest(
    FetchMethod method,
    WebUrl url,
    @Nullable WebUrl referrer,
    boolean privateAllowed,
    int minBodyBytes,
    @Nullable BodyShare memory,
    @Nullable Validators known) {

  /// A GET request whose body is read.
  ///
  /// @param url the URL to request
  /// @param referrer the page that named it; null for a seed
  /// @param privateAllowed whether the host may resolve to a loopback or private address
  /// @param minBodyBytes the body may have so many bytes, decoded; 0 for the fetcher's own limit
  /// @param memory counts the memory of the body; null if nobody counts
  public FetchRequest(
      WebUrl url,
      @Nullable WebUrl referrer,
      boolean privateAllowed,
      int minBodyBytes,
      @Nullable BodyShare memory) {
    this(FetchMethod.GET, url, referrer, privateAllowed, minBodyBytes, memory, null);
  }

  /// A GET request whose body has the fetcher's own limit.
  ///
  /// @param url the URL to request
  /// @param referrer the page that named it; null for a seed
  /// @param privateAllowed whether the host may resolve to a loopback or private address
  public FetchRequest(WebUrl url, @Nullable WebUrl referrer, boolean privateAllowed) {
    this(url, referrer, privateAllowed, 0, null);
  }
}
