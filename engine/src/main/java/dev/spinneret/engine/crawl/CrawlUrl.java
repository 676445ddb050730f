package dev.spinneret.engine.crawl;

import org.jspecify.annotations.Nullable;

/// A URL on its way through the crawl. The text is kept, not the parsed form: in a frontier in
/// memory only the first of a queue are such objects, see [UrlQueue].
///
/// @param href what is requested, without fragment
/// @param fingerprint of the canonical key
/// @param host the host queue it belongs to: its origin, such as `https://example.org`
/// @param depth links from a seed
/// @param hops redirects that led here, since the last link
/// @param attempts how often it was asked for in vain
/// @param privateAllowed whether its host may be a loopback or private address, see [FetchRequest]
/// @param role what its body is for
/// @param referrer the page that named it first; null for a seed
/// @param referrerOrder the referrer's `order`; -1 for a seed
/// @param order place in the order of discovery, from 0
/// @param lineage the fetches by which it was found; null for a seed, and for one of an earlier run
public record CrawlUrl(
    String href,
    long fingerprint,
    String host,
    int depth,
    int hops,
    int attempts,
    boolean privateAllowed,
    Role role,
    @Nullable String referrer,
    long referrerOrder,
    long order,
    @Nullable Lineage lineage) {

  /// A URL of which it is not known by which fetches it was found.
  ///
  /// @param href what is requested, without fragment
  /// @param fingerprint of the canonical key
  /// @param host the host queue it belongs to
  /// @param depth links from a seed
  /// @param hops redirects that led here, since the last link
  /// @param attempts how often it was asked for in vain
  /// @param privateAllowed whether its host may be a loopback or private address
  /// @param role what its body is for
  /// @param referrer the page that named it first; null for a seed
  /// @param referrerOrder the referrer's `order`; -1 for a seed
  /// @param order place in the order of discovery, from 0
  public CrawlUrl(
      String href,
      long fingerprint,
      String host,
      int depth,
      int hops,
      int attempts,
      boolean privateAllowed,
      Role role,
      @Nullable String referrer,
      long referrerOrder,
      long order) {
    this(
        href,
        fingerprint,
        host,
        depth,
        hops,
        attempts,
        privateAllowed,
        role,
        referrer,
        referrerOrder,
        order,
        null);
  }

  /// What a URL's body is for.
  public enum Role {
    /// A page: its links are followed.
    PAGE,
    /// A sitemap: its entries are seeds.
    SITEMAP
  }

  /// The same URL after one more attempt in vain.
  ///
  /// @return a copy
  CrawlUrl afterAttempt() {
    return with(attempts + 1, lineage);
  }

  /// The same URL once it was fetched: what it names has this lineage.
  ///
  /// @return a copy
  CrawlUrl fetched(Lineage own) {
    return with(attempts, own);
  }

  private CrawlUrl with(int attemptCount, @Nullable Lineage newLineage) {
    return new CrawlUrl(
        href,
        fingerprint,
        host,
        depth,
        hops,
        attemptCount,
        privateAllowed,
        role,
        referrer,
        referrerOrder,
        order,
        newLineage);
  }
}
