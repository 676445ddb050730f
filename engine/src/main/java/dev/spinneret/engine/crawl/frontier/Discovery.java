package dev.spinneret.engine.crawl.frontier;

import dev.spinneret.engine.crawl.estimate.Lineage;
import dev.spinneret.engine.crawl.frontier.CrawlUrl.Redirect;
import dev.spinneret.engine.crawl.frontier.CrawlUrl.Role;
import org.jspecify.annotations.Nullable;

/// How URLs were found. The URLs that a page names share one such object, also while they wait.
///
/// @param depth links from a seed
/// @param role what their bodies are for
/// @param privateAllowed whether their hosts may be loopback or private addresses, see
///   [FetchRequest][dev.spinneret.engine.crawl.port.FetchRequest]
/// @param referrer the page that named them first; null for a seed
/// @param referrerOrder the referrer's [CrawlUrl#order()]; -1 for a seed, -2 for what an earlier
///   run discovered and nothing names any more
/// @param lineage the fetches by which they were found; null for a seed, and in a later run
/// @param via the redirect that led to them; null if none did
public record Discovery(
    int depth,
    Role role,
    boolean privateAllowed,
    @Nullable String referrer,
    long referrerOrder,
    @Nullable Lineage lineage,
    @Nullable Redirect via) {
  private static final long OF_SEEDS = -1;
  private static final long UNNAMED = -2;

  /// Seeds, which nothing names.
  ///
  /// @param role what their bodies are for
  /// @param privateAllowed whether their hosts may be loopback or private addresses
  /// @return depth 0 and no referrer
  public static Discovery ofSeeds(Role role, boolean privateAllowed) {
    return new Discovery(0, role, privateAllowed, null, OF_SEEDS, null, null);
  }

  /// What an earlier run discovered and nothing names any more.
  ///
  /// @param role what their bodies are for
  /// @param depth links from a seed, in that run
  /// @param privateAllowed whether their hosts may be loopback or private addresses
  /// @return without referrer
  public static Discovery unnamed(Role role, int depth, boolean privateAllowed) {
    return new Discovery(depth, role, privateAllowed, null, UNNAMED, null, null);
  }

  /// Whether a person named them.
  ///
  /// @return true for [#ofSeeds]
  public boolean isOfSeeds() {
    return referrerOrder == OF_SEEDS;
  }

  /// How many redirects led to them since the last link.
  ///
  /// @return 0 or more
  public int hops() {
    return via == null ? 0 : via.from().hops() + 1;
  }

  /// What a fetched URL names.
  ///
  /// @param from the URL
  /// @param depth links from a seed
  /// @param role what their bodies are for
  /// @param privateAllowed whether their hosts may be loopback or private addresses
  /// @return with `from` as the referrer
  public static Discovery from(CrawlUrl from, int depth, Role role, boolean privateAllowed) {
    return new Discovery(
        depth, role, privateAllowed, from.href(), from.order(), from.lineage(), null);
  }

  /// The target of a redirect: as deep as where it came from.
  ///
  /// @param via the redirect
  /// @param privateAllowed whether its host may be a loopback or private address
  /// @return with the URL that redirects as the referrer
  public static Discovery by(Redirect via, boolean privateAllowed) {
    var from = via.from();
    return from(from, from.depth(), from.role(), privateAllowed).with(from.lineage(), via);
  }

  /// The same with another role.
  ///
  /// @param other what their bodies are for
  /// @return a copy
  public Discovery as(Role other) {
    return new Discovery(depth, other, privateAllowed, referrer, referrerOrder, lineage, via);
  }

  /// The same, found on another way. Its role and what it may request remain.
  Discovery shortened(Discovery way) {
    return new Discovery(
        way.depth,
        role,
        privateAllowed || way.privateAllowed,
        way.referrer,
        way.referrerOrder,
        way.lineage,
        way.via);
  }

  /// The same with another lineage and redirect.
  Discovery with(@Nullable Lineage newLineage, @Nullable Redirect newVia) {
    return new Discovery(depth, role, privateAllowed, referrer, referrerOrder, newLineage, newVia);
  }
}
