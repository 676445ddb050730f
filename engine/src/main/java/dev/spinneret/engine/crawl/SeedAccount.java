package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.http.HttpStatus;
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
      switch (verdict) {
        case Verdict.Fetched(var status) when !HttpStatus.isSuccess(status) && !isKept ->
            failed(url, "status " + status);
        case Verdict.Failed(_, var detail) -> failed(url, detail);
        case Verdict.RobotsForbidden robots -> failed(url, robots.detail() + " forbids it");
        case Verdict.OutOfScope out when url.via() == null -> failed(url, out.detail());
        case Verdict.Fetched _,
            Verdict.OutOfScope _, // recorded for the redirect that led there
            Verdict.Redirected _,
            Verdict.Duplicate _,
            Verdict.NoIndex _,
            Verdict.Unmodified _,
            Verdict.OtherShard _,
            Verdict.TooDeep _,
            Verdict.Trapped _,
            Verdict.OverBudget _,
            Verdict.LeftOver _ -> {}
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
