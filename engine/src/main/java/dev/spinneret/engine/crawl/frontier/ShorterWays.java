package dev.spinneret.engine.crawl.frontier;

import java.util.HashMap;
import java.util.Map;

/// Shorter ways to URLs that wait, in a crawl that finishes one depth before it requests the next.
///
/// A link leads to the next depth, so the first link to a URL is on a shortest way; but a redirect
/// leads to a URL of its own depth, and a sitemap to depth 0. A URL that a link was first to find
/// then waits one depth too far. It is leased there, and counts as found on the shorter way: its
/// links belong to the depth at which it was leased, and so no depth limit excludes them by chance.
/// Exact except for several redirects in a row whose targets were all found by links.
///
/// Holds only ways that were found since the depth before the current one began. On the loop's
/// thread.
public final class ShorterWays {
  private final int maxDepth;
  private final Map<Long, Discovery> ways = new HashMap<>();
  private int depth = -1;

  /// Creates an empty collection.
  ///
  /// @param maxDepth the greatest depth at which a URL may wait; `Integer.MAX_VALUE` if depths are
  ///   not kept apart, and nothing is collected
  public ShorterWays(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /// Notes a way to a URL that was found before.
  ///
  /// @param fingerprint the URL's
  /// @param way how it was found now
  public void found(long fingerprint, Discovery way) {
    if (maxDepth < Integer.MAX_VALUE && way.depth() <= depth && way.depth() < maxDepth) {
      ways.merge(fingerprint, way, (a, b) -> b.depth() < a.depth() ? b : a);
    }
  }

  /// Looks for a shorter way to a URL that was leased.
  ///
  /// @param leased the URL
  /// @return the URL as it is found on that way; `leased` itself if there is none
  public CrawlUrl shortest(CrawlUrl leased) {
    if (leased.depth() > depth) {
      depth = leased.depth();
      ways.values().removeIf(way -> way.depth() < depth - 1);
    }
    var way = ways.remove(leased.fingerprint());
    return way == null || way.depth() >= leased.depth() ? leased : leased.foundOn(way);
  }
}
