package dev.spinneret.engine.crawl.frontier;

/// A URL on its way to the crawler that owns its domain, where several crawlers share a crawl. Only
/// the owner knows whether the URL is new, and queues it or gives it a verdict.
///
/// @param kind what is to be done
/// @param url as it was found; its order has no meaning
/// @param named whether a person named it, so that only an exclude rule excludes it
/// @param listed whether a sitemap or a person lists it, so that it is no trap
public record Referral(Kind kind, CrawlUrl url, boolean named, boolean listed) {

  /// Creates a referral of a URL that was neither named nor listed.
  ///
  /// @param kind what is to be done
  /// @param url as it was found
  /// @return the referral
  public static Referral of(Kind kind, CrawlUrl url) {
    return new Referral(kind, url, false, false);
  }

  /// The depth of the page that named the URL. While the referral is on its way, no URL of a
  /// greater depth may be requested, so that nobody finds the same URL on a longer path first.
  ///
  /// @return the URL's own depth for a seed and the target of a redirect
  public int level() {
    return url.via() == null ? Math.max(0, url.depth() - 1) : url.depth();
  }

  /// What is to be done with the URL.
  public enum Kind {
    /// It was found: a link, a seed, or the target of a redirect.
    FOUND,
    /// A redirect leads back to it: it is to be requested again.
    AGAIN,
    /// It is a reference that is no valid URL.
    MALFORMED
  }
}
