package dev.spinneret.engine.crawl.port;

/// Gets one resource: the one port between the crawl and the network.
///
/// Called from tasks of one event loop, many at once. What the peer does wrong is a value
/// ([FetchResult.Failed]), never an exception.
public interface Fetcher extends AutoCloseable {

  /// Fetches one URL. Suspends the calling task until the whole body has arrived or the fetch has
  /// failed; redirects are reported, not followed.
  ///
  /// @param request what to fetch
  /// @return what came back, or why nothing did
  FetchResult fetch(FetchRequest request);

  /// Closes idle connections and whatever else the fetcher owns. Call after the last fetch.
  @Override
  void close();
}
