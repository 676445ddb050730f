package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which sitemaps could not be used, or only in part, and why; and which were not requested.
///
/// Memory is bounded: the first are named, the rest counted. A sitemap whose URL was only guessed
/// need not exist.
final class SitemapAccount {
  private static final int NAMED = 10;

  private final FirstLines failures = new FirstLines(NAMED);
  private final FirstLines unused = new FirstLines(NAMED);
  private final Set<String> guessed = new HashSet<>();

  /// Records the verdict of a URL.
  void ended(CrawlUrl url, Verdict verdict) {
    if (url.role() == CrawlUrl.Role.SITEMAP && !wasGuessed(url)) {
      var why =
          verdict instanceof Verdict.OutOfScope out
              ? "out of scope (" + out.detail() + ")"
              : verdict.failure();
      if (why != null) {
        failed(url, why);
      }
    }
  }

  /// Records what is wrong with a sitemap.
  void failed(CrawlUrl url, String reason) {
    failures.add(url.start().href() + ": " + reason);
  }

  /// Records a sitemap whose URL is only conventional.
  void guessed(String href) {
    guessed.add(href);
  }

  /// Whether a sitemap's URL, or one that redirects to it, was guessed.
  boolean wasGuessed(CrawlUrl url) {
    return url.role() == CrawlUrl.Role.SITEMAP
        && !guessed.isEmpty()
        && guessed.contains(url.start().href());
  }

  /// Records sitemaps that a robots.txt names and that are not read.
  void unused(List<String> hrefs) {
    hrefs.forEach(unused::add);
  }

  /// A line for each sitemap that is named, and one for the rest.
  List<String> failures() {
    return failures.lines();
  }

  /// The sitemaps that were not read.
  List<String> unused() {
    return unused.lines();
  }
}
