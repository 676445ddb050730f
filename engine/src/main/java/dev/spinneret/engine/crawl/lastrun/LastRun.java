package dev.spinneret.engine.crawl.lastrun;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The last run of a crawl that is repeated: what it requested, and by which page it discovered
/// what.
///
/// Of the links of a page only those are known that discovered a URL, so that each URL has one page
/// that names it. That is enough to reach all of them again: a page that has not changed names the
/// same URLs as before.
///
/// All calls on the loop's thread; those that return something may suspend.
public interface LastRun {

  /// Looks up a URL.
  ///
  /// @param fingerprint the URL's
  /// @return null if the last run did not request it
  @Nullable LastVisit visitOf(long fingerprint);

  /// The URLs that were discovered in a page.
  ///
  /// @param page the page
  /// @return in the order in which they were discovered
  List<Known> namedBy(LastVisit page);

  /// The next URLs of the last run that this run has not discovered: whatever named them is gone,
  /// or names them no more. Those whose page was visited in this run come first. What nothing named
  /// in the last run either, and gave no page, is forgotten.
  ///
  /// @param enough how many to look for; some more may be returned
  /// @param isDiscovered whether this run has discovered a URL, by its fingerprint
  /// @return empty if there are no more
  List<Known> undiscovered(int enough, LongPredicate isDiscovered);

  /// Whether pages that a sitemap calls unmodified are left alone.
  ///
  /// @return false if [#listed] is of no use
  boolean trustsLastmod();

  /// Notes what a sitemap says of pages.
  ///
  /// @param pages each with the last moment at which it may have been modified
  void listed(List<Listed> pages);

  /// A URL that the last run discovered.
  ///
  /// @param href what was requested, or the reference as it stands in the page
  /// @param fingerprint the URL's
  /// @param role what its body is for
  /// @param depth links from a seed
  /// @param privateAllowed whether its host might be a loopback or private address
  /// @param isMalformed whether it is no valid URL
  record Known(
      String href,
      long fingerprint,
      CrawlUrl.Role role,
      int depth,
      boolean privateAllowed,
      boolean isMalformed) {}

  /// A page in a sitemap.
  ///
  /// @param fingerprint the page's
  /// @param unmodifiedSince the last moment at which it may have been modified
  record Listed(long fingerprint, Instant unmodifiedSince) {}
}
