package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.util.List;

/// Which of the seeds gave no page, and why. A seed is what the user named; if it redirects, the
/// end of the chain counts.
///
/// Memory is bounded: the first seeds without a page are named, the rest counted.
final class SeedAccount {
  private final FirstLines failures = new FirstLines(5);

  /// Records the verdict of a URL.
  ///
  /// @param isKept whether the page of an earlier run still holds
  void ended(CrawlUrl url, Verdict verdict, boolean isKept) {
    if (url.role() == CrawlUrl.Role.PAGE && url.isOfSeed()) {
      var why = verdict.failure();
      if (verdict instanceof Verdict.OutOfScope out && url.via() == null) {
        failed(url, out.detail()); // others are recorded for the redirect that led there
      } else if (why != null && !isKept) {
        failed(url, why);
      }
    }
  }

  /// Records that a seed redirects to a URL that is not crawled.
  void ledOutside(CrawlUrl from, String target, Verdict.OutOfScope why) {
    failed(
        from,
        "redirects to %s, which is out of scope (%s); give that URL to crawl there"
            .formatted(target, why.detail()));
  }

  /// Records that a seed gave no page.
  void failed(CrawlUrl url, String reason) {
    var start = url.start().href();
    failures.add(
        start.equals(url.href())
            ? start + ": " + reason
            : start + ": redirects to " + url.href() + ": " + reason);
  }

  /// A line for each seed that is named, and one for the rest.
  List<String> failures() {
    return failures.lines();
  }
}
