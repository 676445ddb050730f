package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.http.HttpStatus;
import java.util.List;

/// Which of the seeds gave no page, and why. A seed is what a person named; where it redirects, the
/// end of the chain counts.
///
/// Memory is bounded: of many seeds that gave nothing, the first are named and the rest counted.
final class SeedAccount {
  private final FirstLines failures = new FirstLines(5);

  /// Notes the verdict of a URL.
  void ended(CrawlUrl url, Verdict verdict) {
    if (url.role() == CrawlUrl.Role.PAGE && url.isOfSeed()) {
      switch (verdict) {
        case Verdict.Fetched(var status) when !HttpStatus.isSuccess(status) ->
            failed(url, "status " + status);
        case Verdict.Failed(_, var detail) -> failed(url, detail);
        case Verdict.RobotsForbidden robots -> failed(url, robots.detail() + " forbids it");
        case Verdict.OutOfScope out when url.via() == null -> failed(url, out.detail());
        case Verdict.Fetched _,
            Verdict.OutOfScope _, // told by the redirect that led there
            Verdict.Redirected _,
            Verdict.Duplicate _,
            Verdict.NoIndex _,
            Verdict.OtherShard _,
            Verdict.TooDeep _,
            Verdict.Trapped _,
            Verdict.OverBudget _,
            Verdict.LeftOver _ -> {}
      }
    }
  }

  /// Notes that a seed redirects to where the crawl does not go.
  void ledOutside(CrawlUrl from, String target, Verdict.OutOfScope why) {
    failed(
        from,
        "redirects to %s, which is out of scope (%s); give that URL to crawl there"
            .formatted(target, why.detail()));
  }

  /// Notes that a seed gave nothing.
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
