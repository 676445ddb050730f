package dev.spinneret.engine.crawl.frontier;

import dev.spinneret.engine.crawl.estimate.Lineage;
import dev.spinneret.engine.crawl.port.Reply;
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
/// @param privateAllowed whether its host may be a loopback or private address, see
///   [FetchRequest][dev.spinneret.engine.crawl.port.FetchRequest]
/// @param role what its body is for
/// @param referrer the page that named it first; null for a seed
/// @param referrerOrder the referrer's `order`; -1 for a seed
/// @param order place in the order of discovery, from 0
/// @param lineage the fetches by which it was found; null for a seed, and for one of an earlier run
/// @param via the redirect that led here; null when none did
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
    @Nullable Lineage lineage,
    @Nullable Redirect via) {

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
        null,
        null);
  }

  /// A redirect that was followed.
  ///
  /// @param from the URL that redirects, itself with the redirect that led to it
  /// @param cookies what its reply did to the cookies
  public record Redirect(CrawlUrl from, CookieEffect cookies) {}

  /// What a reply did to the cookies.
  public enum CookieEffect {
    /// It has no Set-Cookie field.
    NONE,
    /// It has one, but the cookies are as before: it was refused, or the reply to another request
    /// set the same cookie meanwhile.
    SAME,
    /// The same request would now carry other cookies.
    CHANGED;

    /// Compares the cookies before and after a reply.
    ///
    /// @param reply the reply
    /// @return its effect
    public static CookieEffect of(Reply reply) {
      if (reply.cookiesChanged()) {
        return CHANGED;
      }
      return reply.headers().first("Set-Cookie") == null ? NONE : SAME;
    }
  }

  /// What a URL's body is for.
  public enum Role {
    /// A page: its links are followed.
    PAGE,
    /// A sitemap: its entries are seeds.
    SITEMAP
  }

  /// The URL at which the chain of redirects began that led here.
  ///
  /// @return this URL if no redirect did
  public CrawlUrl start() {
    var start = this;
    for (var redirect = via; redirect != null; redirect = redirect.from.via) {
      start = redirect.from;
    }
    return start;
  }

  /// Whether a person named this URL, or one that redirects here.
  ///
  /// @return true for seeds and the targets of their redirects
  public boolean isOfSeed() {
    return start().referrer == null;
  }

  /// The same URL after one more attempt in vain.
  ///
  /// @return a copy
  public CrawlUrl afterAttempt() {
    return with(href, hops, attempts + 1, lineage, via);
  }

  /// The same URL once it was fetched: what it names has this lineage.
  ///
  /// @param own its own fetch
  /// @return a copy
  public CrawlUrl fetched(Lineage own) {
    return with(href, hops, attempts, own, via);
  }

  /// The same URL, to be asked for once more, because a redirect leads back to it.
  ///
  /// @param spelling what is requested
  /// @param redirect the redirect
  /// @return a copy
  public CrawlUrl again(String spelling, Redirect redirect) {
    return with(spelling, redirect.from.hops + 1, 0, redirect.from.lineage, redirect);
  }

  private CrawlUrl with(
      String newHref,
      int hopCount,
      int attemptCount,
      @Nullable Lineage newLineage,
      @Nullable Redirect redirect) {
    return new CrawlUrl(
        newHref,
        fingerprint,
        host,
        depth,
        hopCount,
        attemptCount,
        privateAllowed,
        role,
        referrer,
        referrerOrder,
        order,
        newLineage,
        redirect);
  }
}
