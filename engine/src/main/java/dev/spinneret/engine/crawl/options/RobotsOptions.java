package dev.spinneret.engine.crawl.options;

import java.time.Duration;

/// How a crawl treats the rules that sites have for robots, in robots.txt and on their pages.
///
/// @param obeyed whether robots.txt is fetched and obeyed
/// @param ttl how long a robots.txt is used before it is fetched again (RFC 9309 §2.4)
/// @param productToken the name of this crawler in robots.txt and X-Robots-Tag; may be a whole
///   User-Agent
/// @param nofollow which `nofollow` is obeyed
/// @param omitNoindex whether pages with `noindex` are left out of the outputs; their links are
///   followed
public record RobotsOptions(
    boolean obeyed, Duration ttl, String productToken, NofollowRule nofollow, boolean omitNoindex) {
  /// Obeys robots.txt, for a day each, and the `nofollow` of whole pages.
  public static final RobotsOptions DEFAULT =
      new RobotsOptions(true, Duration.ofHours(24), "spinneret", NofollowRule.PAGE, false);

  /// The same options with or without robots.txt.
  ///
  /// @param newObeyed whether robots.txt is fetched and obeyed
  /// @return a copy
  public RobotsOptions withObeyed(boolean newObeyed) {
    return new RobotsOptions(newObeyed, ttl, productToken, nofollow, omitNoindex);
  }

  /// The same options with another lifetime.
  ///
  /// @param newTtl how long a robots.txt is used before it is fetched again
  /// @return a copy
  public RobotsOptions withTtl(Duration newTtl) {
    return new RobotsOptions(obeyed, newTtl, productToken, nofollow, omitNoindex);
  }

  /// The same options with another name.
  ///
  /// @param newProductToken the name of this crawler
  /// @return a copy
  public RobotsOptions withProductToken(String newProductToken) {
    return new RobotsOptions(obeyed, ttl, newProductToken, nofollow, omitNoindex);
  }

  /// The same options with another rule for `nofollow`.
  ///
  /// @param newNofollow which is obeyed
  /// @return a copy
  public RobotsOptions withNofollow(NofollowRule newNofollow) {
    return new RobotsOptions(obeyed, ttl, productToken, newNofollow, omitNoindex);
  }

  /// The same options, with pages left out that have `noindex`.
  ///
  /// @return a copy
  public RobotsOptions withNoindexOmitted() {
    return new RobotsOptions(obeyed, ttl, productToken, nofollow, true);
  }
}
