package dev.spinneret.engine.crawl.frontier;

import dev.spinneret.engine.crawl.estimate.Lineage;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// A URL on its way through the crawl. The text is kept, not the parsed form: in a frontier in
/// memory only the first of a queue are such objects, see [UrlQueue].
///
/// @param href what is requested, without fragment
/// @param fingerprint of the canonical key
/// @param host the host queue it belongs to: its origin, such as `https://example.org`
/// @param order place in the order of discovery, from 0
/// @param hops redirects that led here, since the last link
/// @param attempts how many attempts have failed
/// @param discovery how it was found
public record CrawlUrl(
    String href,
    long fingerprint,
    String host,
    long order,
    int hops,
    int attempts,
    Discovery discovery) {

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
    SITEMAP,
    /// A part of a page, such as an image: requested wherever it is, however far from the seeds.
    REQUISITE,
    /// Nothing: it is requested with HEAD, to see whether it is there.
    PROBE,
    /// Nothing: it is requested with GET, since its answer to HEAD says little.
    PROBE_BY_GET;

    /// Whether what an earlier run has received of a URL of this role may still hold.
    ///
    /// @return false for what is always read, and for what is never kept
    public boolean isRevisited() {
      return this == PAGE || this == REQUISITE;
    }

    /// Whether a URL of this role is only requested to see whether it is there.
    ///
    /// @return true when its links are not followed
    public boolean isProbe() {
      return this == PROBE || this == PROBE_BY_GET;
    }
  }

  /// A reference that is not a valid URL. It belongs to no host.
  ///
  /// @param reference as it stands in the page
  /// @param fingerprint of the reference
  /// @param order place in the order of discovery
  /// @param discovery how it was found
  /// @return a URL for which no request can be sent
  public static CrawlUrl malformed(
      String reference, long fingerprint, long order, Discovery discovery) {
    return new CrawlUrl(reference, fingerprint, "", order, 0, 0, discovery);
  }

  /// How many links lie between a seed and this URL.
  ///
  /// @return 0 for a seed
  public int depth() {
    return discovery.depth();
  }

  /// What its body is for.
  ///
  /// @return such as a page
  public Role role() {
    return discovery.role();
  }

  /// Whether its host may be a loopback or private address.
  ///
  /// @return false for what a public page names
  public boolean privateAllowed() {
    return discovery.privateAllowed();
  }

  /// The page that named it first.
  ///
  /// @return null for a seed, and for what nothing names any more
  public @Nullable String referrer() {
    return discovery.referrer();
  }

  /// The place of the referrer in the order of discovery.
  ///
  /// @return see [Discovery#referrerOrder()]
  public long referrerOrder() {
    return discovery.referrerOrder();
  }

  /// The fetches by which it was found; after [#fetched] its own fetch is the last of them.
  ///
  /// @return null for a seed, and in a later run
  public @Nullable Lineage lineage() {
    return discovery.lineage();
  }

  /// The redirect that led here.
  ///
  /// @return null if none did
  public @Nullable Redirect via() {
    return discovery.via();
  }

  /// The parsed form, made again from the text.
  ///
  /// @return a URL whose [WebUrl#origin()] is [#host()]
  public WebUrl parsed() {
    return WebUrl.ofHref(href, host);
  }

  /// The URL at which the chain of redirects began that led here.
  ///
  /// @return this URL if no redirect did
  public CrawlUrl start() {
    var start = this;
    for (var redirect = via(); redirect != null; redirect = redirect.from.via()) {
      start = redirect.from;
    }
    return start;
  }

  /// Whether a person named this URL, or one that redirects here.
  ///
  /// @return true for seeds and the targets of their redirects
  public boolean isOfSeed() {
    return start().discovery().isOfSeeds();
  }

  /// The same URL after one more failed attempt.
  ///
  /// @return a copy
  public CrawlUrl afterAttempt() {
    return new CrawlUrl(href, fingerprint, host, order, hops, attempts + 1, discovery);
  }

  /// The same URL at another place in the order of discovery.
  ///
  /// @param newOrder its place
  /// @return a copy without failed attempts
  public CrawlUrl at(long newOrder) {
    return new CrawlUrl(href, fingerprint, host, newOrder, hops, 0, discovery);
  }

  /// The same URL in another role.
  ///
  /// @param other what its body is for
  /// @return a copy
  public CrawlUrl as(Role other) {
    return found(discovery.as(other));
  }

  /// The same URL, found in another way.
  ///
  /// @param otherwise how it was found
  /// @return a copy
  public CrawlUrl found(Discovery otherwise) {
    return new CrawlUrl(href, fingerprint, host, order, hops, attempts, otherwise);
  }

  /// The same URL, found on a shorter way.
  CrawlUrl foundOn(Discovery way) {
    return new CrawlUrl(
        href, fingerprint, host, order, way.hops(), attempts, discovery.shortened(way));
  }

  /// The same URL once it was fetched: what it names has this lineage.
  ///
  /// @param own its own fetch
  /// @return a copy
  public CrawlUrl fetched(Lineage own) {
    return new CrawlUrl(href, fingerprint, host, order, hops, attempts, discovery.with(own, via()));
  }

  /// The same URL at the end of another chain of redirects.
  CrawlUrl reachedBy(Redirect redirect) {
    return new CrawlUrl(
        href,
        fingerprint,
        host,
        order,
        redirect.from.hops + 1,
        attempts,
        discovery.with(lineage(), redirect));
  }

  /// The same URL, to be requested once more, because a redirect leads back to it.
  ///
  /// @param spelling what is requested
  /// @param redirect the redirect
  /// @return a copy without failed attempts
  public CrawlUrl again(String spelling, Redirect redirect) {
    return new CrawlUrl(
        spelling,
        fingerprint,
        host,
        order,
        redirect.from.hops + 1,
        0,
        discovery.with(redirect.from.lineage(), redirect));
  }
}
