package dev.spinneret.engine.crawl.frontier;

/// A URL on its way to the crawler that owns its domain, where several crawlers share a crawl: that
/// one alone knows whether the URL is new, and gives it its place or its verdict.
///
/// @param id of the message; 0 before it is sent
/// @param kind what is to be done
/// @param url as it was found; its order means nothing
/// @param named whether a person named it, so that only an exclude rule keeps it out
/// @param listed whether a sitemap or a person lists it, so that it is no trap
public record Referral(long id, Kind kind, CrawlUrl url, boolean named, boolean listed) {

  /// A referral that was not sent yet, of a URL that nobody named or listed.
  ///
  /// @param kind what is to be done
  /// @param url as it was found
  /// @return the referral
  public static Referral of(Kind kind, CrawlUrl url) {
    return new Referral(0, kind, url, false, false);
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
