package dev.spinneret.engine.crawl.options;

import dev.spinneret.parse.html.LinkKind;
import java.util.EnumSet;
import java.util.Set;

/// What a crawl does with links.
///
/// @param follow the kinds of links that are followed
/// @param pageRequisites whether what pages in scope [need to be
///   shown][dev.spinneret.parse.html.Link#isRequisite()] is requested, wherever it is, unless a
///   rule excludes it
/// @param maxRedirects how many redirects in a row are followed, at least 0
/// @param check what the crawl does to find out whether links lead anywhere
public record LinkOptions(
    Set<LinkKind> follow, boolean pageRequisites, int maxRedirects, LinkCheck check) {
  /// Follows a, area, all kinds of link, iframe, frame and meta refresh, and 20 redirects, as
  /// browsers do (Fetch §4.4).
  public static final LinkOptions DEFAULT =
      new LinkOptions(
          EnumSet.of(
              LinkKind.A,
              LinkKind.AREA,
              LinkKind.LINK,
              LinkKind.CANONICAL,
              LinkKind.ALTERNATE,
              LinkKind.PAGINATION,
              LinkKind.IFRAME,
              LinkKind.FRAME,
              LinkKind.META_REFRESH,
              LinkKind.ENTRY),
          false,
          20,
          LinkCheck.NONE);

  /// Checks the number of redirects and copies the set.
  ///
  /// @throws IllegalArgumentException if `maxRedirects` is negative
  public LinkOptions {
    if (maxRedirects < 0) {
      throw new IllegalArgumentException("redirects " + maxRedirects + ": at least 0");
    }
    follow = Set.copyOf(follow);
  }

  /// The same options with other kinds of links.
  ///
  /// @param newFollow the kinds that are followed
  /// @return a copy
  public LinkOptions withFollow(Set<LinkKind> newFollow) {
    return new LinkOptions(newFollow, pageRequisites, maxRedirects, check);
  }

  /// The same options, and what pages need to be shown is requested.
  ///
  /// @return a copy
  public LinkOptions withPageRequisites() {
    return new LinkOptions(follow, true, maxRedirects, check);
  }

  /// The same options with another limit of redirects.
  ///
  /// @param newMaxRedirects how many redirects in a row are followed
  /// @return a copy
  public LinkOptions withMaxRedirects(int newMaxRedirects) {
    return new LinkOptions(follow, pageRequisites, newMaxRedirects, check);
  }

  /// The same options with another check.
  ///
  /// @param newCheck what the crawl does to find out whether links lead anywhere
  /// @return a copy
  public LinkOptions withCheck(LinkCheck newCheck) {
    return new LinkOptions(follow, pageRequisites, maxRedirects, newCheck);
  }
}
