package dev.spinneret.engine.crawl.port;

import dev.spinneret.parse.url.WebUrl;
import java.util.function.BooleanSupplier;
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
/// @param permit consulted right before the request is sent, on any thread; if it refuses, the
///   fetch fails with [FailureCause#LOCAL_RESOURCES] and nothing is sent
public record FetchRequest(
    FetchMethod method,
    WebUrl url,
    @Nullable WebUrl referrer,
    boolean privateAllowed,
    int minBodyBytes,
    @Nullable BodyShare memory,
    @Nullable Validators known,
    BooleanSupplier permit) {
  /// A request that nothing withdraws.
  ///
  /// @param method how to request it, and whether to read the body
  /// @param url the URL to request
  /// @param referrer the page that named it; null for a seed
  /// @param privateAllowed whether the host may resolve to a loopback or private address
  /// @param minBodyBytes the body may have so many bytes, decoded; 0 for the fetcher's own limit
  /// @param memory counts the memory of the body; null if nobody counts
  /// @param known validators of the version that is known; null for none
  public FetchRequest(
      FetchMethod method,
      WebUrl url,
      @Nullable WebUrl referrer,
      boolean privateAllowed,
      int minBodyBytes,
      @Nullable BodyShare memory,
      @Nullable Validators known) {
    this(method, url, referrer, privateAllowed, minBodyBytes, memory, known, () -> true);
  }

  /// A GET request that no page has led to, whose body has the fetcher's own limit.
  ///
  /// @param url the URL to request
  /// @param privateAllowed whether the host may resolve to a loopback or private address
  public FetchRequest(WebUrl url, boolean privateAllowed) {
    this(FetchMethod.GET, url, null, privateAllowed, 0, null, null);
  }

  /// The same request, sent only if it is still permitted then.
  ///
  /// @param newPermit see [#permit()]
  /// @return a changed copy
  public FetchRequest withPermit(BooleanSupplier newPermit) {
    return new FetchRequest(
        method, url, referrer, privateAllowed, minBodyBytes, memory, known, newPermit);
  }
}
